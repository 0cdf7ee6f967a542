"""The part of the configuration that says what is watched, from when on, and for how much money."""

from dataclasses import dataclass
from typing import Final

from infra.config_reader import ConfigReader

ESSENTIAL: Final = "essential"
LEVELS: Final = ("full", ESSENTIAL)
"""Which alarms there are; each costs money every month, also where nobody calls."""

_RUNBOOKS: Final = r"[^\s#]{1,200}"
_DASHBOARD: Final = r"[0-9A-Za-z_-]{1,255}"


@dataclass(frozen=True, kw_only=True)
class WatchConfig:
    """Pulumi.yaml says what each means. `watch` is one of `LEVELS`."""

    watch: str
    alert_emails: tuple[str, ...]
    runbooks: str
    dashboard_name: str
    longest_wait_seconds: int
    waiting_callers: int
    missed_calls: int
    abandoned_calls: int
    concurrent_calls: int
    answer_failure_percent: int
    stale_index_hours: int
    monthly_budget_krw: int
    krw_per_usd: int


def watch_settings(read: ConfigReader) -> WatchConfig:
    """What is said of alarms, the dashboard and the budget."""
    return WatchConfig(
        watch=read.choice("watch", "full", LEVELS),
        alert_emails=read.emails("alertEmails"),
        runbooks=read.text(
            "runbooks",
            "docs/operations/alarms.ko.md",
            _RUNBOOKS,
            "an address or a path of at most 200 characters, without blanks and `#`",
        ),
        dashboard_name=read.text(
            "dashboardName",
            "Saltware-Contact-Center-Dashboard",
            _DASHBOARD,
            "1 to 255 letters, digits, hyphens and underscores",
        ),
        longest_wait_seconds=read.number("longestWaitSeconds", 120, 20, 3600),
        waiting_callers=read.number("waitingCallers", 5, 1, 1000),
        missed_calls=read.number("missedCalls", 3, 1, 15),
        abandoned_calls=read.number("abandonedCalls", 3, 1, 15),
        concurrent_calls=read.number("concurrentCalls", 10, 1, 10000),
        answer_failure_percent=read.number("answerFailurePercent", 10, 1, 100),
        stale_index_hours=read.number("staleIndexHours", 26, 2, 168),
        monthly_budget_krw=read.number("monthlyBudgetKrw", 500_000, 1_000, 999_999_999),
        krw_per_usd=read.number("krwPerUsd", 1_450, 500, 5_000),
    )

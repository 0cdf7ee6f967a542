"""The part of the configuration that says what is watched, from when on, and for how much money."""

from typing import Any, Final

from infra.config_reader import ConfigReader

ESSENTIAL: Final = "essential"
LEVELS: Final = ("full", ESSENTIAL)
"""Which alarms there are; each costs money every month, also where nobody calls."""

_RUNBOOKS = r"[^\s#]{1,200}"


def watch_settings(read: ConfigReader) -> dict[str, Any]:
    """Fields of the stack's configuration; Pulumi.yaml says what each means."""
    return {
        "watch": read.choice("watch", "full", LEVELS),
        "waiting_callers": read.number("waitingCallers", 5, 1, 1000),
        "abandoned_calls": read.number("abandonedCalls", 3, 1, 15),
        "concurrent_calls": read.number("concurrentCalls", 10, 1, 10000),
        "answer_failure_percent": read.number("answerFailurePercent", 10, 1, 100),
        "stale_index_hours": read.number("staleIndexHours", 26, 2, 168),
        "runbooks": read.text(
            "runbooks",
            "docs/operations/alarms.ko.md",
            _RUNBOOKS,
            "an address or a path of at most 200 characters, without blanks and `#`",
        ),
        "monthly_budget_krw": read.number("monthlyBudgetKrw", 500_000, 1_000, 999_999_999),
        "krw_per_usd": read.number("krwPerUsd", 1_450, 500, 5_000),
    }

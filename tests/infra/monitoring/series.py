"""What an alarm's metrics look like when all is well, and when what it is about happens."""

from collections.abc import Mapping, Sequence

from tests.infra.monitoring.cases import Case, Level, events, once_in, one
from tests.infra.monitoring.operations_series import OPERATIONS


def nightly(bad: Level) -> Case:
    """A look at midnight that agrees, but for two nights."""
    return Case(
        good={"metric": once_in(1440, 0.0)},
        bad={"metric": bad},
        start=1440,
        minutes=2 * 1440 + 60,
        step=20,
    )


TURNS: Mapping[str, Level] = {"turns": 4.0}

CASES: Mapping[str, Sequence[Case]] = {
    "longest-wait-": [one(10.0, 150.0), one(59.0, 60.0)],
    "queue-growth-": [
        Case(good={"waiting": 1.0}, bad={"waiting": lambda t: 5.0 + t // 3}),
        Case(good={"waiting": 4.0}, bad={"waiting": lambda t: 4.0 + t // 2}),
    ],
    "missed-calls": [one(0.0, 1.0), events(0.0, 4)],
    "callers-abandon": [events(None, 4, minutes=60)],
    "capacity": [
        Case(
            good={"calls": 3.0, "breaching": 0.0, "throttled": 0.0},
            bad={"calls": 8.0, "breaching": 0.0, "throttled": 0.0},
        ),
        Case(good={"calls": 3.0}, bad={"calls": 5.0, "breaching": 1.0}),
        Case(good={"calls": 3.0}, bad={"calls": 5.0, "throttled": 2.0}),
    ],
    "flow-errors-": [one(0.0, 1.0), events(None, 5)],
    "flow-fatal-": [one(0.0, 1.0), one(None, 1.0, minutes=1)],
    "numbers-misconfigured": [one(None, 1.0), one(0.0, 1.0, minutes=2)],
    "answer-errors": [events(0.0, 7), one(0.0, 20.0)],
    "answer-throttles": [events(0.0, 7), one(0.0, 3.0)],
    "answer-failures": [
        Case(good={**TURNS, "failed": None}, bad={**TURNS, "failed": 4.0}),
        Case(
            good={"turns": once_in(2)},
            bad={"turns": once_in(2), "failed": once_in(6)},
            spacing=6,
        ),
        Case(good={**TURNS, "failed": 0.1}, bad={**TURNS, "failed": 0.6}),
    ],
    "answer-slow": [
        Case(
            good={**TURNS, "slow": [800.0, 900.0, 1100.0, 1500.0]},
            bad={**TURNS, "slow": [900.0, 1500.0, 5000.0, 6100.0]},
            minutes=60,
        )
    ],
    **OPERATIONS,
    "chat-api-errors": [events(0.0, 7), one(None, 4.0)],
    "chat-api-slow": [
        Case(
            good={"requests": 3.0, "slow": [800.0, 900.0, 2100.0]},
            bad={"requests": 3.0, "slow": [900.0, 3000.0, 6200.0]},
            minutes=60,
        )
    ],
    "chat-api-refused": [
        Case(
            good={"requests": 6.0, "refused": 0.3},
            bad={"requests": 12.0, "refused": 8.0},
            minutes=60,
        ),
        Case(good={"requests": 6.0}, bad={"requests": 6.0, "refused": 6.0}, minutes=60),
    ],
    "document-gives-orders": [one(None, 1.0, minutes=1), events(None, 90, minutes=600)],
    "index-held": [
        Case(
            good={"metric": None},
            bad={"metric": lambda t: 259_200.0 + 60 * t if t % 1440 == 0 else None},
            minutes=2 * 1440 + 60,
            step=20,
        )
    ],
    "ingest-errors": [
        Case(good={"crashed": 0.0}, bad={"crashed": once_in(30)}, minutes=120, spacing=30),
        Case(
            good={"crashed": 0.0},
            bad={"crashed": 0.0, "failed": once_in(30)},
            minutes=120,
            spacing=30,
        ),
        Case(
            good={"crashed": 0.0},
            bad={"crashed": once_in(60), "failed": lambda t: 1.0 if t % 60 == 30 else None},
            minutes=120,
            spacing=30,
        ),
    ],
    "ingest-slow": [one(20_000.0, 280_000.0), one(None, 300_000.0, minutes=1)],
    "ingest-lag": [one(5.0, lambda t: 600.0 + 60 * t)],
    "ingest-dead-letters": [one(0.0, 1.0), one(None, 2.0)],
    "gate-refused": [one(None, 1.0, minutes=1)],
    "index-stale": [
        # The nightly look agrees; then it does not happen, or finds an index that is older.
        nightly(None),
        nightly(once_in(1440, 86_400.0)),
    ],
    "answer-declines": [
        Case(
            good={"turns": 1.0, "declined": 0.2},
            bad={"turns": 1.0, "declined": 0.8},
            minutes=150,
        )
    ],
}
"""By the beginning of the alarm's name."""


def cases_of(name: str) -> Sequence[Case]:
    """Raises for an alarm that nobody has thought through."""
    if name in CASES:
        return CASES[name]
    [beginning] = [each for each in CASES if each.endswith("-") and name.startswith(each)]
    return CASES[beginning]

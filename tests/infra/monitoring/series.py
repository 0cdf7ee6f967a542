"""What an alarm's metrics look like when all is well, and when what it is about happens.

Values are sent every minute; None sends nothing. A list is several samples in one minute.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.infra.monitoring.alarm_engine import MetricAlarm, MetricKey, Samples

Sent = float | list[float] | None
Level = Sent | Callable[[int], Sent]
"""A constant, or a function of minutes (since the incident began, if there is one)."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One way in which one alarm should go off. Levels by the id of the metric in the alarm."""

    good: Mapping[str, Level]
    bad: Mapping[str, Level]
    minutes: int = 40
    start: int = 120
    step: int = 1
    spacing: int = 1
    """Minutes between two bad events."""
    silent: Mapping[str, Level] = field(default_factory=dict[str, Level])
    """What is sent in calm by something that sends nothing when nothing happens."""

    def data(
        self,
        alarm: MetricAlarm,
        incident: Callable[[int], bool],
        *,
        until: int,
        calm: Mapping[str, Level],
    ) -> dict[MetricKey, Samples]:
        """Samples from minute 0; `incident` says of each minute since the start whether it is."""
        data: dict[MetricKey, Samples] = {}
        for id_, (key, _) in alarm.metrics.items():
            samples: dict[int, Sequence[float]] = {}
            for minute in range(until):
                since = minute - self.start
                level = self.bad.get(id_) if incident(since) else calm.get(id_)
                sent = level(since if incident(since) else minute) if callable(level) else level
                if sent is not None:
                    samples[minute] = sent if isinstance(sent, list) else [sent]
            data[key] = samples
        return data


def once_in(minutes: int, value: float = 1.0) -> Callable[[int], Sent]:
    """`value` in the first of so many minutes, nothing in the others."""
    return lambda minute: value if minute % minutes == 0 else None


def one(good: Level, bad: Level, minutes: int = 40) -> Case:
    """For an alarm over one metric."""
    return Case(good={"metric": good}, bad={"metric": bad}, minutes=minutes)


def events(good: Level, spacing: int, minutes: int = 40, bad: float = 1.0) -> Case:
    """For an alarm over one metric that counts something now and then."""
    return Case(
        good={"metric": good},
        bad={"metric": once_in(spacing, bad)},
        minutes=minutes,
        spacing=spacing,
    )


FUNCTION_FAILS: Sequence[Case] = [
    Case(good={"errors": 0.0}, bad={"errors": once_in(7), "refused": 0.0}, spacing=7),
    Case(good={"errors": 0.0, "refused": 0.0}, bad={"errors": 0.0, "refused": 2.0}),
    Case(
        good={},
        bad={"errors": once_in(10), "refused": lambda t: 1.0 if t % 10 == 5 else None},
        spacing=5,
    ),
]
"""A crash every few minutes, refusals, and both in turn, of a function that seldom runs."""

BROUGHT_AGAIN: Sequence[Case] = [
    *FUNCTION_FAILS,
    Case(good={}, bad={"errors": once_in(30)}, minutes=120, spacing=30),
]
"""The same, and what a queue brings again when its visibility timeout is over."""


def waited_for(good: Sequence[float], bad: Sequence[float]) -> Case:
    """Milliseconds of a function's runs in each minute; their p95 counts."""
    return Case(
        good={"slow": list(good), "runs": float(len(good))},
        bad={"slow": list(bad), "runs": float(len(bad))},
        minutes=60,
    )


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
    "function-errors-": FUNCTION_FAILS,
    "function-errors-callback-due": BROUGHT_AGAIN,
    "function-errors-contact-records": BROUGHT_AGAIN,
    "function-slow-customer": [waited_for([90, 120, 300, 400], [100, 400, 1700, 2100])],
    "function-slow-callback": [waited_for([200, 300, 300, 500], [300, 900, 3400, 4100])],
    "function-slow-callback-due": [
        one(900.0, 55_000.0),
        events(None, 20, minutes=120, bad=55_000.0),
    ],
    "function-slow-contact-records": [one(800.0, 110_000.0)],
    "function-slow-gap-report": [one(None, 110_000.0, minutes=1)],
    "queue-lag-": [one(1.0, lambda t: 1800.0 + 60 * t), one(None, 1800.0)],
    "dead-letters-": [one(0.0, 1.0), one(None, 2.0)],
    "customer-lookup-failures": [events(None, 12), one(None, 3.0)],
    "records-failed": [events(None, 25, minutes=120), one(None, 3.0)],
    "callback-failures": [events(None, 25, minutes=120), one(None, 1.0)],
    "callbacks-missed": [
        # Every hour three are called: one takes the call, two never do.
        Case(
            good={"missed": None, "reached": lambda t: 3.0 if t % 60 == 5 else None},
            bad={
                "missed": lambda t: 2.0 if t % 60 == 25 else None,
                "reached": lambda t: 1.0 if t % 60 == 5 else None,
            },
            minutes=240,
            spacing=2,
        ),
        Case(
            good={"missed": lambda t: 1.0 if t % 120 == 25 else None, "reached": None},
            bad={"missed": lambda t: 3.0 if t % 60 == 25 else None},
            minutes=240,
            spacing=2,
        ),
    ],
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

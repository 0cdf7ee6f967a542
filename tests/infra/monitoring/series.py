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


def events(good: Level, spacing: int, minutes: int = 40) -> Case:
    """For an alarm over one metric that counts something now and then."""
    return Case(
        good={"metric": good}, bad={"metric": once_in(spacing)}, minutes=minutes, spacing=spacing
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
    [beginning] = [each for each in CASES if name.startswith(each)]
    return CASES[beginning]

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

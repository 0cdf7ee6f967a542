"""Opening hours, as an hours-of-operation resource holds them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

DAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_DAY_MINUTES: Final = 24 * 60


@dataclass(frozen=True, kw_only=True)
class DeployedHours:
    """Hours in a time zone. `config` holds one entry a day and period, as the API writes them.

    `{"Day": "MONDAY", "StartTime": {"Hours": 9, "Minutes": 0}, "EndTime": {…}}`; keys may also be
    written as Pulumi does (`day`, `startTime`, `start_time`). The end is not included; an end that
    is not after the start lies on the next day, so 0:00 to 0:00 is a whole day.
    """

    time_zone: str
    config: Sequence[Mapping[str, Any]]

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at that moment. `at` must know its time zone."""
        local = at.astimezone(self._zone)
        today, minute = local.weekday(), local.hour * 60 + local.minute
        yesterday = (today - 1) % 7
        return any(
            (day == today and start <= minute < end)
            or (day == yesterday and start <= minute + _DAY_MINUTES < end)
            for day, start, end in self._periods
        )

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @cached_property
    def _periods(self) -> tuple[tuple[int, int, int], ...]:
        """Weekday, first minute, minute after the last (beyond 1,440: the next day)."""
        periods: list[tuple[int, int, int]] = []
        for entry in self.config:
            fields = _plain_keys(entry)
            start, end = (_minutes(fields[key]) for key in ("starttime", "endtime"))
            periods.append(
                (
                    DAYS.index(str(fields["day"]).upper()),
                    start,
                    end if end > start else end + _DAY_MINUTES,
                )
            )
        return tuple(periods)


def _plain_keys(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key.replace("_", "").lower(): value for key, value in entry.items()}


def _minutes(time: Mapping[str, Any]) -> int:
    fields = _plain_keys(time)
    return int(fields.get("hours", 0)) * 60 + int(fields.get("minutes", 0))


AROUND_THE_CLOCK: Final = DeployedHours(
    time_zone="UTC",
    config=[{"Day": day, "StartTime": {"Hours": 0}, "EndTime": {"Hours": 0}} for day in DAYS],
)
"""Always open."""

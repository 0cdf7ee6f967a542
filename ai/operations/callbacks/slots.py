"""Which hours may be booked. Pure: the same for every caller at the same moment."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice
from typing import Final

from ai.operations.callbacks.opening import Opening, Span

NOTICE: Final = timedelta(minutes=30)
"""A call that is nearer than this is one "as soon as somebody is free"."""

_FURTHEST: Final = timedelta(days=60)
"""Nobody looks for an open day beyond, however long the center is closed."""


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """`hours` are those in which callers may be called at all, whenever people are there.

    `days` open days are looked at. `capacity` callers are called in one hour.
    """

    opening: Opening
    zone: tzinfo
    hours: Span
    days: int
    capacity: int

    def coming(self, now: datetime) -> tuple[datetime, ...]:
        """The beginning of every hour that may be booked now, full or not, soonest first."""
        return tuple(begin for _, begins in islice(self._open_days(now), self.days)
                     for begin in begins)  # fmt: skip

    def today(self, now: datetime) -> date:
        """By the clocks of the contact center."""
        return now.astimezone(self.zone).date()

    def is_open(self, now: datetime) -> bool:
        """Whether people are there now."""
        return self.opening.is_open(now.astimezone(self.zone))

    def _open_days(self, now: datetime) -> Iterator[tuple[date, tuple[datetime, ...]]]:
        first = self.today(now)
        for offset in range(_FURTHEST.days):
            day = first + timedelta(days=offset)
            begins = tuple(begin for begin in self._on(day) if begin >= now + NOTICE)
            if begins:
                yield day, begins

    def _on(self, day: date) -> Iterator[datetime]:
        for hour in range(24):
            begin, end = hour * 60, hour * 60 + 60
            spans = self.opening.on(day)
            if self.hours.holds(begin, end) and any(span.holds(begin, end) for span in spans):
                local = datetime.combine(day, time(hour), self.zone)
                # In the night in which clocks are put forward there is an hour that is not.
                if local.astimezone(UTC).astimezone(self.zone).hour == hour:
                    yield local


def free(
    begins: Sequence[datetime], taken: Mapping[datetime, int], capacity: int
) -> tuple[datetime, ...]:
    """Those in which somebody else can still be called."""
    return tuple(begin for begin in begins if taken.get(begin, 0) < capacity)


def by_day(begins: Sequence[datetime]) -> Mapping[date, tuple[datetime, ...]]:
    """By the day on which they are, in order."""
    days = dict.fromkeys(begin.date() for begin in begins)
    return {day: tuple(begin for begin in begins if begin.date() == day) for day in days}

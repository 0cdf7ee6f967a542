"""Opening hours as people write them in a stack's configuration."""

import re
from dataclasses import dataclass
from typing import Final

ALWAYS: Final = "24x7"
DAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
ALLOWED: Final = (
    f"{ALWAYS!r} or spans such as 'MON-FRI 09:00-18:00, SAT 10:00-13:00' "
    "(whole days first to last, each day once, opening before closing, at most 23:59)"
)

_SHORT: Final = tuple(day[:3] for day in DAYS)
_SPAN = re.compile(
    r"(?P<first>[A-Z]{3})(?:-(?P<last>[A-Z]{3}))? "
    r"(?P<opens>(?:[01]\d|2[0-3]):[0-5]\d)-(?P<closes>(?:[01]\d|2[0-3]):[0-5]\d)"
)


@dataclass(frozen=True, kw_only=True)
class ClockTime:
    """A time of day in the contact center's own time zone."""

    hours: int
    minutes: int


@dataclass(frozen=True, kw_only=True)
class OpenDay:
    """One open day. Midnight to midnight (0:00 both) means the whole day, as in Connect."""

    day: str
    opens: ClockTime
    closes: ClockTime

    def lasts(self, first: int, last: int) -> bool:
        """Whether people are there from one full hour to another, 0 to 24."""
        opens, closes = (60 * each.hours + each.minutes for each in (self.opens, self.closes))
        return opens <= 60 * first and 60 * last <= (closes or 24 * 60)


def parse_hours(text: str) -> tuple[OpenDay, ...]:
    """The open days of the week, in the order of the week.

    Raises:
        ValueError: the text is not of the form in `ALLOWED`.
    """
    if text == ALWAYS:
        midnight = ClockTime(hours=0, minutes=0)
        return tuple(OpenDay(day=day, opens=midnight, closes=midnight) for day in DAYS)
    open_days = [day for span in text.split(",") for day in _parse_span(span.strip().upper())]
    if len({day.day for day in open_days}) != len(open_days):
        raise ValueError(f"a day stands twice in {text!r}")
    return tuple(sorted(open_days, key=lambda day: DAYS.index(day.day)))


def is_always(days: tuple[OpenDay, ...]) -> bool:
    """Whether somebody is there around the clock, all week."""
    return days == parse_hours(ALWAYS)


def _parse_span(span: str) -> list[OpenDay]:
    match = _SPAN.fullmatch(span)
    if match is None:
        raise ValueError(f"{span!r} is no span")
    first, last = match["first"], match["last"] or match["first"]
    if first not in _SHORT or last not in _SHORT or _SHORT.index(first) > _SHORT.index(last):
        raise ValueError(f"{span!r} names no days from first to last")
    opens, closes = match["opens"], match["closes"]
    if opens >= closes:
        raise ValueError(f"{span!r} closes before it opens")
    days = DAYS[_SHORT.index(first) : _SHORT.index(last) + 1]
    return [OpenDay(day=day, opens=_clock(opens), closes=_clock(closes)) for day in days]


def _clock(text: str) -> ClockTime:
    hours, minutes = text.split(":")
    return ClockTime(hours=int(hours), minutes=int(minutes))

"""When people are there: days of the week, and spells in which nobody is."""

import json
import re
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Final, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ai.errors import SettingsError

WEEKDAYS: Final = (
    "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"
)  # fmt: skip
MIDNIGHT: Final = 24 * 60

_CLOCK: Final = re.compile(r"([01]\d|2[0-4]):([0-5]\d)")


@dataclass(frozen=True, kw_only=True)
class Span:
    """From `opens` until before `closes`, in minutes since midnight."""

    opens: int
    closes: int

    def holds(self, begin: int, end: int) -> bool:
        """Whether it lasts from `begin` to `end`."""
        return self.opens <= begin and end <= self.closes


@dataclass(frozen=True, kw_only=True)
class Opening:
    """`week` has the spans of each weekday, Monday first.

    `closed` has the first and the last day of each spell in which nobody is there.
    """

    week: tuple[tuple[Span, ...], ...]
    closed: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """From JSON; midnight to midnight is the whole day.

        Such as `{"days": [{"day": "MONDAY", "opens": "09:00", "closes": "18:00"}],
        "closed": [["2026-12-25", "2026-12-25"]]}`.

        Raises:
            SettingsError: it is not of that form.
        """
        try:
            read: Any = json.loads(text)
            days: list[dict[str, str]] = read["days"]
            week = tuple(
                tuple(_span(day) for day in days if day["day"] == name) for name in WEEKDAYS
            )
            if sum(map(len, week)) != len(days):
                raise SettingsError("OPENING names a day that is none of the week")
            closed = tuple(
                (date.fromisoformat(first), date.fromisoformat(last))
                for first, last in read["closed"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise SettingsError(f"OPENING is not of the form it should have: {error!r}") from error
        return cls(week=week, closed=closed)

    def on(self, day: date) -> tuple[Span, ...]:
        """When people are there on a day."""
        if any(first <= day <= last for first, last in self.closed):
            return ()
        return self.week[day.weekday()]

    def is_open(self, local: datetime) -> bool:
        """Whether somebody is there; `local` in the contact center's own time zone."""
        minute = local.hour * 60 + local.minute
        return any(span.holds(minute, minute + 1) for span in self.on(local.date()))


def span_of(opens: str, closes: str) -> Span:
    """From clock times such as "09:00"; midnight at the end is that of the night after.

    Raises:
        ValueError: no clock times, or the end is not after the beginning.
    """
    span = Span(opens=_minutes(opens), closes=_minutes(closes) or MIDNIGHT)
    if not span.opens < span.closes <= MIDNIGHT:
        raise ValueError(f"{opens}-{closes} is no span of a day")
    return span


def zone_of(name: str) -> tzinfo:
    """The time zone of an IANA name.

    Raises:
        SettingsError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return _carried_along(name)


def _carried_along(name: str) -> tzinfo:
    """From the zones in dateutil, on which botocore depends: an image may have none of its own."""
    from dateutil import zoneinfo  # noqa: PLC0415  only where needed

    zones: Any = zoneinfo
    found: tzinfo | None = zones.get_zonefile_instance().get(name)
    if found is None:
        raise SettingsError(f"TIME_ZONE is {name!r}, which is no IANA name")
    return found


def _span(day: dict[str, str]) -> Span:
    return span_of(day["opens"], day["closes"])


def _minutes(clock: str) -> int:
    found = _CLOCK.fullmatch(clock)
    if found is None:
        raise ValueError(f"{clock!r} is no clock time")
    return int(found[1]) * 60 + int(found[2])

"""Days on which nobody answers: Korean public holidays, and days that a stack names itself.

The years come from the configuration, not from the clock, so that the same commit always deploys
the same days. Dates and names come from the `holidays` library, substitute holidays and election
days included; what the government sets at short notice arrives with a newer release of it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

COMPANY: Final = "휴무일"
"""Name of a day that the stack names itself."""

MOST_SPELLS: Final = 50
"""Overrides that one hours of operation takes (Connect's quota, not adjustable)."""

YEARS: Final = 2
NOTICE: Final = timedelta(days=92)
"""So long before the known holidays end, whoever deploys is told."""

_DAY: Final = timedelta(days=1)
_DAY_FORM: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class ClosedSpell:
    """Closed from the first to the last day, both included. `name` is what staff call it."""

    first: date
    last: date
    name: str


def public_holidays(first_year: int) -> dict[date, str]:
    """Public holidays of Korea in that year and the next, by date, with their Korean names."""
    from holidays import country_holidays  # noqa: PLC0415 - a second; only office hours need it

    years = range(first_year, first_year + YEARS)
    found = country_holidays("KR", years=years, language="ko")
    return {day: str(name) for day, name in sorted(found.items())}


def closed_spells(
    *, holidays_from: int | None, closed_days: Iterable[date]
) -> tuple[ClosedSpell, ...]:
    """All closed days in order; days that follow each other are one spell.

    `holidays_from` is the first of the two years whose public holidays count; None counts none.

    Raises:
        ValueError: Connect does not take that many.
    """
    named = dict.fromkeys(closed_days, COMPANY)
    if holidays_from is not None:
        # A holiday keeps its own name where the stack names the day as well.
        named |= public_holidays(holidays_from)
    spells: list[ClosedSpell] = []
    for day, name in sorted(named.items()):
        if spells and spells[-1].last + _DAY == day:
            spells[-1] = _longer(spells[-1], day, name)
        else:
            spells.append(ClosedSpell(first=day, last=day, name=name))
    if len(spells) > MOST_SPELLS:
        raise ValueError(
            f"{len(spells)} closed spells; Connect takes at most {MOST_SPELLS} for its hours"
        )
    return tuple(spells)


def last_known_day(holidays_from: int) -> date:
    """After it, the deployed hours know of no holiday."""
    return date(holidays_from + YEARS - 1, 12, 31)


def unknown_holidays(holidays_from: int, today: date) -> str | None:
    """What to tell whoever deploys when this year's holidays, or soon the next's, are missing."""
    if holidays_from > today.year:
        return (
            f"no holiday of {today.year} is known, and people are expected on each of them: "
            f"lower `holidaysFrom` to {today.year}"
        )
    last = last_known_day(holidays_from)
    if last - today > NOTICE:
        return None
    return (
        f"holidays are known to {last.isoformat()} only: raise `holidaysFrom` to {today.year}, "
        "not further"
    )


def parse_days(values: Sequence[object]) -> tuple[date, ...]:
    """Days as a stack's file lists them: `2026-12-31`, each once.

    Raises:
        ValueError: with the entry that is no such day.
    """
    days: list[date] = []
    for value in values:
        try:
            day = date.fromisoformat(_plain(value))
        except ValueError:
            raise ValueError(f"{value!r} is no day such as 2026-12-31") from None
        if day in days:
            raise ValueError(f"{value} stands twice")
        days.append(day)
    return tuple(sorted(days))


def _plain(value: object) -> str:
    """Only years, months and days: `2026-W01-1` would be read as a day too, of the year before."""
    if isinstance(value, str) and _DAY_FORM.fullmatch(value):
        return value
    raise ValueError(value)


def _longer(spell: ClosedSpell, day: date, name: str) -> ClosedSpell:
    known = spell.name.split(", ")
    together = spell.name if name in known else f"{spell.name}, {name}"
    return ClosedSpell(first=spell.first, last=day, name=together)

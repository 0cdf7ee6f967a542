"""The quantities in a text, whatever their spelling: 30만 원 and 300,000원 are one. Pure.

Days, hours and minutes are one kind, months and years another: a month has no length in days.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import Final

from ai.answer.numerals import with_digits
from ai.answer.units import BOUNDS, SIGNS, UNITS

NUMBER: Final = "number"
"""The kind of a number without a unit, such as a cell of a table: it may stand for any kind."""

_KEPT: Final = 256
"""Texts whose quantities are kept: one answer looks at the same passages several times."""

CLOCK: Final = "clock"
DATE: Final = "date"

_NUMERAL: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_PLACED: Final = (
    rf"{_NUMERAL}(?:\s?[천백십](?=[만억조원명건개회대\s\d]|$))?(?:\s?[조억만](?![큼약료들족]))?"
)
_VALUE: Final = rf"{_PLACED}(?:\s?(?<=[조억만천])\s?{_PLACED}){{0,4}}"
_PART: Final = re.compile(rf"({_NUMERAL})\s?([천백십]?)\s?([조억만]?)")
_SMALL: Final = {"천": 1_000, "백": 100, "십": 10, "": 1}
_LARGE: Final = {"조": 10**12, "억": 10**8, "만": 10**4, "": 1}

_BEFORE: Final = re.compile(r"(최소|최대|적어도|최고|최장)\s?(?:약\s?)?\Z")
_AFTERNOON: Final = ("오후", "저녁", "낮", "PM")


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """`value` is in the unit of its kind; `raw` is the number as written, myriads multiplied out.

    Of a clock, `value` is minutes after midnight, and `bound` is "half" where the text does not
    say which half of the day. Of a date it is yyyymmdd, with 0 for what is not said. Otherwise
    `bound` is >=, >, <= or < where the text says so, and empty elsewhere. `parts` are the texts of
    the quantities of which this one is the sum.
    """

    kind: str
    value: Decimal
    raw: Decimal
    text: str
    bound: str = ""
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=_KEPT)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity; each stretch of the text is read once: dates, then times, then the rest."""
    rest = _names().sub(_kept_if_unit, with_digits(text))
    found: list[Quantity] = []
    for pattern, read in _readers():
        rest = pattern.sub(partial(_take, read, found), rest)
    return (*found, *_sums(found, with_digits(text)))


def _kept_if_unit(match: re.Match[str]) -> str:
    has_digits = any(character.isdigit() for character in match.group())
    return " " * len(match.group()) if has_digits else match.group()


def _take(
    read: Callable[[re.Match[str]], Quantity], found: list[Quantity], match: re.Match[str]
) -> str:
    found.append(read(match))
    return "\x00" * len(match.group())


def _date(match: re.Match[str]) -> Quantity:
    parts = match.groupdict()
    year, month, day = (int(parts.get(name) or 0) for name in ("year", "month", "day"))
    value = Decimal(year * 10_000 + month * 100 + day)
    return Quantity(kind=DATE, value=value, raw=Decimal(day or month or year), text=match.group())


def _time(match: re.Match[str]) -> Quantity:
    half, hour = match.group("half"), int(match.group("hour"))
    minute = 30 if match.group("thirty") else int(match.group("minute") or match.group("said") or 0)
    afternoon = half in _AFTERNOON or (half == "밤" and hour >= 6)
    if half and hour == 12:
        hour = 12 if afternoon and half != "밤" else 0
    elif afternoon and hour < 12:
        hour += 12
    said = not half and match.group("minute") is None and 1 <= hour <= 12
    return Quantity(
        kind=CLOCK,
        value=Decimal(hour % 24 * 60 + minute),
        raw=Decimal(match.group("hour")),
        text=match.group().strip(),
        bound="half" if said else "",
    )


def _business_days(match: re.Match[str]) -> Quantity:
    raw = _value(match.group("value"))
    return Quantity(kind="business days", value=raw, raw=raw, text=match.group())


def _counted(match: re.Match[str]) -> Quantity:
    parts = match.groupdict()
    unit = SIGNS[parts["sign"]] if parts.get("sign") else parts.get("unit")
    raw = _value(match.group("value"))
    kind, size = UNITS[unit] if unit else (NUMBER, Decimal(1))
    before = _BEFORE.search(match.string[max(0, match.start() - 8) : match.start()])
    bound = parts.get("after") or (before.group(1) if before else "")
    return Quantity(
        kind=kind,
        value=raw * size,
        raw=raw,
        text=match.group().strip(),
        bound=BOUNDS.get(bound, ""),
    )


Reader = tuple[re.Pattern[str], Callable[[re.Match[str]], Quantity]]


@cache
def _readers() -> Sequence[Reader]:
    """Compiled when first needed: a function's cold start does not pay for them."""
    unit = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
    day_of_year = (
        r"(?<![\d.\-/,])(?:(?P<year>(?:19|20)\d{2})\s?(?:년|[.\-/])\s?)?"
        r"(?P<month>1[0-2]|0?[1-9])\s?(?:월|/|(?(year)[.\-]|(?!)))\s?"
        r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|%|,\d)(?:\s?일)?"
    )
    month = (
        r"(?:(?P<year>(?:19|20)\d{2})\s?년\s?)?(?<![\d.])(?P<month>1[0-2]|0?[1-9])\s?월(?!\s?\d)"
    )
    time_of_day = (
        r"(?P<half>오전|오후|새벽|아침|저녁|밤|낮|AM|PM)?\s?(?<![\d:.])(?P<hour>2[0-4]|1\d|0?\d)"
        r"(?::(?P<minute>[0-5]\d)(?!\d)"
        r"|\s?시(?!간|스|도|작|기|점)(?:\s?(?P<said>[0-5]?\d)\s?분|\s?(?P<thirty>반))?)"
    )
    return (
        (re.compile(day_of_year), _date),
        (re.compile(month), _date),
        (re.compile(r"(?<![\d.\-/,])(?P<year>(?:19|20)\d{2})\s?년(?!간|\s?\d)"), _date),
        (re.compile(time_of_day), _time),
        (re.compile(rf"영업일\s?(?:기준)?(?:으로)?\s?(?P<value>{_NUMERAL})\s?일"), _business_days),
        (re.compile(rf"(?P<sign>[{''.join(SIGNS)}])\s?(?P<value>{_VALUE})"), _counted),
        (
            re.compile(
                rf"(?<![\d.:\-/A-Za-z])(?P<value>{_NUMERAL})\s?[~∼–]\s?"
                rf"(?={_NUMERAL}\s?(?P<unit>{unit}))"
            ),
            _counted,
        ),
        (
            re.compile(
                rf"(?<![\dA-Za-z.:_])(?P<value>{_VALUE})(?![A-Za-z]+\d)\s?(?P<unit>{unit})?"
                rf"(?:\s?(?P<after>{'|'.join(BOUNDS)}))?"
            ),
            _counted,
        ),
    )


@cache
def _names() -> re.Pattern[str]:
    """Letters with digits in them are names: EC2, t3.large, v2.1. They are checked as names."""
    return re.compile(r"(?<![A-Za-z\d])[A-Za-z][A-Za-z\d]*(?:[.\-][A-Za-z\d]+)*")


def _sums(found: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """Neighbours as one: "1시간 30분" is also ninety minutes."""
    spans = [one for one in found if one.kind == "seconds"]
    for first, second in pairwise(spans):
        joined = re.compile(rf"{re.escape(first.text)}\s{{0,2}}{re.escape(second.text)}")
        if first.value > second.value and joined.search(text):
            yield Quantity(
                kind="seconds",
                value=first.value + second.value,
                raw=first.raw,
                text=f"{first.text} {second.text}",
                bound=second.bound,
                parts=(first.text, second.text),
            )


def _value(figure: str) -> Decimal:
    """The number: "3천5백만" is (3,000 + 500) × 10,000; "1억 2,000" is 100,000,000 + 2,000."""
    total = group = Decimal(0)
    for number, small, large in _PART.findall(figure):
        group += Decimal(number.replace(",", "")) * _SMALL[small]
        if large:
            total += group * _LARGE[large]
            group = Decimal(0)
    return total + group

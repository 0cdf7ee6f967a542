"""What of a draft the passages do not hold: quantities, names, addresses of any sort. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Final

from ai.answer.names import names_missing
from ai.answer.quantities import CLOCK, DATE, NUMBER, Quantity, quantities
from ai.answer.weekdays import weekdays

_EMAIL: Final = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_URL: Final = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[A-Za-z0-9\-]+\.)+(?:com|net|org|io|kr|ai|aws|dev|info|biz|xyz|me|co)"
    r"(?![A-Za-z])(?:/[A-Za-z0-9\-._~/?=&%#]*)?"
)
_PHONE: Final = re.compile(
    r"(?<![\d.\-])(?:0\d{1,3}[\s\-.)]{0,2}\d{3,4}|1[5-9]\d{2})[\s\-.]\d{4}(?![\d\-])"
)
_VERSION: Final = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d\.)\d+(?:\.\d+){2,}(?![\d])")
_SPOKEN_MARKS: Final = (
    (re.compile(r"\s?골뱅이\s?"), "@"),
    (re.compile(r"\s?(?:점|쩜|닷)\s?(?=[A-Za-z])"), "."),
)
_HALF_A_DAY: Final = Decimal(720)
_DAY: Final = Decimal(1_440)


def unsupported(draft: str, sources: Sequence[str]) -> list[str]:
    """Each figure, name or address in the draft that no source holds, as the draft writes it."""
    text, source = _marked(draft), _marked("\n".join(sources))
    missing = missing_literals(text, source)
    text, rest = without_literals(text), without_literals(source)
    return [
        *missing,
        *missing_quantities(text, rest),
        *names_missing(text, source),
        *sorted(weekdays(text) - weekdays(source)),
    ]


def missing_literals(text: str, source: str) -> list[str]:
    """Addresses, telephone numbers and versions that the source does not hold."""
    missing: list[str] = []
    for pattern, holds in (
        (_EMAIL, partial(_holds_literal, source)),
        (_URL, partial(_holds_url, source)),
        (_PHONE, partial(_holds_digits, source)),
        (_VERSION, partial(_holds_literal, source)),
    ):
        missing += [match.group() for match in pattern.finditer(text) if not holds(match.group())]
        text = pattern.sub(" ", text)
    return missing


def without_literals(text: str) -> str:
    """The text without addresses, telephone numbers and versions."""
    for pattern in (_EMAIL, _URL, _PHONE, _VERSION):
        text = pattern.sub(" ", text)
    return text


def _marked(text: str) -> str:
    for pattern, sign in _SPOKEN_MARKS:
        text = pattern.sub(sign, text)
    return text


def _holds_literal(source: str, value: str) -> bool:
    pattern = rf"(?<![A-Za-z0-9._]){re.escape(value)}(?![A-Za-z0-9]|\.[A-Za-z0-9])"
    return re.search(pattern, source, re.IGNORECASE) is not None


def _holds_url(source: str, value: str) -> bool:
    wanted = _bare_url(value)
    return any(_bare_url(match.group()) == wanted for match in _URL.finditer(source))


def _bare_url(url: str) -> str:
    return re.sub(r"^https?://|^www\.", "", re.sub(r"^https?://", "", url.lower())).rstrip("/.")


def _holds_digits(source: str, value: str) -> bool:
    digits = re.sub(r"\D", "", value)
    return re.search(rf"(?<!\d){'[ .)-]{0,2}'.join(digits)}(?!\d)", source) is not None


def missing_quantities(text: str, source: str) -> list[str]:
    """What is missing, but for parts of a held whole ("90분") and wholes of held parts."""
    have = quantities(source)
    years = {one.value // 10_000 for one in have if one.kind == DATE}
    wanted = quantities(text)
    held = {one.text for one in wanted if any(_supports(it, one, years) for it in have)}
    wholes = {one.text: one.parts for one in wanted if one.parts}
    in_held_wholes = {part for whole, parts in wholes.items() if whole in held for part in parts}
    return [
        one.text
        for one in wanted
        if one.text not in held | in_held_wholes and not (one.parts and {*one.parts} <= held)
    ]


def _supports(have: Quantity, wanted: Quantity, years: set[Decimal]) -> bool:
    if wanted.kind == CLOCK:
        return have.kind == CLOCK and _same_time(have, wanted)
    if wanted.kind == DATE:
        only_year = wanted.value % 10_000 == 0
        bare = have.kind == NUMBER and only_year and have.raw == wanted.raw
        return bare or (have.kind == DATE and _same_date(have.value, wanted.value, years))
    if wanted.kind == NUMBER:
        return have.raw == wanted.raw
    if have.kind == NUMBER:
        return have.raw == wanted.raw
    if have.kind == DATE:
        return wanted.text.endswith("일") and have.value % 100 == wanted.raw
    same = have.kind == wanted.kind and have.value == wanted.value
    return same and (not wanted.bound or not have.bound or have.bound == wanted.bound)


def _same_time(have: Quantity, wanted: Quantity) -> bool:
    """Where one side does not say which half of the day, the other may."""
    difference = abs(have.value - wanted.value) % _DAY
    return difference == 0 or (difference == _HALF_A_DAY and "half" in {have.bound, wanted.bound})


def _same_date(have: Decimal, wanted: Decimal, years: set[Decimal]) -> bool:
    """A part that the draft does not say may be anything; a year may stand elsewhere."""
    year, rest = divmod(wanted, 10_000)
    month, day = divmod(rest, 100)
    held_year, held_rest = divmod(have, 10_000)
    held_month, held_day = divmod(held_rest, 100)
    year_fits = year in {0, held_year} or (held_year == 0 and year in years)
    return year_fits and month in {0, held_month} and day in {0, held_day}

"""Spreadsheet values as their sheet shows them: "99,000원", "99.9%", "2026-01-31"."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].')
_DIGITS: Final = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?")
_SHOWN: Final = re.compile(r"[₩$€¥£￦%()\s+\-/가-힣]+")
_MOST_PLACES: Final = 10


def shown(value: object, number_format: str) -> str:
    """A cell's value in words and figures; what is no value is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def _number(value: float, number_format: str) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not number.is_finite():
        return ""
    before, places, grouped, after = _parts(number_format)
    percent = "%" in before + after
    if percent:
        number *= 100
    if places is None:
        places = _own_places(number)
        grouped = False
    sign = "-" if number < 0 else ""
    figure = f"{abs(number):,.{places}f}" if grouped else f"{abs(number):.{places}f}"
    return f"{sign}{before}{figure}{after}".strip()


def _own_places(number: Decimal) -> int:
    """As many as the number has; what a computer's fractions add (0.1 + 0.2) is left out."""
    return len(f"{number:.{_MOST_PLACES}f}".partition(".")[2].rstrip("0"))


@lru_cache(maxsize=1_000)
def _parts(number_format: str) -> tuple[str, int | None, bool, str]:
    """What stands before the figure, its decimals (None: its own), grouping, what stands after."""
    positive = _LITERAL.sub(_unquoted, number_format.partition(";")[0])
    digits = _DIGITS.search(positive)
    if not digits or "E+" in positive or "?/" in positive:
        percent = "%" if "%" in positive else ""
        return "", None, False, percent
    before = "".join(_SHOWN.findall(positive[: digits.start()]))
    after = "".join(_SHOWN.findall(positive[digits.end() :]))
    decimals = digits.group(1)
    places = min(len(decimals), _MOST_PLACES) if decimals else 0
    return before, places, "," in digits.group(0), after


def _unquoted(literal: re.Match[str]) -> str:
    return next((group for group in literal.groups() if group is not None), "")

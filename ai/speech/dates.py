"""Dates: 2026-11-21 → 이천이십육 년 십일월 이십일 일, 11/21 → 십일월 이십일 일."""

import re
from typing import Final

from ai.speech.marks import said
from ai.speech.sino import sino

_MONTHS: Final = {6: "유월", 10: "시월"}
_WEEKDAY: Final = r"(?P<weekday>\s?\((?P<day_name>[월화수목금토일])(?:요일)?\))?"
_MONTH: Final = r"(?P<month>0?[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FULL: Final = re.compile(
    rf"(?<![\d./-])['’‘]?(?P<year>(?:19|20)\d\d|(?<=['’‘])\d\d|\d\d(?=\.))"
    rf"(?P<sep>[-./])\s?{_MONTH}(?P=sep)\s?{_DAY}(?:\.(?!\d)(?=\s?\S))?(?![\d])(?!-\d){_WEEKDAY}"
)
_YEAR_MONTH: Final = re.compile(
    rf"(?<![\d./-])(?:['’‘](?P<short>\d\d)|(?P<year>20\d\d))[-./]{_MONTH}(?:\.(?=\s|$))?(?![\d./-]|\s?[%배])"
)
_SHORT_YEAR: Final = re.compile(r"['’‘](\d\d)(?=\s?년)")
_MONTH_DAY: Final = re.compile(
    rf"(?<![\d./A-Za-z-]){_MONTH}(?P<sep>/){_DAY}(?![\d/A-Za-z.-]){_WEEKDAY}"
    rf"(?P<cue>\s?(?:까지|부터|기준|자\s|일자|에\s|이후|이전|[~〜∼]))?"
)
_DOTTED_DAY: Final = re.compile(
    rf"(?<![\d.]){_MONTH}\.{_DAY}\.?\s?\((?P<day_name>[월화수목금토일])(?:요일)?\)"
)
_DAY_NAME: Final = re.compile(r"(?<=일)\s?\(([월화수목금토일])(?:요일)?\)")
_WEEKDAYS: Final = re.compile(
    r"(?<![가-힣])([월화수목금토일])(?:요일)?\s?[~〜∼-]\s?([월화수목금토일])(요일)?(?![가-힣]{2})"
)
_SOME_DAYS: Final = re.compile(
    r"(?<![가-힣])([월화수목금토일])(?=(?:[·/,]\s?[월화수목금토일]){0,5}[·/,]\s?[월화수목금토일]요일)"
)
_QUARTER: Final = re.compile(r"(?<![\d/])([1-4])/4\s?분기")
_FRACTION: Final = re.compile(r"(?<![\d./-])(\d{1,3})/(\d{1,4})(?![\d./-])")
_SMALL: Final = frozenset({2, 3, 4, 5})


def read_dates(text: str) -> str:
    """Dates in digits, days of the week in brackets behind them, quarters, and plain fractions."""
    text = _QUARTER.sub(lambda match: said(f"{sino(int(match.group(1)))}사분기"), text)
    text = _FULL.sub(_full, text)
    text = _YEAR_MONTH.sub(_year_month, text)
    text = _DOTTED_DAY.sub(lambda match: said(_month_day(match) + _weekday(match)), text)
    text = _MONTH_DAY.sub(_day_or_fraction, text)
    text = _FRACTION.sub(_fraction, text)
    text = _SOME_DAYS.sub(r"\1요일", text)
    text = _WEEKDAYS.sub(r"\1요일에서 \2요일", _SHORT_YEAR.sub(r"\1", text))
    return _DAY_NAME.sub(lambda match: f" {said(f'{match.group(1)}요일')}", text)


def _full(match: re.Match[str]) -> str:
    year = int(match.group("year"))
    return said(f"{sino(year)} 년 {_month_day(match)}{_weekday(match)}")


def _year_month(match: re.Match[str]) -> str:
    year = int(match.group("year") or match.group("short"))
    return said(f"{sino(year)} 년 {_month(match)}")


def _day_or_fraction(match: re.Match[str]) -> str:
    above, below = int(match.group("month")), int(match.group("day"))
    cue = match.group("cue") or ""
    dated = cue or match.group("day_name") or match.group("month").startswith("0")
    if above < below and below in _SMALL and not dated:
        return said(f"{sino(below)} 분의 {sino(above)}")
    return said(_month_day(match) + _weekday(match)) + cue


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match.group(1)), int(match.group(2))
    if not 0 < above < below:
        return match.group()
    return said(f"{sino(below)} 분의 {sino(above)}")


def _month_day(match: re.Match[str]) -> str:
    return f"{_month(match)} {sino(int(match.group('day')))} 일"


def _month(match: re.Match[str]) -> str:
    month = int(match.group("month"))
    return _MONTHS.get(month) or f"{sino(month)}월"


def _weekday(match: re.Match[str]) -> str:
    return f" {match.group('day_name')}요일" if match.group("day_name") else ""

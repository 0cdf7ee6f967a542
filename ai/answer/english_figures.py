"""The figures of an English text as Korean writes them, so that both are compared alike. Pure.

"within seven days" → "최대 7 days", "KRW 50,000" → "50,000원", "March 5, 2026" → "2026년 3월 5일".
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES: Final[Mapping[str, int]] = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
_SMALL: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(_ONES)},
    **{word: value * 10 for value, word in enumerate(_TENS, start=2)},
}
_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT: Final = r"(?:minute|hour|business day|day|week|month|year)"
_ANY_SMALL: Final = "|".join(sorted(_SMALL, key=len, reverse=True))
_SPELLED: Final = re.compile(
    rf"\b(?:{_ANY_SMALL})(?:[\s-](?:(?:and )?(?:{_ANY_SMALL}|{'|'.join(_SCALES)}))\b)*",
    re.IGNORECASE,
)
_LARGE: Final = re.compile(rf"\b({_NUMBER})\s({'|'.join(_SCALES)})\b", re.IGNORECASE)
_MONTH: Final = rf"(?P<month>{'|'.join(name.capitalize() for name in MONTHS)})"
_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_AMOUNT: Final = rf"(\S?{_NUMBER}(?:\s?{_UNIT}s?|원|달러|%|명)?)"
_Step = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def in_korean_figures(text: str, *, articles: bool = False) -> str:
    """The text with its figures, dates, times, money and bounds in Korean writing.

    With `articles`, "a day" counts as one day and "24/7" as every day of the year: enough for a
    Korean text that says so, but no claim that it must.
    """
    text = _LARGE.sub(_multiplied, _SPELLED.sub(_counted, text))
    for pattern, replacement in (*(_ARTICLES if articles else _ALWAYS_OPEN), *_STEPS):
        text = pattern.sub(replacement, text)
    return text


def _counted(match: re.Match[str]) -> str:
    """A number in words; "one" alone is left, as in "this one"."""
    words = re.split(r"[\s-]+", match.group().lower())
    if words == ["one"]:
        rest = match.string[match.end() :]
        return "1" if re.match(rf"\s{_UNIT}", rest, re.IGNORECASE) else match.group()
    total = group = 0
    for word in (word for word in words if word != "and"):
        if word in _SMALL:
            group += _SMALL[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        else:
            total += max(group, 1) * _SCALES[word]
            group = 0
    return f"{total + group:,}"


def _multiplied(match: re.Match[str]) -> str:
    value = Decimal(match.group(1).replace(",", "")) * _SCALES[match.group(2).lower()]
    return f"{value.normalize():f}"


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = f"{parts['year']}년 " if parts.get("year") else ""
    day = f" {parts['day']}일" if parts.get("day") else ""
    return f"{year}{MONTHS.index(parts['month'].lower()) + 1}월{day}"


def _time(match: re.Match[str]) -> str:
    half = "오전" if match.group("half").lower() == "a" else "오후"
    minute = match.group("minute")
    return f"{half} {match.group('hour')}:{minute}" if minute else f"{half} {match.group('hour')}시"


def _step(pattern: str, replacement: str | Callable[[re.Match[str]], str]) -> _Step:
    return re.compile(pattern, re.IGNORECASE), replacement


_ALWAYS_OPEN: Final = (_step(r"\b24/7\b", "24 hours"),)
_ARTICLES: Final = (
    _step(r"\b24/7\b", "24 hours, 365 days, "),
    _step(r"\bhalf an hour\b", "30 minutes"),
    _step(rf"\b(?:an?|per|each|every) (?={_UNIT}\b)", "1 "),
    _step(r"\bdaily\b", "1 day"),
    _step(r"\b(?:twice|two times)\b", "2회"),
    _step(r"\bhalf\b", "50%"),
)
_STEPS: Final[tuple[_Step, ...]] = (
    (re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}}){_ORDINAL}\b(?:,? (?P<year>20\d\d))?"), _date),
    (
        re.compile(rf"\b(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?{_MONTH}(?:,? (?P<year>20\d\d))?"),
        _date,
    ),
    (re.compile(rf"\b{_MONTH},? (?:of )?(?P<year>20\d\d)\b"), _date),
    (re.compile(rf"(?<=\bin ){_MONTH}\b"), _date),
    _step(r"\b(in|of|by|since|until) (20\d\d)\b", r"\1 \2년"),
    _step(
        r"(?<![\d:])(?P<hour>1[0-2]|0?\d)(?::(?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?", _time
    ),
    _step(r"\bnoon\b", "12:00"),
    _step(r"\bmidnight\b", "00:00"),
    _step(r"\s?o['’]clock\b", "시"),
    _step(rf"(?:\bKRW\s?|[₩￦]\s?)({_NUMBER})", r"\1원"),
    _step(rf"\b({_NUMBER})\s?(?:Korean )?(?:won|KRW)\b", r"\1원"),
    _step(rf"\bUSD\s?({_NUMBER})", r"\1달러"),
    _step(rf"\b({_NUMBER})\s?(?:US )?dollars?\b", r"\1달러"),
    _step(rf"\b({_NUMBER})\s?euros?\b", r"\1유로"),
    _step(r"\s?\bpercentage points?\b", "%p"),
    _step(r"(?<=\d)\s?(?:percent|per cent)\b", "%"),
    _step(r"\b(\d+) (?:business|working)[ -]days?\b", r"\1영업일"),
    _step(rf"({_NUMBER})-(?={_UNIT}\b)", r"\1 "),
    _step(r"\b(?:within|up to|at most|no more than|no later than|a maximum of)\s", "최대 "),
    _step(r"\b(?:at least|no less than|no fewer than|a minimum of)\s", "최소 "),
    _step(rf"\b(?:more than|over|exceeding)\s{_AMOUNT}", r"\1 초과"),
    _step(rf"\b(?:less than|fewer than|under|below)\s{_AMOUNT}", r"\1 미만"),
)

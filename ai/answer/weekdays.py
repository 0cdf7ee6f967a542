"""The days of the week that a text speaks of: "월~금" and "평일" are five of them. Pure."""

import re
from typing import Final

_WEEK: Final = "월화수목금토일"
_DAY: Final = re.compile(r"([월화수목금토일])요일")
_RANGE: Final = re.compile(
    r"(?<![가-힣\d])([월화수목금토일])(?:요일)?\s?(?:[~∼\-–]|부터)\s?([월화수목금토일])(?:요일)?(?:(?![가-힣])|(?=입|에|은|이|까|만))"
    r"|([월화수목금토일])요일\s?(?:[~∼\-–]|부터|에서)\s?([월화수목금토일])요일"
)
_GROUPS: Final = {"평일": "월화수목금", "주중": "월화수목금", "주말": "토일"}
_ALWAYS: Final = re.compile(r"연중\s?무휴|매일|365일|24/7|24x7")


def weekdays(text: str) -> set[str]:
    """The days, each as a syllable."""
    days = set(_DAY.findall(text))
    for match in _RANGE.finditer(text):
        first, last = (day for day in match.groups() if day)
        start, end = _WEEK.index(first), _WEEK.index(last)
        days |= set(_WEEK[start : end + 1]) if start <= end else {first, last}
    for name, group in _GROUPS.items():
        if name in text:
            days |= set(group)
    return days | (set(_WEEK) if _ALWAYS.search(text) else set())

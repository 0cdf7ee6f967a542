"""Telephone and other numbers that are said digit by digit: 1588-1234 → 일오팔팔, 일이삼사."""

import re
from typing import Final

from ai.speech.letters import code_digits
from ai.speech.marks import said

_AREA: Final = r"0(?:2|[3-6][1-5]|70|80|50\d?|1[016-9])"
_SEPARATOR: Final = r"\s?[-.–)·]\s?|\s"
_PHONE: Final = re.compile(
    rf"(?<![\d.,-])\(?({_AREA})(?:{_SEPARATOR})(\d{{3,4}})(?:\s?[-.–·]\s?|\s)(\d{{4}})(?![\d-])"
)
_SOLID: Final = re.compile(r"(?<![\d.,-])(01[016-9]|02|0[3-6][1-5]|070|080)(\d{3,4})(\d{4})(?!\d)")
_SERVICE: Final = re.compile(r"(?<![\d.,-])(1[568]\d\d)\s?[-–]\s?(\d{4})(?![\d-])")
_ABROAD: Final = re.compile(r"\+(\d{1,3})(?:[-.\s]?\(?0?\)?)((?:[-.\s]?\d{1,4}){2,4})(?![\d-])")
_EXTENSION: Final = re.compile(r"(내선|구내|국번 없이|국번없이)(\s?(?:번호)?\s?)(\d{1,5})(?!\d)")
_GROUPS: Final = re.compile(
    r"(?<![\d./A-Za-z-])(\d{2,6})-(\d{2,7})-(\d{2,7})(?:-(\d{1,7}))?(?![\d-])"
)
_LONG: Final = re.compile(r"(?<![\d.,])(\d{8,})(?![\d,]|\s?[원달%만억조개건명배])")
_GROUP: Final = 4


def read_phones(text: str) -> str:
    """Numbers of telephones, accounts and the like in groups, a comma for the pause between."""
    text = _ABROAD.sub(_abroad, text)
    for pattern in (_PHONE, _SOLID, _SERVICE, _GROUPS):
        text = pattern.sub(lambda match: _in_groups(match.groups()), text)
    text = _EXTENSION.sub(
        lambda match: f"{match.group(1)}{match.group(2)}{said(code_digits(match.group(3)))}", text
    )
    return _LONG.sub(lambda match: _in_groups(_fours(match.group(1))), text)


def _in_groups(groups: tuple[str | None, ...]) -> str:
    return said(", ".join(code_digits(group) for group in groups if group))


def _abroad(match: re.Match[str]) -> str:
    groups = re.findall(r"\d+", match.group(2))
    return f"{said('플러스')} {_in_groups((match.group(1), *groups))}"


def _fours(digits: str) -> tuple[str, ...]:
    return tuple(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))

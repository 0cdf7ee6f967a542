"""Telephone numbers in the one form that tables and Connect use (ITU-T E.164: `+821012345678`)."""

import re
from typing import Final

KOREA: Final = "+82"

_SEPARATORS: Final = re.compile(r"[\s().\-\u2010-\u2015]+")
_E164: Final = re.compile(r"\+[1-9]\d{6,14}")

_KOREAN: Final = (
    re.compile(r"(?:\+|00)?820?([1-9]\d{7,10})"),  # +82 (0)10-…, 82-10-…
    re.compile(r"0([1-9]\d{7,10})"),  # 02-…, 010-…, 070-…, 080-…, 0505-…
    re.compile(r"(1[568]\d{6})"),  # representative numbers: 1588-…
    re.compile(r"(10\d{8})"),  # 010-… of which a spreadsheet took the zero
)


def normalised(text: str) -> str | None:
    """A number as people or networks write it, in E.164; None when it is no number, or withheld."""
    digits = _SEPARATORS.sub("", text)
    for pattern in _KOREAN:
        found = pattern.fullmatch(digits)
        if found:
            return KOREA + found[1]
    return digits if _E164.fullmatch(digits) else None

"""The numbers in a text, whatever their spelling: 30만 원 and 300,000원 are one figure. Pure."""

import re
from decimal import Decimal
from typing import Final

_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_FIGURE: Final = re.compile(
    rf"(?:{_NUMBER}\s?[조억만천]\s?)*{_NUMBER}(?:\s?[조억만천](?!큼))?|"
    rf"(?:{_NUMBER}\s?[조억만천]\s?)+"
)
_PART: Final = re.compile(rf"({_NUMBER})\s?([조억만천]?)")
_MYRIADS: Final = {"조": 10**12, "억": 10**8, "만": 10**4, "천": 10**3, "": 1}


def figures(text: str) -> frozenset[Decimal]:
    """Every figure, with myriads multiplied out: "1억 2,000만" is 120000000."""
    return frozenset(_value(match.group()) for match in _FIGURE.finditer(text))


def _value(figure: str) -> Decimal:
    return sum(
        (
            Decimal(number.replace(",", "")) * _MYRIADS[myriad]
            for number, myriad in _PART.findall(figure)
        ),
        start=Decimal(0),
    ).normalize()

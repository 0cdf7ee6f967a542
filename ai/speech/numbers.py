"""A written number as words: 1,250.5 → 천이백오십 점 오, 1억 2,000만 → 일억 이천만."""

import re
from typing import Final

from ai.speech.native import native
from ai.speech.sino import sino, sino_digits

PLAIN: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MYRIAD: Final = (
    r"(?:[천백십]만|[천백십]억|천조|조(?=\s?(?:[원달]|\d[\d,]*\s?억))|억|만|천(?!안)"
    r"|백(?![업신분엔본화서]|로그))"
)
FIGURE: Final = (
    rf"(?:(?:{PLAIN})\s?{_MYRIAD}\s?){{1,4}}(?:(?:{PLAIN})(?!\s?[월일시~.:/-]))?|(?:{PLAIN})"
)
"""A number with its myriads: "125만", "1억 2,000만", "3.5", "1,000"."""

_PART: Final = re.compile(rf"({PLAIN})\s?([천백십]?[조억만]|천|백)?")
_MOST_DIGITS: Final = 20


def sino_figure(figure: str) -> str:
    """The figure in Sino-Korean words; beyond 20 digits, digit by digit."""
    return " ".join(_part(number, myriad) for number, myriad in _PART.findall(figure))


def native_figure(figure: str) -> str:
    """The figure before a native counter; decimals and myriads are Sino-Korean all the same."""
    plain = figure.replace(",", "")
    return native(int(plain)) if whole(plain) and len(plain) < 5 else sino_figure(figure)


def whole(figure: str) -> bool:
    """Whether it is digits alone (with commas), neither nought nor with a leading nought."""
    plain = figure.replace(",", "")
    return plain.isdecimal() and not plain.startswith("0")


def _part(number: str, myriad: str) -> str:
    plain, _, fraction = number.replace(",", "").partition(".")
    if len(plain) > _MOST_DIGITS or (len(plain) > 1 and plain.startswith("0") and not fraction):
        words = sino_digits(plain)
    elif myriad and myriad not in {"억", "조"} and plain == "1" and not fraction:
        words = ""
    else:
        words = sino(int(plain))
    if fraction:
        words = f"{words} 점 {sino_digits(fraction)}"
    return words + myriad

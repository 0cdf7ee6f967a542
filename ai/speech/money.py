"""Grouped numbers and money: 1,250,000원 → 백이십오만 원, $1,000 → 천 달러."""

import re
from typing import Final

from ai.speech.sino import sino, sino_digits

_SIGNED: Final = re.compile(r"([₩￦$])\s?(\d[\d,]*(?:\.\d+)?)")
_CURRENCIES: Final = {"₩": "원", "￦": "원", "$": "달러"}
_GROUPED: Final = re.compile(r"(?<![\d.,])(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?(?![\d,])(?=(.)?)")


def read_money(text: str) -> str:
    """Currency signs behind their number, numbers with commas as words."""
    text = _SIGNED.sub(lambda match: f"{match.group(2)}{_CURRENCIES[match.group(1)]}", text)
    return _GROUPED.sub(_words, text)


def _words(match: re.Match[str]) -> str:
    whole, fraction, after = match.groups()
    number = whole.replace(",", "")
    if len(number) > 20:
        return match.group()
    words = sino(int(number))
    if fraction:
        words = f"{words} 점 {sino_digits(fraction)}"
    return f"{words} " if after and re.match(r"[\w]", after) else words

"""Korean personal data taken out of what callers say, before it is stored, logged or sent on.

Prices, dates, versions and the company's own short numbers (1588-0000) stay. Deliberately
pattern-based: a recogniser writes digits, and a false alarm costs an answer.
"""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

_NUMBER_STARTS: Final = r"(?<![\d.,\-])"
_NUMBER_ENDS: Final = r"(?![\d]|[.,\-]\d)"
_GAP: Final = r"[\s.\-]?"

_RESIDENT: Final = re.compile(
    rf"{_NUMBER_STARTS}(\d{{2}}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\s?-\s?|\s)?([1-8]\d{{6}})"
    rf"{_NUMBER_ENDS}"
)
_CARD: Final = re.compile(
    rf"{_NUMBER_STARTS}(?:\d{{4}}[ \-]?\d{{4}}[ \-]?\d{{4}}[ \-]?\d{{3,4}}"
    rf"|3[47]\d{{2}}[ \-]?\d{{6}}[ \-]?\d{{5}}){_NUMBER_ENDS}"
)
_PHONE: Final = re.compile(
    rf"{_NUMBER_STARTS}(?:\(?\+?82\)?{_GAP}0?|0)"
    rf"(?:1[016789]|2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d)\)?{_GAP}\d{{3,4}}{_GAP}\d{{4}}"
    rf"{_NUMBER_ENDS}"
)
_EMAIL: Final = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}"
)


def redact(text: str) -> str:
    """The text with resident numbers, cards, phone numbers and e-mail addresses named only."""
    text = _RESIDENT.sub(_named("[주민등록번호]", _is_resident_number), text)
    text = _CARD.sub(_named("[카드번호]", _is_card_number), text)
    text = _PHONE.sub("[전화번호]", text)
    return _EMAIL.sub("[이메일]", text)


def _named(name: str, holds: Callable[[re.Match[str]], bool]) -> Callable[[re.Match[str]], str]:
    return lambda match: name if holds(match) else match.group()


def _is_resident_number(match: re.Match[str]) -> bool:
    """Written with its hyphen it is one; run together, the check digit decides.

    Numbers given since October 2020 carry no check digit, so a hyphen must be enough.
    """
    birth, separator, rest = match.group(1), match.group(2), match.group(3)
    return separator is not None or has_check_digit(birth + rest)


def has_check_digit(number: str) -> bool:
    """Whether 13 digits end in the check digit of a resident or foreigner number."""
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    base = 13 if number[6] in "5678" else 11
    return (base - total % 11) % 10 == int(number[12])


def _is_card_number(match: re.Match[str]) -> bool:
    digits = [int(character) for character in match.group() if character.isdigit()]
    return len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: list[int]) -> bool:
    padded = digits if len(digits) % 2 == 0 else [0, *digits]
    pairs = list(pairwise(padded))[::2]
    return sum(sum(divmod(first * 2, 10)) + second for first, second in pairs) % 10 == 0

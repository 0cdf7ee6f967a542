"""Sino-Korean number words: 1250000 → 백이십오만."""

from typing import Final

_DIGITS: Final = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_PLACES: Final = ("", "십", "백", "천")
_MYRIADS: Final = ("", "만", "억", "조", "경")


def sino(number: int) -> str:
    """The words for a number from 0 to 10**20 - 1, with a space after each myriad."""
    if not 0 <= number < 10**20:
        raise ValueError(f"{number} is outside of what is read as words")
    if number == 0:
        return _DIGITS[0]
    groups: list[str] = []
    for myriad in _MYRIADS:
        number, group = divmod(number, 10_000)
        if group:
            one_myriad = group == 1 and myriad == "만"
            groups.insert(0, myriad if one_myriad else _group(group) + myriad)
    return " ".join(groups)


def sino_digits(digits: str) -> str:
    """Digits read one by one, as after a decimal point."""
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _group(group: int) -> str:
    words = ""
    for place, name in reversed(list(enumerate(_PLACES))):
        digit = group // 10**place % 10
        if digit:
            words += name if digit == 1 and name else _DIGITS[digit] + name
    return words

"""Check digits of the numbers by which people are known. Pure, on strings of digits."""

from datetime import date
from itertools import pairwise
from typing import Final

_RESIDENT_WEIGHTS: Final = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_BUSINESS_WEIGHTS: Final = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_FOREIGNER: Final = "5678"
_CENTURIES: Final = {"1": 1900, "2": 1900, "5": 1900, "6": 1900}
"""Of birth, by the seventh digit; the other digits that are in use mean 2000."""

_COMPANIES: Final = range(81, 89)
"""Middle digits of companies, authorities and associations; the rest are people in business."""


def is_resident_shape(number: str) -> bool:
    """Whether 13 digits begin with a day of birth and go on as a resident's or foreigner's do."""
    if len(number) != 13 or number[6] not in "12345678":
        return False
    year = _CENTURIES.get(number[6], 2000) + int(number[:2])
    try:
        date(year, int(number[2:4]), int(number[4:6]))
    except ValueError:
        return False
    return True


def is_foreigner(number: str) -> bool:
    """Whether a resident-shaped number is a foreigner's."""
    return number[6] in _FOREIGNER


def has_resident_check_digit(number: str) -> bool:
    """Whether 13 digits end in the check digit of a resident or foreigner number.

    Numbers given since October 2020 carry none, so failing this proves nothing.
    """
    total = sum(
        int(digit) * weight for digit, weight in zip(number, _RESIDENT_WEIGHTS, strict=False)
    )
    base = 13 if is_foreigner(number) else 11
    return (base - total % 11) % 10 == int(number[12])


def is_card(number: str) -> bool:
    """Whether 14 to 16 digits begin as a card's do and pass Luhn's check (ISO/IEC 7812)."""
    if len(set(number)) == 1 or not 14 <= len(number) <= 16:
        return False
    begins = {14: ("30", "36", "38", "39"), 15: ("34", "37"), 16: tuple("234569")}
    return number.startswith(begins[len(number)]) and _luhn(number)


def is_personal_business(number: str) -> bool:
    """Whether 10 digits are the registration number of a person in business, not of a company."""
    return int(number[3:5]) not in _COMPANIES and has_business_check_digit(number)


def has_business_check_digit(number: str) -> bool:
    """Whether 10 digits end in the check digit of a business registration number."""
    digits = [int(digit) for digit in number]
    total = sum(digit * weight for digit, weight in zip(digits, _BUSINESS_WEIGHTS, strict=False))
    return (10 - (total + digits[8] * 5 // 10) % 10) % 10 == digits[9]


def _luhn(number: str) -> bool:
    digits = [int(digit) for digit in number.zfill(len(number) + len(number) % 2)]
    pairs = list(pairwise(digits))[::2]
    return sum(sum(divmod(first * 2, 10)) + second for first, second in pairs) % 10 == 0

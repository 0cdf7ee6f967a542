"""Whom the center may call by itself: people, on numbers in Korea."""

import re
from typing import Final

from ai.operations.phone_numbers import normalised

_PEOPLE: Final = re.compile(
    r"\+82(?:"
    r"1[016-9]\d{7,8}"  # mobile: 010, and 011, 016 to 019 of old
    r"|2[2-9]\d{6,7}"  # Seoul
    r"|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])[2-9]\d{6,7}"  # the other areas
    r"|70\d{8}"  # telephones over the internet
    r"|50[2-8]\d{7,8}"  # numbers for life, and those that hide another one
    r")"
)
"""Korean numbering plan (전기통신번호관리세칙).

What is not here is not called: 112 and 119, 1588 and the like, 060 and 080, other countries.
"""


def callable_number(text: str) -> str | None:
    """The number in E.164; None when it is withheld, or none that the center may call."""
    number = normalised(text)
    return number if number and _PEOPLE.fullmatch(number) else None

"""Which number callers dial, as a stack's configuration says it."""

import re
from dataclasses import dataclass
from typing import Final

NONE: Final = "none"
ALLOWED: Final = (
    "'none', 'existing:<id or ARN of a number>' or 'claim:<country>/<TOLL_FREE or DID>' "
    "such as 'claim:KR/TOLL_FREE'"
)

_ID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_EXISTING: Final = re.compile(
    rf"existing:(?:arn:aws:connect:[a-z0-9-]+:\d{{12}}:phone-number/)?(?P<id>{_ID})"
)
_CLAIM: Final = re.compile(r"claim:(?P<country>[A-Z]{2})/(?P<type>TOLL_FREE|DID)")


@dataclass(frozen=True, kw_only=True)
class NumberChoice:
    """`existing` is a number's id. `country` and `type` are given together, to claim one."""

    existing: str | None = None
    country: str | None = None
    type: str | None = None


def parse_number(text: str) -> NumberChoice:
    """What a stack's configuration says about its number.

    Raises:
        ValueError: the text is not of the form in `ALLOWED`.
    """
    if text == NONE:
        return NumberChoice()
    if match := _EXISTING.fullmatch(text):
        return NumberChoice(existing=match["id"])
    if match := _CLAIM.fullmatch(text):
        return NumberChoice(country=match["country"], type=match["type"])
    raise ValueError(f"{text!r} is no choice of a number")

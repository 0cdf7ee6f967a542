"""Which number callers dial, as a stack's configuration says it."""

import re
from dataclasses import dataclass
from typing import Final

NONE: Final = "none"
ALLOWED: Final = (
    "'none', 'existing:<id or ARN of a number>' or 'claim:<country>/<TOLL_FREE or DID>' "
    "such as 'claim:US/DID'"
)

BY_SUPPORT: Final = "KR"
"""Numbers of this country are only given on request (admin guide, numbers in Korea)."""

_ID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_EXISTING: Final = re.compile(
    r"existing:(?:arn:aws:connect:(?P<region>[a-z0-9-]+):(?P<account>\d{12}):phone-number/)?"
    rf"(?P<id>{_ID})"
)
_CLAIM: Final = re.compile(r"claim:(?P<country>[A-Z]{2})/(?P<type>TOLL_FREE|DID)")


@dataclass(frozen=True, kw_only=True)
class NumberChoice:
    """`existing` is a number's id. `country` and `type` are given together, to claim one.

    `region` and `account` are those of an existing number that was given by its ARN.
    """

    existing: str | None = None
    region: str | None = None
    account: str | None = None
    country: str | None = None
    type: str | None = None

    @property
    def is_given(self) -> bool:
        """Whether callers have a number to dial."""
        return self.existing is not None or self.country is not None


def parse_number(text: str) -> NumberChoice:
    """What a stack's configuration says about its number.

    Raises:
        ValueError: the text is not of the form in `ALLOWED`.
    """
    if text == NONE:
        return NumberChoice()
    if match := _EXISTING.fullmatch(text):
        return NumberChoice(existing=match["id"], region=match["region"], account=match["account"])
    if match := _CLAIM.fullmatch(text):
        return NumberChoice(country=match["country"], type=match["type"])
    raise ValueError(f"{text!r} is no choice of a number")


def fault(choice: NumberChoice, region: str) -> str | None:
    """Why no stack of that Region can have the number; None if it can, as far as can be seen."""
    if choice.region is not None and choice.region != region:
        return (
            f"is of Region {choice.region}, and the stack is in {region}: "
            "a number can not be used from another Region"
        )
    if choice.country == BY_SUPPORT:
        return (
            f"claims a number of {BY_SUPPORT}, which no program can: open a case with AWS Support "
            "(docs/operations/README.md, A Korean number), then say existing:<id> here"
        )
    if choice.country is not None and choice.country not in countries():
        return f"claims a number of {choice.country}, which is no country that Connect knows"
    return None


def countries() -> frozenset[str]:
    """Codes of the countries that ClaimPhoneNumber knows, in ISO 3166-1 alpha-2."""
    from botocore.loaders import Loader  # noqa: PLC0415 - half a second; few stacks claim a number

    model = Loader().load_service_model("connect", "service-2")
    return frozenset(model["shapes"]["PhoneNumberCountryCode"]["enum"])

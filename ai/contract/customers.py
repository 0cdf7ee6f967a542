"""Looking a caller up by their number."""

from enum import StrEnum
from typing import Final

LOOKUP_SECONDS: Final = 2.0
"""Longest that a caller waits, in silence, to be recognised by their number."""


VERIFY_SECONDS: Final = 3.0
"""Longest that a caller waits, in silence, for their PIN to be checked: its hash is slow."""

PIN_DIGITS: Final = (4, 8)
"""How few and how many digits a PIN has."""


class CustomerAction(StrEnum):
    """What a flow asks of the customer function. Without any, it is `LOOK_UP`."""

    LOOK_UP = "look_up"
    VERIFY = "verify"
    """With a number and the digits that were keyed in; answered by `CustomerKey.VERIFICATION`."""


class Lookup(StrEnum):
    """How looking a caller up by their number ended."""

    FOUND = "found"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    FAILED = "failed"


class Verification(StrEnum):
    """How checking a PIN ended."""

    VERIFIED = "verified"
    WRONG = "wrong"
    SKIPPED = "skipped"
    """Nothing was keyed in, which is no try."""
    LOCKED = "locked"
    """Too many wrong tries for this number, in this call or others. The PIN was not looked at."""
    NONE = "none"
    """There is no PIN to compare with, or this stack verifies nobody."""
    FAILED = "failed"


class Tier(StrEnum):
    """How soon a customer's calls are taken."""

    VIP = "vip"
    STANDARD = "standard"


class CustomerKey(StrEnum):
    """Keys of the customer lookup's `STRING_MAP`; contact attributes have the same names.

    `LOOKUP` (a member of `Lookup`) and `KNOWN` ("true" or "false") are always there. `NAME`, `TIER`
    and `LANGUAGE` are there when the caller is known, `COMPANY` when it is known as well, `PIN`
    ("true") when they have one. `VERIFICATION` (a member of `Verification`) is the only key of the
    answer to `CustomerAction.VERIFY`.
    """

    LOOKUP = "customer_lookup"
    KNOWN = "customer_known"
    NAME = "customer_name"
    TIER = "customer_tier"
    LANGUAGE = "customer_language"
    COMPANY = "customer_company"
    PIN = "customer_pin"
    VERIFICATION = "verification"

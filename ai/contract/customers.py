"""Looking a caller up by their number."""

from enum import StrEnum
from typing import Final

LOOKUP_SECONDS: Final = 2.0
"""Longest that a caller waits, in silence, to be recognised by their number."""


class Lookup(StrEnum):
    """How looking a caller up by their number ended."""

    FOUND = "found"
    UNKNOWN = "unknown"
    WITHHELD = "withheld"
    FAILED = "failed"


class Tier(StrEnum):
    """How soon a customer's calls are taken."""

    VIP = "vip"
    STANDARD = "standard"


class CustomerKey(StrEnum):
    """Keys of the customer lookup's `STRING_MAP`; contact attributes have the same names.

    `LOOKUP` (a member of `Lookup`) and `KNOWN` ("true" or "false") are always there. `NAME`, `TIER`
    and `LANGUAGE` are there when the caller is known, `COMPANY` when it is known as well.
    """

    LOOKUP = "customer_lookup"
    KNOWN = "customer_known"
    NAME = "customer_name"
    TIER = "customer_tier"
    LANGUAGE = "customer_language"
    COMPANY = "customer_company"

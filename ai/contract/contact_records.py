"""How a contact ended, in the contacts table: one item beside the contact's turns."""

from enum import StrEnum
from typing import Final

RECORD_AT: Final = "#record"
"""In place of a time: it sorts before every turn, whose `at` is an ISO 8601 time."""

MARK_AT: Final = "#mark"
ABANDONED_AT: Final = "#abandoned"
"""Items that say that something was counted already, below the first contact of a chain."""

TURNS_AFTER: Final = "0"
"""Turns of a contact have an `at` greater than this, and nothing else has."""

RECORD_INDEX: Final = "by-ended-day"
"""Index of the contacts table that holds contact records only, by the day on which they ended."""

RECORD_DAY: Final = "ended_day"
"""Its hash key, an ISO 8601 date in Korea. Turns do not have it."""

RECORD_ATTRIBUTES: Final = ("initial_contact_id", "channel", "initiation", "abandoned", "csat")
"""What it holds besides the keys."""


class RecordAttribute(StrEnum):
    """Contact attributes of which the records' item tells; the flows set them."""

    CSAT = "csat"
    CALLBACK = "callback"
    LANGUAGE = "language"
    TIER = "customer_tier"
    STATUS = "status"
    REASON = "reason"

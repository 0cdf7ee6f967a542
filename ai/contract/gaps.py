"""Unanswered turns in the contacts table."""

from typing import Final

GAP_INDEX: Final = "by-gap-day"
"""Index of the contacts table that holds unanswered turns only, by the day of the call."""

GAP_DAY: Final = "gap_day"
"""Its hash key, an ISO 8601 date in Korea; its range key is `at`. Answered turns do not have it."""

GAP_ATTRIBUTES: Final = ("question", "status", "reason", "nearest")
"""What it holds besides the keys."""

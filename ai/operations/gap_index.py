"""Which turns the product team hears of, and the day under which they are kept."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

from ai.contract import GAP_DAY, Reason, Status
from ai.model import Turn

KOREA: Final = timezone(timedelta(hours=9), "KST")
"""Korea has had no daylight saving time since 1988."""

NOT_FOR_REPORTS: Final = frozenset(
    {
        None,
        Reason.NO_QUESTION,
        Reason.ABUSE,
        Reason.DISTRESS,
        Reason.MANIPULATION,
        Reason.PERSONAL_DATA,
    }
)
"""Turns that no document could mend, or that are nobody's to read."""


def gap_fields(turn: Turn) -> Mapping[str, str]:
    """What an unanswered turn's item has besides; nothing for the others."""
    answer = turn.answer
    if answer.status not in {Status.ABSTAINED, Status.FAILED} or answer.reason in NOT_FOR_REPORTS:
        return {}
    day = datetime.fromisoformat(turn.at).astimezone(KOREA).date()
    fields = {
        GAP_DAY: day.isoformat(),
        "reason": answer.reason.value if answer.reason else "",
        "nearest": answer.nearest,
    }
    return {name: value for name, value in fields.items() if value}

"""What calls back at a booked time cost, beside the functions' own seconds."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from local.cost.use import Use
from local.cost.volume import BASIC, Volume

ASKED: Final = "callback"
DUE: Final = "callback-due"

TIMES_ASKED: Final = 4
"""For a booking: the days, the times, the booking, and that the call was taken."""

ATTEMPTS: Final = 1.5
"""On average, until the caller is reached or people are told."""

WRITES: Final = 11
"""Units for a booking: a transaction writes three items at twice the price, five are updated."""

READS: Final = 150
"""Units for a booking: every hour of every day that is offered, twice, and what is looked up."""

UNANSWERED_MINUTES: Final = 1.0
"""Of all attempts together, greeting and silence."""


def runs_of(name: str, volume: Volume) -> float | None:
    """How often a function runs in a month; None for a function that is not of callbacks."""
    if name == ASKED:
        return volume.bookings * TIMES_ASKED
    return volume.bookings * ATTEMPTS if name == DUE else None


def table_uses(volume: Volume) -> Iterator[Use]:
    """Of the table of bookings."""
    yield Use.call("dynamodb-write", volume.bookings * WRITES / 1e6)
    yield Use.call("dynamodb-read", volume.bookings * READS / 1e6)


def contact_uses(name: str, variables: Mapping[str, Any], volume: Volume) -> Iterator[Use]:
    """What comes of running: schedules, calls with whoever takes them, and texts."""
    if name != DUE:
        return
    yield Use.call("schedule", volume.bookings * ATTEMPTS / 1e6)
    if variables.get("OUTBOUND") == "voice":
        talked = volume.assumed.agent_minutes
        minutes = volume.bookings * (talked + UNANSWERED_MINUTES)
        if volume.plan == BASIC:
            yield Use.call("connect-voice-basic", minutes)
            yield Use.call("contact-lens", volume.bookings * talked)
        else:
            yield Use.call("connect-voice", minutes)
        yield Use.call("outbound", minutes)
    if variables.get("REMINDER") == "sms":
        yield Use.call("text", volume.bookings)

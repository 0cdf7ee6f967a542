"""What calls back cost, beside the functions' own seconds."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from local.cost.use import Declared, Use, variables_of
from local.cost.volume import Volume

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


def reached(volume: Volume) -> float:
    """Booked callers a month who take a call at the booked time."""
    return volume.bookings * (1 - volume.assumed.missed_share)


def called(minutes: float, volume: Volume) -> Iterator[Use]:
    """Of calls that the call center makes itself."""
    yield Use.call(volume.voice_price, minutes)
    yield Use.call("outbound", minutes)


def calls_booked_callers(resources: Iterable[Declared]) -> bool:
    """Whether booked callers are called; where they are not, people get a task instead."""
    return any(
        resource.type == "aws:lambda/function:Function"
        and resource.name == DUE
        and _calls(variables_of(resource))
        for resource in resources
    )


def contact_uses(name: str, variables: Mapping[str, Any], volume: Volume) -> Iterator[Use]:
    """What comes of running: schedules, calls with whoever takes them, tasks, and texts."""
    if name != DUE:
        return
    yield Use.call("schedule", volume.bookings * ATTEMPTS / 1e6)
    if _calls(variables):
        talked = reached(volume) * volume.assumed.agent_minutes
        yield from called(talked + volume.bookings * UNANSWERED_MINUTES, volume)
        yield Use.call("connect-task", volume.bookings - reached(volume))
    else:
        yield Use.call("connect-task", volume.bookings)
    if variables.get("REMINDER") == "sms":
        yield Use.call("text", volume.bookings)


def _calls(variables: Mapping[str, Any]) -> bool:
    return variables.get("OUTBOUND") == "voice"

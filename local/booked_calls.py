"""Calls that callers of a stack have booked; in the local cloud nobody has to wait for them."""

import json
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ai.contract import CallbackAttribute
from ai.operations.callbacks.booking import Booking, DueKind
from ai.operations.callbacks.items import KEY, booking_of
from local.connect.contacts import STARTED
from local.errors import BadInputError, OutsideError
from local.phone import SEOUL
from local.stack import Stack
from local.state import CloudState

CALL_SECONDS: Final = 30.0
"""From the message until the contact is there: SQS, a cold function, Connect."""

_POLL_SECONDS: Final = 0.2
_SHOWN_DIGITS: Final = 4


@dataclass(frozen=True, kw_only=True)
class Contact:
    """What a function started for a booking. `channel` is `VOICE` or `TASK`."""

    id: str
    channel: str
    flow: str
    number: str
    name: str
    description: str
    attributes: Mapping[str, str]


def bookings_of(stack: Stack) -> list[Booking]:
    """Every booking that the table still has, soonest first.

    Raises:
        BotoCoreError, ClientError: the table can not be read.
        OutsideError: the stack is of a program that had no bookings yet.
    """
    if "callbacks_table" not in stack.outputs:
        raise OutsideError("this stack has no callbacks_table: deploy it anew")
    pages = (
        stack.client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=str(stack.outputs["callbacks_table"]),
            FilterExpression=f"begins_with({KEY}, :booking)",
            ExpressionAttributeValues={":booking": {"S": "booking#"}},
        )
    )
    found = [booking_of(item) for page in pages for item in page["Items"]]
    return sorted(found, key=lambda booking: booking.at)


def masked(number: str) -> str:
    """A number of which only the last digits can be read; empty stays empty."""
    hidden = max(0, len(number) - _SHOWN_DIGITS)
    return "*" * hidden + number[hidden:]


def to_json(booking: Booking) -> dict[str, Any]:
    """As the command line prints it: nobody's number, name or words."""
    return {
        "id": booking.id,
        "at": booking.at.astimezone(SEOUL).isoformat(),
        "number": masked(booking.number),
        "queue": booking.queue,
        "language": booking.language,
        "status": booking.status.value,
        "attempts": booking.attempts,
    }


def next_booking(bookings: list[Booking], booking_id: str | None) -> Booking:
    """The booking with this id, or the one that is called next.

    Raises:
        BadInputError: there is none, or nobody is to be called for it any more.
    """
    if booking_id is None:
        live = [booking for booking in bookings if booking.live]
        if not live:
            raise BadInputError("nobody is to be called back: book a time with `callcenter call`")
        return live[0]
    chosen = [booking for booking in bookings if booking.id == booking_id]
    if not chosen:
        raise BadInputError(f"there is no booking {booking_id!r}")
    if not chosen[0].live:
        raise BadInputError(f"booking {booking_id} is {chosen[0].status.value}: nobody is called")
    return chosen[0]


def make_due(state: CloudState, booking: Booking) -> None:
    """What the booking's schedule does at its time, now."""
    message = {
        "booking": booking.id,
        "kind": DueKind.CALL.value,
        "attempt": booking.attempts + 1,
    }
    state.client("sqs").send_message(
        QueueUrl=str(state.outputs["callbacks_due_queue_url"]), MessageBody=json.dumps(message)
    )


def contacts_of(state: CloudState, booking: Booking) -> Iterator[Contact]:
    """What was started for a booking in the local Connect, oldest first."""
    with urllib.request.urlopen(state.connect_endpoint + STARTED, timeout=5) as answer:  # noqa: S310
        started = json.load(answer)["contacts"]
    names = Contact.__dataclass_fields__
    for each in started:
        if each["attributes"].get(CallbackAttribute.BOOKING.value) == booking.id:
            yield Contact(**{name: each[name] for name in names})


def called(state: CloudState, booking: Booking, *, seconds: float = CALL_SECONDS) -> Contact:
    """Makes the booking's call due, and waits for the contact that comes of it.

    Raises:
        OutsideError: none came; the function's log or the dead-letter queue says why.
    """
    before = {contact.id for contact in contacts_of(state, booking)}
    make_due(state, booking)
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        new = [each for each in contacts_of(state, booking) if each.id not in before]
        if new:
            return new[-1]
        time.sleep(_POLL_SECONDS)
    raise OutsideError(f"no contact was started for booking {booking.id} within {seconds:.0f} s")

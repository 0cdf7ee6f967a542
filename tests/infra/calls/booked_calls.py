"""What callers and schedules ask of the two functions that call people back at a booked time."""

import json
from datetime import UTC, datetime
from typing import Any

from ai.contract import CallbackAction, CallbackKey, CallbackStatus, Parameter
from ai.handlers import callback, callback_due
from ai.operations.callbacks.booking import Booking, BookingStatus, DueKind
from ai.operations.callbacks.items import booking_item
from tests.infra.calls.wire import World

CALLER = "+821012345678"
BOOKING = "b0000000-0000-4000-8000-000000000000"


def ask(action: CallbackAction, **parameters: str) -> dict[str, str]:
    """As a flow asks the function."""
    given = {Parameter.ACTION.value: action.value, Parameter.LANGUAGE.value: "ko", **parameters}
    event: dict[str, Any] = {"Details": {"ContactData": {"Attributes": {}}, "Parameters": given}}
    return callback.handler(event)


def book_move_and_cancel() -> None:
    """A caller chooses, changes their mind, and in the end does without."""
    days = ask(CallbackAction.DAYS)
    times = ask(CallbackAction.TIMES, choice=days[CallbackKey.CHOICE_2])
    booked = ask(CallbackAction.BOOK, choice=times[CallbackKey.CHOICE_1], number=CALLER)
    moved = ask(CallbackAction.BOOK, choice=times[CallbackKey.CHOICE_2], number=CALLER)
    cancelled = ask(CallbackAction.CANCEL, number=CALLER)
    assert [each[CallbackKey.STATUS] for each in (booked, moved, cancelled)] == [
        CallbackStatus.BOOKED,
        CallbackStatus.MOVED,
        CallbackStatus.CANCELLED,
    ]


def take_the_call(world: World) -> None:
    """A booked caller presses 1."""
    keep_booking(world)
    taken = ask(CallbackAction.REACHED, booking=BOOKING)
    assert taken[CallbackKey.STATUS] == CallbackStatus.REACHED


def keep_booking(world: World) -> None:
    """A booking whose time is now, as the other function left it."""
    booked = Booking(id=BOOKING, at=datetime.now(UTC), number=CALLER, queue="engineer")
    world.bookings.items[f"booking#{BOOKING}"] = dict(booking_item(booked))


def call_until_missed(world: World, attempts: int) -> BookingStatus:
    """Everything that falls due for a caller who never takes the call."""
    keep_booking(world)
    later = Booking(id=BOOKING, at=datetime(2099, 1, 1, tzinfo=UTC), number=CALLER)
    world.bookings.items["booking#later"] = {**booking_item(later), "pk": {"S": "booking#later"}}
    due = [{"booking": "later", "kind": DueKind.REMIND.value, "attempt": 1}]
    due += [
        {"booking": BOOKING, "kind": DueKind.CALL.value, "attempt": attempt + 1}
        for attempt in range(attempts + 1)
    ]
    for number, message in enumerate(due):
        record: dict[str, Any] = {"messageId": str(number), "body": json.dumps(message)}
        assert callback_due.handler({"Records": [record]}) == {"batchItemFailures": []}
    return BookingStatus(world.bookings.items[f"booking#{BOOKING}"]["status"]["S"])

"""Booked calls of a cloud that is replaced: kept in the next one, with schedules of its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from botocore.exceptions import BotoCoreError, ClientError

from ai.operations.callbacks.booking import Booking
from ai.operations.callbacks.bookings import Bookings
from ai.operations.callbacks.schedules import Schedules
from ai.operations.callbacks.settings import CallbackSettings
from ai.operations.callbacks.table import BookingTable, Change
from local.booked_calls import bookings_of
from local.emulator import REGION
from local.errors import OutsideError
from local.stack import Stack

_FUNCTION: Final = "callback_function"


def live_bookings(stack: Stack) -> tuple[Booking, ...]:
    """Those for which somebody is still to be called; none where the program had no bookings yet.

    Raises:
        OutsideError: the table can not be read.
    """
    if "callbacks_table" not in stack.outputs:
        return ()
    try:
        return tuple(booking for booking in bookings_of(stack) if booking.live)
    except (BotoCoreError, ClientError) as error:
        raise OutsideError(f"the booked calls can not be read: {error}") from error


def bring_bookings(
    stack: Stack, carried: Sequence[Booking], now: Callable[[], datetime]
) -> tuple[Booking, ...]:
    """Into a new cloud, each once; those that were not kept.

    That is a booking whose time is over (whoever is called hours late was promised another call),
    one whose hour holds fewer callers now, and every one where the program books no calls any more.
    """
    if not carried or _FUNCTION not in stack.outputs:
        return tuple(carried)
    settings = CallbackSettings.from_env(_environment(stack))
    table = BookingTable(stack.client("dynamodb"), settings.common.table, settings.capacity)
    bookings = Bookings(
        table=table,
        schedules=Schedules(stack.client("scheduler"), settings.common.schedule),
        calendar=settings.calendar,
        reminder=settings.reminder,
        now=now,
    )

    def kept(booking: Booking) -> bool:
        if booking.at <= now() or table.book(booking, None, now()) is not Change.DONE:
            return False
        bookings.make_schedules(booking)
        return True

    return tuple(booking for booking in carried if not kept(booking))


def _environment(stack: Stack) -> Mapping[str, str]:
    """What the function that books is told: where schedules go, and how many fit into an hour."""
    found = stack.client("lambda").get_function_configuration(FunctionName=stack.outputs[_FUNCTION])
    return {**found["Environment"]["Variables"], "AWS_REGION": REGION}

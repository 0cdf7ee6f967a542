"""Changes that several items of the callbacks table make together, or not at all."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from ai.operations.callbacks.booking import Booking, BookingStatus, LastBooking
from ai.operations.callbacks.items import (
    EXPIRES,
    PERSONAL,
    SLOT_KEPT,
    booking_item,
    booking_key,
    caller_key,
    expiry,
    slot_key,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef, TransactWriteItemTypeDef

SLOT_AT: Final = 0
"""Where in the changes of a booking its hour stands: whether it is full."""

FORGET: Final = f"SET #status = :status REMOVE #{', #'.join(PERSONAL)}"
"""End a booking, and what it knew of the caller."""

FORGET_NAMES: Final = {"#status": "status", **{f"#{name}": name for name in PERSONAL}}


def booking_changes(
    table: str, booking: Booking, last: LastBooking | None, capacity: int, now: datetime
) -> "list[TransactWriteItemTypeDef]":
    """Take the hour, point the caller to the booking, and keep it.

    `last` is what the caller points to now; if it is live it is moved.
    """
    changes = [
        _take(table, booking, capacity),
        _point(table, booking, last),
        _keep(table, booking),
    ]
    if last is not None and last.live is not None:
        changes += ending_changes(table, last.live, BookingStatus.MOVED, now)
    return changes


def ending_changes(
    table: str, booking: Booking, status: BookingStatus, now: datetime
) -> "list[TransactWriteItemTypeDef]":
    """End a booking, and give its hour back while that is of use to others."""
    ended = _end(table, booking, status)
    return [ended, _give_back(table, booking)] if booking.at > now else [ended]


def status_value(status: BookingStatus) -> "AttributeValueTypeDef":
    """As it is compared and stored."""
    return {"S": status.value}


def _take(table: str, booking: Booking, capacity: int) -> "TransactWriteItemTypeDef":
    return {
        "Update": {
            "TableName": table,
            "Key": slot_key(booking.at),
            "UpdateExpression": f"SET {EXPIRES} = :expires ADD taken :one",
            "ConditionExpression": "attribute_not_exists(taken) OR taken < :capacity",
            "ExpressionAttributeValues": {
                ":one": {"N": "1"},
                ":capacity": {"N": str(capacity)},
                ":expires": expiry(booking.at, SLOT_KEPT),
            },
        }
    }


def _point(table: str, booking: Booking, last: LastBooking | None) -> "TransactWriteItemTypeDef":
    item: dict[str, AttributeValueTypeDef] = {
        **caller_key(booking.number),
        "booking": {"S": booking.id},
        "at": {"S": booking.at.isoformat()},
        EXPIRES: expiry(booking.at),
    }
    if last is None:
        return {
            "Put": {
                "TableName": table,
                "Item": item,
                "ConditionExpression": "attribute_not_exists(pk)",
            }
        }
    return {
        "Put": {
            "TableName": table,
            "Item": item,
            "ConditionExpression": "booking = :last",
            "ExpressionAttributeValues": {":last": {"S": last.id}},
        }
    }


def _keep(table: str, booking: Booking) -> "TransactWriteItemTypeDef":
    return {
        "Put": {
            "TableName": table,
            "Item": booking_item(booking),
            "ConditionExpression": "attribute_not_exists(pk)",
        }
    }


def _end(table: str, booking: Booking, status: BookingStatus) -> "TransactWriteItemTypeDef":
    return {
        "Update": {
            "TableName": table,
            "Key": booking_key(booking.id),
            "UpdateExpression": FORGET,
            "ConditionExpression": "#status = :booked",
            "ExpressionAttributeNames": FORGET_NAMES,
            "ExpressionAttributeValues": {
                ":status": status_value(status),
                ":booked": status_value(BookingStatus.BOOKED),
            },
        }
    }


def _give_back(table: str, booking: Booking) -> "TransactWriteItemTypeDef":
    return {
        "Update": {
            "TableName": table,
            "Key": slot_key(booking.at),
            "UpdateExpression": "ADD taken :less",
            "ConditionExpression": "taken > :nobody",
            "ExpressionAttributeValues": {":less": {"N": "-1"}, ":nobody": {"N": "0"}},
        }
    }

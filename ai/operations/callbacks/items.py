"""Bookings, callers and hours as items of the callbacks table.

`caller#<E.164>` names the booking of a number, `booking#<id>` is one, and `slot#<UTC>` counts those
of an hour. All are in one table, so that one transaction can hold them together.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ai.operations.callbacks.booking import Booking, BookingStatus

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Item = Mapping[str, "AttributeValueTypeDef"]

KEY: Final = "pk"
EXPIRES: Final = "expires_at"

KEPT: Final = timedelta(days=7)
"""After the booked time: long enough to look into what went wrong with a call."""

SLOT_KEPT: Final = timedelta(days=8)
"""Longer than a booking, which may still give its place back."""

PERSONAL: Final = ("number", "name", "question", "summary")
"""Attributes of a booking that go when nobody is to be called any more."""

_TEXTS: Final = ("number", "queue", "language", "name", "question", "summary")


def caller_key(number: str) -> dict[str, "AttributeValueTypeDef"]:
    """Of what names the booking of a number."""
    return {KEY: {"S": f"caller#{number}"}}


def booking_key(booking_id: str) -> dict[str, "AttributeValueTypeDef"]:
    """Of a booking."""
    return {KEY: {"S": f"booking#{booking_id}"}}


def slot_key(begin: datetime) -> dict[str, "AttributeValueTypeDef"]:
    """Of an hour: the same, whatever the offset in which it is told."""
    return {KEY: {"S": f"slot#{begin.astimezone(UTC).isoformat()}"}}


def expiry(at: datetime, kept: timedelta = KEPT) -> "AttributeValueTypeDef":
    """When DynamoDB may forget what belongs to a time."""
    return {"N": str(int((at + kept).timestamp()))}


def booking_item(booking: Booking) -> dict[str, "AttributeValueTypeDef"]:
    """As it is stored; nothing empty is."""
    texts = {name: str(getattr(booking, name)) for name in _TEXTS}
    return {
        **booking_key(booking.id),
        "at": {"S": booking.at.isoformat()},
        "status": {"S": booking.status.value},
        "attempts": {"N": str(booking.attempts)},
        EXPIRES: expiry(booking.at),
        **{name: {"S": text} for name, text in texts.items() if text},
    }


def booking_of(item: Item) -> Booking:
    """As it was stored."""

    def text(name: str) -> str:
        return item.get(name, {}).get("S", "")

    return Booking(
        id=text(KEY).removeprefix("booking#"),
        at=datetime.fromisoformat(text("at")),
        status=BookingStatus(text("status")),
        attempts=int(item.get("attempts", {}).get("N", "0")),
        **{name: text(name) for name in _TEXTS},
    )

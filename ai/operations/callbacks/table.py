"""The callbacks table in DynamoDB. Reads are consistent: two callers may want the same hour."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import ClientError

from ai.errors import BookingError
from ai.operations.callbacks import changes
from ai.operations.callbacks.booking import Booking, BookingStatus, LastBooking
from ai.operations.callbacks.items import (
    KEY,
    booking_key,
    booking_of,
    caller_key,
    slot_key,
)
from ai.operations.callbacks.services import TRANSACTION_CANCELLED, reasons_of
from ai.service_errors import CONDITION_FAILED, code_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef, TransactWriteItemTypeDef

READ_MOST: Final = 100
"""Items in one BatchGetItem (DynamoDB API reference)."""

_READINGS: Final = 3
"""DynamoDB may leave keys unread when it is busy, and names them."""

_FAILED: Final = "ConditionalCheckFailed"
_AT_ONCE: Final = "TransactionConflict"
_IS_BOOKED: Final = "#status = :booked"


class Change(Enum):
    """What became of several changes that belong together."""

    DONE = auto()
    FULL = auto()
    """The hour has no place left."""
    OUTRUN = auto()
    """Somebody changed the same items meanwhile: look again."""


class BookingTable:
    """`capacity` callers fit into an hour."""

    def __init__(self, client: "DynamoDBClient", table: str, capacity: int = 1) -> None:
        self._client = client
        self._table = table
        self._capacity = capacity

    def taken(self, begins: Sequence[datetime]) -> Mapping[datetime, int]:
        """How many are booked in each of these hours."""
        by_key = {slot_key(begin)[KEY].get("S", ""): begin for begin in begins}
        keys = list(by_key)
        counts = dict.fromkeys(begins, 0)
        for first in range(0, len(keys), READ_MOST):
            for item in self._read(keys[first : first + READ_MOST]):
                count = int(item.get("taken", {}).get("N", "0"))
                counts[by_key[item[KEY].get("S", "")]] = count
        return counts

    def booking(self, booking_id: str) -> Booking | None:
        """The booking with this id, in whatever state."""
        item = self._get(booking_key(booking_id))
        return None if item is None else booking_of(item)

    def last_of(self, number: str) -> LastBooking | None:
        """The last booking of a number, in whatever state."""
        pointer = self._get(caller_key(number))
        if pointer is None:
            return None
        booking_id = str(pointer["booking"].get("S", ""))
        return LastBooking(id=booking_id, booking=self.booking(booking_id))

    def book(self, booking: Booking, last: LastBooking | None, now: datetime) -> Change:
        """Keep a booking in place of the `last` one if that is live. All or nothing."""
        parts = changes.booking_changes(self._table, booking, last, self._capacity, now)
        return self._write(parts, slot_at=changes.SLOT_AT)

    def cancel(self, booking: Booking, now: datetime) -> Change:
        """End a booking before it is called."""
        parts = changes.ending_changes(self._table, booking, BookingStatus.CANCELLED, now)
        return self._write(parts, slot_at=None)

    def end(self, booking: Booking, status: BookingStatus) -> bool:
        """End a live booking; False when it was not live any more."""
        values = {":status": changes.status_value(status)}
        return self._update(booking, changes.FORGET, values, names=changes.FORGET_NAMES)

    def begin_attempt(self, booking: Booking, attempt: int) -> bool:
        """Whether this attempt may be made: it is the first to ask, and the booking is live."""
        return self._update(
            booking,
            "SET attempts = :attempt",
            {":attempt": {"N": str(attempt)}},
            only_if="attempts < :attempt",
        )

    def undo_attempt(self, booking: Booking, attempt: int) -> bool:
        """An attempt came to nothing before anybody's telephone rang: it may be made again."""
        return self._update(
            booking,
            "SET attempts = :before",
            {":before": {"N": str(attempt - 1)}, ":attempt": {"N": str(attempt)}},
            only_if="attempts = :attempt",
        )

    def begin_reminder(self, booking: Booking) -> bool:
        """Whether the reminder may be sent: nobody has, and the booking is live."""
        return self._update(
            booking,
            "SET reminded = :yes",
            {":yes": {"BOOL": True}},
            only_if="attribute_not_exists(reminded)",
        )

    def undo_reminder(self, booking: Booking) -> bool:
        """The reminder was not sent after all."""
        return self._update(booking, "REMOVE reminded", {})

    def _get(self, key: "dict[str, AttributeValueTypeDef]") -> "Mapping[str, Any] | None":
        found = self._client.get_item(TableName=self._table, Key=key, ConsistentRead=True)
        return found.get("Item")

    def _read(self, keys: Sequence[str]) -> Iterator[Mapping[str, Any]]:
        waiting: Any = {
            self._table: {"Keys": [{KEY: {"S": key}} for key in keys], "ConsistentRead": True}
        }
        for _ in range(_READINGS):
            found = self._client.batch_get_item(RequestItems=waiting)
            yield from found["Responses"].get(self._table, ())
            waiting = found.get("UnprocessedKeys")
            if not waiting:
                return
        raise BookingError("DynamoDB left hours unread again and again; it is short of capacity")

    def _update(
        self,
        booking: Booking,
        expression: str,
        values: "dict[str, AttributeValueTypeDef]",
        *,
        only_if: str = "",
        names: Mapping[str, str] | None = None,
    ) -> bool:
        """Change a live booking; False when it is not live, or `only_if` does not hold."""
        try:
            self._client.update_item(
                TableName=self._table,
                Key=booking_key(booking.id),
                UpdateExpression=expression,
                ConditionExpression=f"{_IS_BOOKED} AND {only_if}" if only_if else _IS_BOOKED,
                ExpressionAttributeNames={"#status": "status", **(names or {})},
                ExpressionAttributeValues={
                    ":booked": changes.status_value(BookingStatus.BOOKED),
                    **values,
                },
            )
        except ClientError as error:
            if code_of(error) == CONDITION_FAILED:
                return False
            raise
        return True

    def _write(self, parts: "Sequence[TransactWriteItemTypeDef]", *, slot_at: int | None) -> Change:
        try:
            self._client.transact_write_items(TransactItems=parts)
        except ClientError as error:
            change = _cancelled(error, slot_at)
            if change is None:
                raise
            return change
        return Change.DONE


def _cancelled(error: ClientError, slot_at: int | None) -> Change | None:
    """Why a transaction did nothing; None when the caller of it can do nothing about that."""
    if code_of(error) != TRANSACTION_CANCELLED:
        return None
    reasons = reasons_of(error)
    if not reasons or set(reasons) - {_FAILED, _AT_ONCE, "None"}:
        return None
    failed = [at for at, reason in enumerate(reasons) if reason == _FAILED]
    # That the hour is full says nothing when the caller's own booking has changed meanwhile.
    return Change.FULL if failed == [slot_at] else Change.OUTRUN

"""Contact records in the contacts table: one item each, the latest known version of it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from ai.contract import RECORD_AT, RECORD_DAY
from ai.operations.contact_records.record import ContactRecord
from ai.operations.gap_index import KOREA
from ai.service_errors import CONDITION_FAILED, code_of

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_dynamodb.type_defs import AttributeValueTypeDef

Value = str | int | bool


class RecordTable:
    """Writes only, and only what is news.

    Any order and any repetition of the same records leaves the same items. They expire `ttl_days`
    after the contact ended.
    """

    def __init__(self, client: "DynamoDBClient", table: str, ttl_days: int) -> None:
        self._client = client
        self._table = table
        self._keep = timedelta(days=ttl_days)

    def keep(self, record: ContactRecord) -> bool:
        """Write a record's item; False when the same or a later version is there already."""
        values = {**item_of(record), "expires_at": self._expires(record)}
        version = _version(record.updated_at, values)
        return self._put({**values, "version": version}, before=version)

    def is_first(self, record: ContactRecord, at: str) -> bool:
        """Whether nobody has asked this before of the record's chain and `at`; notes it."""
        marker = {
            "contact_id": record.chain,
            "at": at,
            "marked_by": record.contact_id,
            "expires_at": self._expires(record),
        }
        return self._put(marker, before="")

    def _expires(self, record: ContactRecord) -> int:
        return int((record.happened + self._keep).timestamp())

    def _put(self, values: Mapping[str, Value], before: str) -> bool:
        """Unless there is an item whose version is not before this one: nothing is before ""."""
        try:
            self._client.put_item(
                TableName=self._table,
                Item={name: _attribute(value) for name, value in values.items()},
                ConditionExpression="attribute_not_exists(contact_id) OR #version < :version",
                ExpressionAttributeNames={"#version": "version"},
                ExpressionAttributeValues={":version": {"S": before}},
            )
        except ClientError as error:
            if code_of(error) == CONDITION_FAILED:
                return False
            raise
        return True


def item_of(record: ContactRecord) -> Mapping[str, Value]:
    """What is kept of a record, by attribute; what is not known is left out."""
    known: Mapping[str, Value | None] = {
        "contact_id": record.contact_id,
        "at": RECORD_AT,
        RECORD_DAY: record.happened.astimezone(KOREA).date().isoformat(),
        "updated_at": _time(record.updated_at),
        "initial_contact_id": record.chain,
        "previous_contact_id": record.previous_contact_id,
        "next_contact_id": record.next_contact_id,
        "channel": record.channel or None,
        "initiation": record.initiation or None,
        "started": _time(record.started),
        "ended": _time(record.ended),
        "disconnect_reason": record.disconnect_reason,
        "queue": record.queue,
        "queue_seconds": record.queue_seconds,
        "handle_seconds": record.handle_seconds,
        "hold_seconds": record.hold_seconds,
        "abandoned": True if record.abandoned else None,
        "csat": record.csat,
        "status": record.status and record.status.value,
        "reason": record.reason and record.reason.value,
        "tier": record.tier and record.tier.value,
        "language": record.language,
        "callback": record.callback,
    }
    return {name: value for name, value in known.items() if value is not None}


def _time(time: datetime | None) -> str | None:
    """All of one length, so that texts sort as times do."""
    return None if time is None else time.isoformat(timespec="milliseconds")


def _version(updated_at: datetime, values: Mapping[str, Value]) -> str:
    """Sorts as versions of one contact do.

    Connect tells the second of an update, in which there may be two: the one that knows more is
    the later, and of two that know as much always the same one wins.
    """
    text = json.dumps(values, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return f"{_time(updated_at)} {len(values):02d} {digest}"


def _attribute(value: Value) -> "AttributeValueTypeDef":
    if isinstance(value, bool):
        return {"BOOL": value}
    return {"N": str(value)} if isinstance(value, int) else {"S": value}

"""Entry point of what is done after contacts: their records have come into the bucket."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any, Final
from urllib.parse import unquote_plus

from ai.clients import RecordClients
from ai.handlers.batches import handle_each
from ai.logs import configure
from ai.metrics import Metrics
from ai.operations.contact_records.desk import RecordDesk
from ai.operations.contact_records.table import RecordTable
from ai.operations.settings import RecordSettings

log = logging.getLogger(__name__)

PIECE_BYTES: Final = 64 * 1024


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, Any]:
    """Take the objects that a batch of SQS messages names; messages that fail are given back."""
    return dispatch(event, _desk())


def dispatch(event: Mapping[str, Any], desk: RecordDesk) -> dict[str, Any]:
    """Message by message: one that fails keeps no other from being done."""
    return handle_each(event, lambda message: _take(message, desk), log, "contact_records_failed")


def _take(message: Mapping[str, Any], desk: RecordDesk) -> None:
    for bucket, key in _objects(json.loads(message["body"])):
        taken = desk.take(bucket, key)
        event = "contact_records"
        log.info(event, extra={"event": event, "key": key, **asdict(taken)})


def _objects(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Bucket and key of what was put there; nothing for the event by which S3 tests the wiring.

    Keys are encoded as in forms (S3 user guide, event message structure).
    """
    if body.get("Event") == "s3:TestEvent":
        return
    for record in body["Records"]:
        stored = record["s3"]
        yield stored["bucket"]["name"], unquote_plus(stored["object"]["key"])


@cache
def _desk() -> RecordDesk:
    settings = RecordSettings.from_env()
    configure(settings.log_level)
    clients = RecordClients(settings.region)

    def read(bucket: str, key: str) -> Iterable[bytes]:
        body = clients.s3.get_object(Bucket=bucket, Key=key)["Body"]
        return body.iter_chunks(PIECE_BYTES)

    table = RecordTable(clients.dynamodb, settings.contacts_table, settings.contact_ttl_days)
    return RecordDesk(read=read, table=table, metrics=Metrics(settings.stack))

"""One object of contact records: each kept, and what is new in it counted."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from ai.contract import ABANDONED_AT, MARK_AT, Metric
from ai.errors import RecordError
from ai.metrics import Metrics
from ai.operations.contact_records.objects import Found, found_records
from ai.operations.contact_records.record import ContactRecord, record_of

log = logging.getLogger(__name__)

NOT_JSON = "it is no JSON object"


class Table(Protocol):
    """Where records are kept."""

    def keep(self, record: ContactRecord) -> bool:
        """False when it is no news."""
        ...

    def is_first(self, record: ContactRecord, at: str) -> bool:
        """Whether it was never asked before."""
        ...


@dataclass(frozen=True, kw_only=True)
class Taken:
    """Records of an object: kept, known already (the same or a later version), unreadable."""

    kept: int
    known: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class RecordDesk:
    """`read` gives an object's bytes in pieces, by bucket and key."""

    read: Callable[[str, str], Iterable[bytes]]
    table: Table
    metrics: Metrics

    def take(self, bucket: str, key: str) -> Taken:
        """Every record of an object; taking it again changes nothing.

        Nothing is counted twice but records that can not be read, and those only where the object
        has been read to its end before. They stay in it, and the log names each by key and byte.
        A function that dies between noting and counting counts one too few.

        A bucket or table that does not answer raises.
        """
        kept = known = failed = 0
        for found in found_records(self.read(bucket, key)):
            record = self._readable(found, key)
            if record is None:
                failed += 1
            elif self._keep(record):
                kept += 1
            else:
                known += 1
        if failed:
            self.metrics.send({Metric.RECORDS_FAILED: failed})
        return Taken(kept=kept, known=known, failed=failed)

    def _readable(self, found: Found, key: str) -> ContactRecord | None:
        try:
            return record_of(_object(found.value))
        except RecordError as error:
            told = {"key": key, "offset": found.offset, "why": str(error)}
            event = "contact_record_unreadable"
            log.error(event, extra={"event": event, **told})  # noqa: TRY400  a stack tells nothing
            return None

    def _keep(self, record: ContactRecord) -> bool:
        """What is counted is asked of old versions too: they may be the first to be seen."""
        kept = self.table.keep(record)
        at = record.happened.timestamp()
        if record.abandoned and self.table.is_first(record, ABANDONED_AT):
            self.metrics.send({Metric.ABANDONED: 1}, at=at)
        if record.csat is not None and self.table.is_first(record, MARK_AT):
            self.metrics.send({Metric.SATISFACTION: record.csat}, at=at)
        return kept


def _object(value: dict[str, Any] | None) -> dict[str, Any]:
    if value is None:
        raise RecordError(NOT_JSON)
    return value

"""Entry point of the ingest function: the documents bucket may have changed, look again."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from ai.clients import IngestClients
from ai.embedding import bedrock_embeddings, passage_embedder
from ai.index.contents import IndexedDocument
from ai.index.store import SnapshotStore
from ai.ingest.build import Builder
from ai.ingest.embed import THREADS
from ai.ingest.reconcile import Outcome, Reconciler
from ai.ingest.report import failure_message, failure_subject
from ai.ingest.source import BucketSource
from ai.logs import configure, log_failure
from ai.settings import IngestSettings

log = logging.getLogger(__name__)


def handler(event: Mapping[str, Any], _context: object = None) -> dict[str, Any]:
    """One look at the bucket for a whole batch of SQS records, or for a direct call with `{}`."""
    return dispatch(event, _reconciler())


def dispatch(event: Mapping[str, Any], reconciler: Reconciler) -> dict[str, Any]:
    """Reconcile unless the batch only tests the wiring.

    A batch that fails is handed back whole, so that SQS brings it again; a direct call raises.
    """
    records: list[Mapping[str, Any]] = event.get("Records") or []
    if records and all(_is_test(record) for record in records):
        return {"batchItemFailures": []}
    try:
        outcome = reconciler.reconcile()
    except Exception as error:
        log_failure(log, "ingest_failed", error)
        if not records:
            raise
        return {"batchItemFailures": [{"itemIdentifier": r.get("messageId")} for r in records]}
    _log(outcome)
    return {"batchItemFailures": []} if records else asdict(outcome)


def _is_test(record: Mapping[str, Any]) -> bool:
    """S3 sends `s3:TestEvent` once, when the notification is set up."""
    try:
        body = json.loads(record.get("body") or "{}")
    except ValueError:
        return False  # whatever it is, looking again does no harm
    return isinstance(body, dict) and "Event" in body and "Records" not in body


def _log(outcome: Outcome) -> None:
    log.info("ingest", extra={"event": "ingest", **asdict(outcome)})


def _reconciler() -> Reconciler:
    """A fresh builder a call, so that memory does not grow; clients are kept."""
    settings, clients = _settings_and_clients()
    embeddings = bedrock_embeddings(
        clients.embedding, settings.models.embedding_model, settings.models.embedding_dimensions
    )

    def notify(failed: Sequence[IndexedDocument]) -> None:
        try:
            clients.sns.publish(
                TopicArn=settings.report_topic_arn,
                Subject=failure_subject(failed),
                Message=failure_message(failed),
            )
        except Exception as error:  # noqa: BLE001  the report in the bucket says the same
            log_failure(log, "report_unsent", error)

    return Reconciler(
        source=BucketSource(clients.s3, settings.documents_bucket),
        store=SnapshotStore(clients.s3, settings.index_bucket),
        builder=Builder(
            passage_embedder(embeddings),
            settings.models.embedding_model,
            settings.models.embedding_dimensions,
        ),
        notify=notify,
    )


@cache
def _settings_and_clients() -> tuple[IngestSettings, IngestClients]:
    settings = IngestSettings.from_env()
    configure(settings.models.log_level)
    return settings, IngestClients(settings.models.region, THREADS)

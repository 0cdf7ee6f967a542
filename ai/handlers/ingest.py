"""Entry point of the ingest function: the documents bucket may have changed, look again."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from typing import Any, Final, Protocol

from ai.clients import IngestClients
from ai.contract import Metric
from ai.embedding import bedrock_embeddings, passage_embedder, question_embedder
from ai.errors import UnfinishedError
from ai.handlers.index_publishing import index_publisher
from ai.index.history import History
from ai.index.knowledge import SearchOptions
from ai.index.store import SnapshotStore
from ai.ingest.build import Builder
from ai.ingest.embed import THREADS
from ai.ingest.gate import DEPTH, GateRules
from ai.ingest.mails import Mail
from ai.ingest.outcome import Outcome
from ai.ingest.pace import Pace
from ai.ingest.parts import BucketParts
from ai.ingest.readers.bounded import BoundedReader
from ai.ingest.reconcile import Reconciler
from ai.ingest.source import BucketSource
from ai.logs import configure, log_failure
from ai.metrics import Metrics
from ai.settings import IngestSettings

log = logging.getLogger(__name__)

_MARGIN_SECONDS: Final = 20.0
_MARGIN_SHARE: Final = 0.2
"""Of a run's time: what writing, checking and uploading a snapshot of 100,000 chunks may take."""


class LambdaContext(Protocol):
    """What Lambda tells of a run."""

    def get_remaining_time_in_millis(self) -> int:
        """Until it is killed."""
        ...


def _nobody() -> None:
    raise LookupError("no queue is set to ask for another run: INGEST_QUEUE_URL")


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a run may tell. `go_on` asks for another run that takes up where this one stops."""

    go_on: Callable[[], None] = _nobody
    metrics: Metrics = field(default_factory=lambda: Metrics("none"))


def handler(event: Mapping[str, Any], context: LambdaContext | None = None) -> dict[str, Any]:
    """One look at the bucket for a whole batch of SQS records, or for a direct call with `{}`."""
    settings, clients = _settings_and_clients()
    around = Surroundings(
        go_on=lambda: _ask_for_another_run(settings, clients),
        metrics=Metrics(settings.models.stack),
    )
    with BoundedReader() as reader:
        return dispatch(event, _reconciler(settings, clients, reader, context), around)


def dispatch(
    event: Mapping[str, Any], reconciler: Reconciler, around: Surroundings | None = None
) -> dict[str, Any]:
    """Reconcile unless the batch only tests the wiring.

    A batch that fails is handed back whole, so that SQS brings it again; a direct call raises.
    A direct call, as the nightly one, looks thoroughly.
    """
    around = around or Surroundings()
    records: list[Mapping[str, Any]] = event.get("Records") or []
    if records and all(_is_test(record) for record in records):
        return {"batchItemFailures": []}
    try:
        outcome = _looked(reconciler, around, thorough=not records)
    except Exception as error:
        log_failure(log, "ingest_failed", error)
        around.metrics.send({Metric.INGEST_FAILURES: 1})
        if not records:
            raise
        return {"batchItemFailures": [{"itemIdentifier": r.get("messageId")} for r in records]}
    log.info("ingest", extra={"event": "ingest", **outcome})
    return {"batchItemFailures": []} if records else outcome


def _looked(reconciler: Reconciler, around: Surroundings, *, thorough: bool) -> dict[str, Any]:
    try:
        outcome = reconciler.reconcile(thorough=thorough)
    except UnfinishedError as error:
        if not error.done:
            raise  # another run would come no further
        around.go_on()
        return {"outcome": "unfinished", "done": error.done}
    around.metrics.send(_counted(outcome))
    return asdict(outcome)


def _counted(outcome: Outcome) -> dict[Metric, float]:
    counted: dict[Metric, float] = {Metric.SNAPSHOT_AGE: outcome.age}
    if outcome.outcome == "refused":
        counted[Metric.GATE_REFUSED] = 1
    if outcome.outcome != "unchanged" and outcome.failed:
        counted[Metric.DOCUMENTS_FAILED] = outcome.failed
    if outcome.held is not None:
        counted[Metric.INDEX_HELD] = outcome.held
    if outcome.lag is not None:
        counted[Metric.INGEST_LAG] = outcome.lag
    return counted


def _is_test(record: Mapping[str, Any]) -> bool:
    """S3 sends `s3:TestEvent` once, when the notification is set up."""
    try:
        body = json.loads(record.get("body") or "{}")
    except ValueError:
        return False  # whatever it is, looking again does no harm
    return isinstance(body, dict) and "Event" in body and "Records" not in body


def _ask_for_another_run(settings: IngestSettings, clients: IngestClients) -> None:
    """By a message of its own: one that is handed back counts as failed, and stays hidden long."""
    if settings.queue_url is None:
        _nobody()
    else:
        clients.sqs.send_message(QueueUrl=settings.queue_url, MessageBody='{"go": "on"}')


def _reconciler(
    settings: IngestSettings,
    clients: IngestClients,
    reader: BoundedReader,
    context: LambdaContext | None,
) -> Reconciler:
    """A fresh builder a call, so that memory does not grow; clients are kept."""
    models = settings.models
    embeddings = bedrock_embeddings(
        clients.embedding, models.embedding_model, models.embedding_dimensions
    )

    store = SnapshotStore(clients.s3, settings.index_bucket)
    return Reconciler(
        source=BucketSource(clients.s3, settings.documents_bucket),
        store=store,
        publisher=index_publisher(settings, clients, store),
        history=History(clients.s3, settings.index_bucket),
        builder=Builder(
            passage_embedder(embeddings),
            models.embedding_model,
            models.embedding_dimensions,
            read=reader.read_document,
            parts=BucketParts(clients.s3, settings.index_bucket),
            pace=_pace(settings, context),
        ),
        embed_question=question_embedder(embeddings),
        notify=_notifier(settings, clients),
        rules=GateRules(
            floor=settings.gate_floor,
            regression=settings.gate_regression,
            options=SearchOptions(top_k=DEPTH, dense_weight=settings.dense_weight),
        ),
        kept=settings.snapshots_kept,
    )


def _notifier(settings: IngestSettings, clients: IngestClients) -> Callable[[Mail], bool]:
    """Mails the product team; False when the mail could not be sent."""

    def notify(mail: Mail) -> bool:
        try:
            clients.sns.publish(
                TopicArn=settings.report_topic_arn, Subject=mail.subject, Message=mail.text
            )
        except Exception as error:  # noqa: BLE001  tried again at the next look
            log_failure(log, "report_unsent", error)
            return False
        return True

    return notify


def _pace(settings: IngestSettings, context: LambdaContext | None) -> Pace:
    if context is None:
        return Pace(per_second=settings.embeddings_per_second)

    def left() -> float:
        return context.get_remaining_time_in_millis() / 1_000

    return Pace(
        per_second=settings.embeddings_per_second,
        left=left,
        margin=max(_MARGIN_SECONDS, _MARGIN_SHARE * left()),
    )


@cache
def _settings_and_clients() -> tuple[IngestSettings, IngestClients]:
    settings = IngestSettings.from_env()
    configure(settings.models.log_level)
    return settings, IngestClients(settings.models.region, THREADS)

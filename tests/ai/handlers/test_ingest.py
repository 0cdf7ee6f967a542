import json
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from ai.errors import KnowledgeError, ModelError, UnfinishedError
from ai.handlers import ingest
from ai.ingest.outcome import Outcome
from ai.metrics import Metrics
from tests.ai.handlers.worlds import event

if TYPE_CHECKING:
    from ai.ingest.reconcile import Reconciler

OUTCOME = Outcome(
    outcome="published", published="abc", documents=2, failed=1, chunks=5, embedded=3, lag=4.5
)


class FakeReconciler:
    def __init__(self, error: Exception | None = None, outcome: Outcome = OUTCOME) -> None:
        self.looks = 0
        self.thorough: list[bool] = []
        self._error = error
        self._outcome = outcome

    def reconcile(self, *, thorough: bool) -> Outcome:
        self.looks += 1
        self.thorough.append(thorough)
        if self._error:
            raise self._error
        return self._outcome


def dispatch(
    event: dict[str, Any],
    reconciler: FakeReconciler,
    around: ingest.Surroundings | None = None,
) -> dict[str, Any]:
    return ingest.dispatch(event, cast("Reconciler", reconciler), around)


@dataclass
class Told:
    """What a run told."""

    runs: int = 0
    lines: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def around(self) -> ingest.Surroundings:
        metrics = Metrics("test", write=lambda line: self.lines.append(json.loads(line)))
        return ingest.Surroundings(go_on=self._go_on, metrics=metrics)

    def _go_on(self) -> None:
        self.runs += 1


def test_a_batch_of_events_is_one_look_at_the_bucket() -> None:
    reconciler = FakeReconciler()
    batch = event("s3-over-sqs")
    assert len(batch["Records"]) > 1
    assert dispatch(batch, reconciler) == {"batchItemFailures": []}
    assert reconciler.looks == 1


def test_s3s_own_test_event_is_ignored() -> None:
    reconciler = FakeReconciler()
    assert dispatch(event("s3-test-event"), reconciler) == {"batchItemFailures": []}
    assert reconciler.looks == 0


def test_a_test_event_among_others_does_not_stop_the_look() -> None:
    reconciler = FakeReconciler()
    records = event("s3-test-event")["Records"] + event("s3-over-sqs")["Records"]
    dispatch({"Records": records}, reconciler)
    assert reconciler.looks == 1


@pytest.mark.parametrize("body", ["", "not json", "[]", "null", '"text"'])
def test_a_message_that_makes_no_sense_is_a_reason_to_look(body: str) -> None:
    reconciler = FakeReconciler()
    dispatch({"Records": [{"messageId": "1", "body": body}]}, reconciler)
    assert reconciler.looks == 1


@pytest.mark.parametrize("error", [ModelError("throttled"), KnowledgeError("x"), OSError("disk")])
def test_a_failed_batch_is_handed_back_whole(error: Exception) -> None:
    batch = event("s3-over-sqs")
    response = dispatch(batch, FakeReconciler(error))
    assert response == {
        "batchItemFailures": [
            {"itemIdentifier": record["messageId"]} for record in batch["Records"]
        ]
    }


def test_a_direct_call_looks_thoroughly_and_tells_what_came_of_it() -> None:
    reconciler = FakeReconciler()
    assert dispatch({}, reconciler) == {
        "outcome": "published",
        "published": "abc",
        "documents": 2,
        "failed": 1,
        "chunks": 5,
        "embedded": 3,
        "lag": 4.5,
        "age": 0.0,
        "held": None,
    }
    dispatch(event("s3-over-sqs"), reconciler)
    assert reconciler.thorough == [True, False]


def test_a_direct_call_that_fails_raises() -> None:
    with pytest.raises(ModelError):
        dispatch({}, FakeReconciler(ModelError("throttled")))


def test_a_build_that_ran_out_of_time_asks_for_another_run() -> None:
    told = Told()
    unfinished = FakeReconciler(UnfinishedError("time", done=300))
    assert dispatch(event("s3-over-sqs"), unfinished, told.around()) == {"batchItemFailures": []}
    assert dispatch({}, unfinished, told.around()) == {"outcome": "unfinished", "done": 300}
    assert told.runs == 2


def test_a_build_that_came_no_further_fails_instead_of_asking_for_ever() -> None:
    told = Told()
    stuck = FakeReconciler(UnfinishedError("time", done=0))
    assert dispatch(event("s3-over-sqs"), stuck, told.around())["batchItemFailures"]
    with pytest.raises(UnfinishedError):
        dispatch({}, stuck, told.around())
    assert told.runs == 0


def test_a_build_is_counted() -> None:
    told = Told()
    dispatch({}, FakeReconciler(), told.around())
    [line] = told.lines
    assert (line["IngestLagSeconds"], line["DocumentsFailed"]) == (4.5, 1)
    assert "GateRefused" not in line


def test_a_refused_build_and_a_failed_run_are_counted() -> None:
    told = Told()
    refused = replace(OUTCOME, outcome="refused", published=None, failed=0, lag=None)
    dispatch({}, FakeReconciler(outcome=refused), told.around())
    dispatch(event("s3-over-sqs"), FakeReconciler(OSError("disk")), told.around())
    assert [{"GateRefused", "IngestFailures"} & set(line) for line in told.lines] == [
        {"GateRefused"},
        {"IngestFailures"},
    ]


def test_a_look_that_finds_nothing_new_tells_only_the_age() -> None:
    told = Told()
    nothing = replace(OUTCOME, outcome="unchanged", published=None, lag=None, age=7_200.0)
    dispatch({}, FakeReconciler(outcome=nothing), told.around())
    [line] = told.lines
    assert line["SnapshotAgeSeconds"] == 7_200
    assert not {
        "IngestLagSeconds",
        "DocumentsFailed",
        "GateRefused",
        "IndexHeldSeconds",
    } & set(line)


def test_each_look_tells_how_long_a_rollback_has_held_publication() -> None:
    told = Told()
    held = replace(OUTCOME, outcome="held", published=None, lag=None, held=259_200.0)
    dispatch({}, FakeReconciler(outcome=held), told.around())
    assert [line["IndexHeldSeconds"] for line in told.lines] == [259_200]

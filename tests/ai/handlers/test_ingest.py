from typing import Any, cast

import pytest

from ai.errors import KnowledgeError, ModelError
from ai.handlers import ingest
from ai.ingest.reconcile import Outcome, Reconciler
from tests.ai.handlers.worlds import event

OUTCOME = Outcome(published="abc", documents=2, failed=1, chunks=5, embedded=3)


class FakeReconciler:
    def __init__(self, error: Exception | None = None) -> None:
        self.looks = 0
        self._error = error

    def reconcile(self) -> Outcome:
        self.looks += 1
        if self._error:
            raise self._error
        return OUTCOME


def dispatch(event: dict[str, Any], reconciler: FakeReconciler) -> dict[str, Any]:
    return ingest.dispatch(event, cast("Reconciler", reconciler))


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


def test_a_direct_call_looks_and_tells_what_came_of_it() -> None:
    assert dispatch({}, FakeReconciler()) == {
        "published": "abc",
        "documents": 2,
        "failed": 1,
        "chunks": 5,
        "embedded": 3,
    }


def test_a_direct_call_that_fails_raises() -> None:
    with pytest.raises(ModelError):
        dispatch({}, FakeReconciler(ModelError("throttled")))

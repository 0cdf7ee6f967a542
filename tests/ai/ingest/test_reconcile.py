from collections.abc import Sequence
from pathlib import Path

import pytest

from ai.errors import ModelError
from tests.ai.fakes.s3 import client_error
from tests.ai.ingest.worlds import World


def test_documents_are_published_and_reported(world: World, tmp_path: Path) -> None:
    world.document("a.md", "환불은 7일입니다.")
    outcome = world.reconcile()
    assert outcome.published
    assert (outcome.documents, outcome.chunks, outcome.embedded, outcome.failed) == (1, 1, 1, 0)
    assert world.published(tmp_path) == ["환불은 7일입니다."]
    report = world.report()
    assert report["snapshot"] == outcome.published
    assert report["gate"] == {"ran": False}
    assert report["documents"][0]["name"] == "a.md"
    assert report["documents"][0]["status"] == "indexed"


def test_looking_again_changes_nothing(world: World) -> None:
    world.document("a.md", "환불은 7일입니다.")
    world.reconcile()
    before = dict(world.s3.buckets["index"])
    outcome = world.reconcile()
    assert outcome.published is None
    assert outcome.documents == 1
    assert world.s3.buckets["index"] == before


def test_an_empty_bucket_publishes_an_empty_snapshot(world: World, tmp_path: Path) -> None:
    world.reconcile()
    assert world.published(tmp_path) == []


def test_a_deleted_document_leaves_the_answers(world: World, tmp_path: Path) -> None:
    world.document("a.md", "환불은 7일입니다.")
    world.reconcile()
    world.s3.buckets["documents"].clear()
    assert world.reconcile().published
    assert world.published(tmp_path) == []
    assert world.report()["documents"] == []


def test_a_bad_file_is_reported_and_told_once(world: World, tmp_path: Path) -> None:
    world.document("a.md", "환불은 7일입니다.")
    world.document("bad.pdf", "not a pdf")
    world.reconcile()
    world.document("b.md", "해지는 콘솔에서 합니다.")
    outcome = world.reconcile()
    [mail] = world.mails
    assert "- bad.pdf: " in mail.text
    assert outcome.failed == 1
    assert len(world.published(tmp_path)) == 2
    failed = next(item for item in world.report()["documents"] if item["status"] == "failed")
    assert (failed["name"], failed["reason"], failed["chunks"]) == ("bad.pdf", "misnamed", 0)


def test_a_failing_model_leaves_the_old_snapshot_answering(world: World, tmp_path: Path) -> None:
    world.document("a.md", "하나.")
    world.reconcile()

    def failing(_texts: Sequence[str]) -> list[list[float]]:
        raise ModelError("throttled")

    world.document("b.md", "둘.")
    with pytest.raises(ModelError):
        world.reconciler(failing).reconcile()
    assert world.published(tmp_path) == ["하나."]
    world.reconcile()
    assert world.published(tmp_path) == ["하나.", "둘."]


@pytest.mark.parametrize("key", ["snapshots/", "current", "report.json"])
def test_a_builder_killed_while_publishing_loses_nothing(
    world: World, tmp_path: Path, key: str
) -> None:
    world.document("a.md", "하나.")
    world.reconcile()
    world.document("b.md", "둘.")

    def kill(put: str) -> None:
        if put.startswith(key):
            raise KeyboardInterrupt

    world.s3.before_put = kill
    with pytest.raises(KeyboardInterrupt):
        world.reconcile()
    assert world.published(tmp_path) in (["하나."], ["하나.", "둘."])
    world.s3.before_put = lambda _: None
    world.reconcile()
    assert world.published(tmp_path) == ["하나.", "둘."]
    pointer = world.store.pointer()
    assert pointer
    assert world.report()["snapshot"] == pointer.snapshot


def test_a_damaged_published_snapshot_is_replaced(world: World, tmp_path: Path) -> None:
    world.document("a.md", "하나.")
    first = world.reconcile().published
    world.s3.put("index", f"snapshots/{first}.sqlite", b"broken")
    world.document("b.md", "둘.")
    world.reconcile()
    assert world.published(tmp_path) == ["하나.", "둘."]


def test_a_refused_listing_is_an_error_and_not_an_empty_bucket(
    world: World, tmp_path: Path
) -> None:
    world.document("a.md", "하나.")
    world.reconcile()

    def refuse(operation: str, _key: str) -> None:
        if operation == "list_objects_v2":
            raise client_error("AccessDenied")

    world.s3.fail = refuse
    with pytest.raises(Exception, match="AccessDenied"):
        world.reconcile()
    world.s3.fail = lambda _operation, _key: None
    assert world.published(tmp_path) == ["하나."]

from pathlib import Path

import pytest
from botocore.exceptions import EndpointConnectionError

from ai.errors import KnowledgeError, PointerMovedError, SnapshotLostError
from ai.index.store import SnapshotStore
from tests.ai.fakes.s3 import FakeS3, client_error


@pytest.fixture
def s3() -> FakeS3:
    return FakeS3({"index": {}})


@pytest.fixture
def store(s3: FakeS3) -> SnapshotStore:
    return SnapshotStore(s3.client, "index")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "candidate.sqlite"
    path.write_bytes(b"a snapshot")
    return path


def test_before_the_first_publication_there_is_no_pointer(store: SnapshotStore) -> None:
    assert store.pointer() is None


def test_what_was_published_is_pointed_at_and_comes_back(
    store: SnapshotStore, file: Path, tmp_path: Path
) -> None:
    pointer = store.move(store.put(file), None)
    assert store.pointer() == pointer
    store.fetch(pointer.snapshot, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"a snapshot"


def test_an_unmoved_pointer_is_the_known_one(store: SnapshotStore) -> None:
    pointer = store.move("a", None)
    assert store.pointer_since(pointer) is pointer
    moved = store.move("b", pointer)
    assert store.pointer_since(pointer) == moved


def test_only_the_first_of_two_may_publish_first(store: SnapshotStore) -> None:
    store.move("a", None)
    with pytest.raises(PointerMovedError):
        store.move("b", None)


def test_only_who_knows_the_latest_pointer_may_move_it(store: SnapshotStore) -> None:
    first = store.move("a", None)
    store.move("b", first)
    with pytest.raises(PointerMovedError):
        store.move("c", first)
    now = store.pointer()
    assert now is not None
    assert now.snapshot == "b"


def test_a_pointer_that_has_gone_is_a_conflict(store: SnapshotStore, s3: FakeS3) -> None:
    first = store.move("a", None)
    s3.buckets["index"].clear()
    with pytest.raises(PointerMovedError):
        store.move("b", first)


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b'{"snapshot": "a"}'])
def test_a_half_written_pointer_is_an_error_and_not_an_empty_index(
    store: SnapshotStore, s3: FakeS3, content: bytes
) -> None:
    s3.put("index", "current", content)
    with pytest.raises(KnowledgeError, match="current"):
        store.pointer()


def test_a_refused_read_is_not_taken_for_a_missing_pointer(
    store: SnapshotStore, s3: FakeS3
) -> None:
    def refuse(_operation: str, _key: str) -> None:
        raise client_error("AccessDenied")

    s3.fail = refuse
    with pytest.raises(KnowledgeError, match="AccessDenied"):
        store.pointer()


def test_an_unreachable_bucket_is_a_knowledge_error(
    store: SnapshotStore, s3: FakeS3, tmp_path: Path
) -> None:
    def unreachable(_operation: str, _key: str) -> None:
        raise EndpointConnectionError(endpoint_url="https://s3")

    s3.fail = unreachable
    with pytest.raises(KnowledgeError):
        store.pointer()
    with pytest.raises(KnowledgeError):
        store.fetch("a", tmp_path / "copy")


def test_a_download_with_another_digest_leaves_no_file(
    store: SnapshotStore, s3: FakeS3, file: Path, tmp_path: Path
) -> None:
    snapshot = store.put(file)
    s3.put("index", f"snapshots/{snapshot}.sqlite", b"half a snap")
    with pytest.raises(KnowledgeError, match="digest"):
        store.fetch(snapshot, tmp_path / "copy")
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_report_is_read_back_and_a_broken_one_is_none(store: SnapshotStore, s3: FakeS3) -> None:
    nothing = store.report()
    assert (nothing.fields, nothing.etag) == ({}, None)
    written = store.write_report({"snapshot": "가"}, nothing)
    assert store.report() == written
    s3.put("index", "report.json", b"{")
    assert store.report().fields == {}
    assert store.report().etag


def test_only_who_knows_the_latest_report_may_replace_it(store: SnapshotStore) -> None:
    nothing = store.report()
    first = store.write_report({"snapshot": "a"}, nothing)
    with pytest.raises(PointerMovedError):
        store.write_report({"snapshot": "b"}, nothing)
    store.write_report({"snapshot": "c"}, first)
    assert store.report().fields == {"snapshot": "c"}


def test_a_missing_snapshot_is_lost_and_a_refused_one_is_not(
    store: SnapshotStore, s3: FakeS3, tmp_path: Path
) -> None:
    with pytest.raises(SnapshotLostError):
        store.fetch("a", tmp_path / "copy")

    def refuse(_operation: str, _key: str) -> None:
        raise client_error("SlowDown")

    s3.fail = refuse
    with pytest.raises(KnowledgeError) as raised:
        store.fetch("a", tmp_path / "copy")
    assert not isinstance(raised.value, SnapshotLostError)


def test_a_held_pointer_says_since_when(store: SnapshotStore) -> None:
    first = store.move("a", None)
    assert first.held is None
    held = store.move("b", first, "2026-01-01T00:00:00.000+00:00")
    assert store.pointer() == held
    assert held.held

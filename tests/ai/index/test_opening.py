"""A version is opened only by those who embed questions as it was embedded."""

from pathlib import Path

import pytest

from ai.index.opening import SnapshotDownloads, UnusableSnapshotError
from ai.index.vector_versions import version_opener
from tests.ai.index.corpora import VectorShelf, contents

REFUSAL = r"embedded by fake, questions are by other; have the ingest function look again"


@pytest.fixture
def shelf(tmp_path: Path) -> VectorShelf:
    """S3 Vectors, and the snapshot files beside it."""
    return VectorShelf(tmp_path)


def test_a_file_that_another_model_embedded_is_refused_by_name(shelf: VectorShelf) -> None:
    snapshot = shelf.publish(contents())
    with pytest.raises(UnusableSnapshotError, match=REFUSAL):
        SnapshotDownloads(shelf.store, "other")(snapshot)
    with SnapshotDownloads(shelf.store, "fake")(snapshot) as opened:
        assert opened.size == 3
    with SnapshotDownloads(shelf.store)(snapshot) as opened:
        assert opened.size == 3


def test_vectors_of_another_model_are_refused_as_their_file_is(shelf: VectorShelf) -> None:
    snapshot = shelf.publish(contents())
    with pytest.raises(UnusableSnapshotError, match=REFUSAL):
        version_opener(shelf.bucket, shelf.manifests, shelf.store, "other")(snapshot)
    assert version_opener(shelf.bucket, shelf.manifests, shelf.store, "fake")(snapshot).size == 3


def test_a_file_that_answers_in_place_of_vectors_is_held_to_the_same(shelf: VectorShelf) -> None:
    snapshot = shelf.publish(contents())
    del shelf.s3.buckets["index"][f"snapshots/{snapshot}.keys"]
    with pytest.raises(UnusableSnapshotError, match=REFUSAL):
        version_opener(shelf.bucket, shelf.manifests, shelf.store, "other")(snapshot)


def test_a_file_that_came_whole_and_is_no_snapshot_is_unusable(
    shelf: VectorShelf, tmp_path: Path
) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"SQLite format 3\0")
    snapshot = shelf.store.put(tmp_path / "other.sqlite")
    with pytest.raises(UnusableSnapshotError):
        SnapshotDownloads(shelf.store)(snapshot)

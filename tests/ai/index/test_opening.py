"""What a version can be asked depends on who embeds the questions."""

from pathlib import Path

import pytest

from ai.index.find import find_passages
from ai.index.knowledge import Query, SearchOptions
from ai.index.opening import (
    QuestionModel,
    SnapshotDownloads,
    UnusableSnapshotError,
    Version,
    for_questions,
)
from ai.index.vector_versions import version_opener
from tests.ai.fakes import models
from tests.ai.index.corpora import VectorShelf, contents

ASKED = "환불은 며칠"
SAME = QuestionModel(name="fake", dimensions=models.DIMENSIONS)
OTHERS = [
    QuestionModel(name="other", dimensions=models.DIMENSIONS),
    QuestionModel(name="fake", dimensions=1_024),
]


@pytest.fixture
def shelf(tmp_path: Path) -> VectorShelf:
    """S3 Vectors, and the snapshot files beside it."""
    return VectorShelf(tmp_path)


def versions(shelf: VectorShelf) -> list[Version]:
    """The same version as a file, in S3 Vectors, and as the file that stands in for vectors."""
    snapshot = shelf.publish(contents())
    opener = version_opener(shelf.bucket, shelf.manifests, shelf.store)
    found: list[Version] = [SnapshotDownloads(shelf.store)(snapshot), opener(snapshot)]
    del shelf.s3.buckets["index"][f"snapshots/{snapshot}.keys"]
    return [*found, opener(snapshot)]


def unasked(_text: str) -> list[float]:
    raise AssertionError("a question was embedded")


def test_a_version_of_the_same_model_is_searched_with_vectors(shelf: VectorShelf) -> None:
    for version in versions(shelf):
        index = for_questions(version, SAME)
        assert index is version
        assert not index.by_words


@pytest.mark.parametrize("model", OTHERS)
def test_a_version_of_another_model_answers_by_its_words(
    shelf: VectorShelf, model: QuestionModel, caplog: pytest.LogCaptureFixture
) -> None:
    for version in versions(shelf):
        index = for_questions(version, model)
        assert (index.by_words, index.size) == (True, version.size)
        assert (index.snapshot, index.vocabulary) == (version.snapshot, version.vocabulary)
        found = find_passages(index, ASKED, unasked, SearchOptions())
        assert found[0].chunk.document == "refund.md"
        assert {passage.dense for passage in found} == {None}
        assert all(passage.lexical > 0 for passage in found)
    events = [vars(record) for record in caplog.records if "was embedded by fake" in record.message]
    assert [event["event"] for event in events] == ["searched_by_words"] * 3


def test_a_vector_that_comes_too_late_for_a_version_of_another_model_is_left_out(
    shelf: VectorShelf,
) -> None:
    for version in versions(shelf):
        with_vector = Query(text="환불", vector=[0.5] * 7, limit=3, dense_weight=0.7)
        found = for_questions(version, OTHERS[0]).search(with_vector)
        assert found[0].chunk.document == "refund.md"
        assert found[0].dense is None


def test_a_file_that_came_whole_and_is_no_snapshot_is_unusable(
    shelf: VectorShelf, tmp_path: Path
) -> None:
    (tmp_path / "other.sqlite").write_bytes(b"SQLite format 3\0")
    snapshot = shelf.store.put(tmp_path / "other.sqlite")
    with pytest.raises(UnusableSnapshotError):
        SnapshotDownloads(shelf.store)(snapshot)

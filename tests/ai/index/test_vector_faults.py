"""Builds that are killed, outrun, refused or answered late: what callers have then."""

from dataclasses import replace
from pathlib import Path

import pytest
from botocore.exceptions import ReadTimeoutError

from ai.errors import KnowledgeError, PointerMovedError
from ai.index.knowledge import Filters
from ai.index.vector_publisher import SEARCHABLE_SECONDS
from local.vectors.service import VectorsService
from local.vectors.wire import VectorsError
from tests.ai.fakes.vectors import Call, FakeVectors, Killed, killer
from tests.ai.index.corpora import FILES, File, VectorShelf, contents, query
from tests.ai.index.shelves import CHANGED, MORE, current, texts


@pytest.fixture
def shelf(tmp_path: Path) -> VectorShelf:
    return VectorShelf(tmp_path)


@pytest.mark.parametrize(
    "stage", ["CreateIndex", "UpdateIndexMode", "UpdateMetadataConfiguration", "PutVectors",
              "GetVectors", "QueryVectors"]
)  # fmt: skip
def test_a_first_build_killed_anywhere_leaves_nothing_and_is_taken_up_again(
    tmp_path: Path, stage: str
) -> None:
    service = VectorsService(default_mode="CLASSIC", looks=1)
    shelf = VectorShelf(tmp_path, FakeVectors(service=service))
    shelf.vectors.fail = killer(stage)
    with pytest.raises(Killed):
        shelf.publish(contents())
    assert shelf.store.pointer() is None
    shelf.vectors.fail = lambda _call: None
    shelf.publish(contents())
    assert texts(current(shelf)) == {chunk.text for chunk in contents().chunks}


@pytest.mark.parametrize("stage", ["GetIndex", "PutVectors", "GetVectors", "QueryVectors"])
def test_a_later_build_killed_anywhere_leaves_callers_with_the_old_version(
    shelf: VectorShelf, stage: str
) -> None:
    shelf.publish(contents())
    before = texts(current(shelf))
    shelf.vectors.fail = killer(stage)
    with pytest.raises(Killed):
        shelf.publish(contents(MORE))
    shelf.vectors.fail = lambda _call: None
    assert texts(current(shelf)) == before
    shelf.publish(contents(CHANGED))  # and not what the dead one had wanted to say
    assert texts(current(shelf)) == {chunk.text for chunk in contents(CHANGED).chunks}


def test_a_build_killed_between_two_batches_leaves_callers_with_the_old_version(
    shelf: VectorShelf,
) -> None:
    shelf.publish(contents())
    before = texts(current(shelf))
    many = (*FILES, *(File(f"{n}.md", (("요금", f"요금 {n}원"),)) for n in range(600)))
    shelf.vectors.fail = killer("PutVectors", after=1)
    with pytest.raises(Killed):
        shelf.publish(contents(many))
    shelf.vectors.fail = lambda _call: None
    assert len(shelf.vectors.keys()) == 503
    assert texts(current(shelf)) == before
    shelf.publish(contents(many))
    assert current(shelf).size == 603
    assert len(shelf.vectors.keys()) == 603


def test_a_build_killed_after_writing_all_leaves_callers_with_the_old_version(
    shelf: VectorShelf,
) -> None:
    shelf.publish(contents())
    before = texts(current(shelf))
    made = contents(MORE)
    shelf.publisher.prepare(shelf.write(made), made, shelf.store.pointer())  # no move comes
    assert texts(current(shelf)) == before
    shelf.publish(contents(CHANGED))
    assert texts(current(shelf)) == {chunk.text for chunk in contents(CHANGED).chunks}


def test_of_two_builders_one_wins_whole(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    pointer = shelf.store.pointer()
    one, other = contents(MORE), contents(CHANGED)
    path_one, path_other = shelf.write(one, "one"), shelf.write(other, "other")
    other_publisher = shelf.make_publisher()
    name_one = shelf.publisher.prepare(path_one, one, pointer)
    name_other = other_publisher.prepare(path_other, other, pointer)
    shelf.store.put(path_other)
    shelf.store.move(name_other, pointer)
    shelf.store.put(path_one)
    with pytest.raises(PointerMovedError):
        shelf.store.move(name_one, pointer)
    assert texts(current(shelf)) == {chunk.text for chunk in other.chunks}
    shelf.publish(one)
    assert texts(current(shelf)) == {chunk.text for chunk in one.chunks}


def test_two_builders_at_the_first_build_make_one_index(shelf: VectorShelf) -> None:
    """The other one creates it, and its text search, in the moment between look and deed."""
    made = contents()
    busy = [True]

    def meanwhile(call: Call) -> None:
        if busy[0] and call.operation in {"CreateIndex", "UpdateMetadataConfiguration"}:
            busy[0] = False
            shelf.make_publisher().prepare(shelf.write(made, "other"), made, None)
            busy[0] = call.operation == "CreateIndex"

    shelf.vectors.fail = meanwhile
    snapshot = shelf.publisher.prepare(shelf.write(made), made, None)
    assert len(shelf.vectors.service.buckets["knowledge-vectors"].indexes) == 1
    assert shelf.open(snapshot).size == 3


def test_vectors_that_went_missing_are_written_again(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    [index] = shelf.vectors.service.buckets["knowledge-vectors"].indexes.values()
    index.vectors.clear()
    shelf.publish(contents(MORE))
    assert texts(current(shelf)) == {chunk.text for chunk in contents(MORE).chunks}


def test_an_index_that_was_deleted_is_made_again(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    shelf.vectors.service.buckets["knowledge-vectors"].indexes.clear()
    with pytest.raises(KnowledgeError, match="NotFound"):
        current(shelf).search(query("환불"))
    shelf.publish(contents(MORE))
    assert texts(current(shelf)) == {chunk.text for chunk in contents(MORE).chunks}


def test_vectors_that_are_not_there_after_writing_stop_the_build(shelf: VectorShelf) -> None:
    def lose(call: Call) -> None:
        if call.operation == "GetVectors":
            for index in shelf.vectors.service.buckets["knowledge-vectors"].indexes.values():
                index.vectors.clear()

    shelf.vectors.fail = lose
    with pytest.raises(KnowledgeError, match="3 of 3 vectors"):
        shelf.publish(contents())
    assert shelf.store.pointer() is None


def test_a_search_that_lags_behind_is_waited_for(shelf: VectorShelf) -> None:
    lag = [4]

    def lagging(call: Call) -> None:
        if call.operation == "QueryVectors" and lag[0]:
            lag[0] -= 1
            call.body["filter"] = {"id": "not yet"}

    shelf.vectors.rewrite = lagging
    shelf.publish(contents())
    assert len(shelf.slept) == 4


def test_a_search_that_never_finds_what_was_written_stops_the_build(shelf: VectorShelf) -> None:
    def never(call: Call) -> None:
        if call.operation == "QueryVectors" and "queryTexts" in call.body:
            call.body["filter"] = {"id": "never"}

    shelf.vectors.rewrite = never
    with pytest.raises(KnowledgeError, match="was not found within"):
        shelf.publish(contents())
    assert sum(shelf.slept) >= SEARCHABLE_SECONDS
    assert shelf.store.pointer() is None


@pytest.mark.parametrize(
    "error",
    [
        VectorsError("TooManyRequestsException", "slow down"),
        VectorsError("ServiceUnavailableException", "busy"),
        VectorsError("InternalServerException", "oops"),
        VectorsError("AccessDeniedException", "no"),
        VectorsError("ServiceQuotaExceededException", "full"),
        ReadTimeoutError(endpoint_url="https://s3vectors"),
    ],
)
def test_whatever_fails_is_an_error_of_the_knowledge(shelf: VectorShelf, error: Exception) -> None:
    shelf.publish(contents())
    before = texts(current(shelf))

    def fail(call: Call) -> None:
        if call.operation == "PutVectors":
            raise error

    shelf.vectors.fail = fail
    with pytest.raises(KnowledgeError, match="writing 1 vectors"):
        shelf.publish(contents(MORE))
    assert texts(current(shelf)) == before


def test_a_throttled_batch_is_sent_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def at_once(_seconds: float) -> None:
        return

    monkeypatch.setattr("time.sleep", at_once)
    shelf = VectorShelf(tmp_path, FakeVectors(attempts=3))
    refusals = [2]

    def throttle(call: Call) -> None:
        if call.operation == "PutVectors" and refusals[0]:
            refusals[0] -= 1
            raise VectorsError("TooManyRequestsException", "slow down")

    shelf.vectors.fail = throttle
    shelf.publish(contents())
    assert shelf.vectors.names().count("PutVectors") == 3
    assert current(shelf).size == 3


def test_a_zero_vector_is_kept_and_has_no_meaning(shelf: VectorShelf) -> None:
    made = contents()
    vectors = made.vectors.copy()
    vectors[0] = 0
    shelf.publish(replace(made, vectors=vectors))
    found = current(shelf).search(query("해지 환불 가용률", limit=9))
    dense = {one.chunk.id: one.dense for one in found}
    assert dense[made.chunks[0].id] == 0.0
    by_words = current(shelf).search(
        query(made.chunks[0].text, limit=1, dense_weight=0, filters=Filters())
    )
    assert by_words[0].chunk == made.chunks[0]


def test_an_odd_text_that_no_search_finds_does_not_stop_the_build(shelf: VectorShelf) -> None:
    """As when the service's analyzer leaves nothing of it."""

    def odd(call: Call) -> None:
        if "요금" in str(call.body.get("queryTexts")):
            call.body["filter"] = {"id": "never"}

    shelf.vectors.rewrite = odd
    shelf.publish(contents(MORE))
    assert current(shelf).size == 4

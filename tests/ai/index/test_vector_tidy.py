from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from ai.errors import KnowledgeError
from ai.index.store import Pointer, snapshot_key
from ai.index.vector_index import Waiting
from ai.index.vector_manifest import Manifest
from ai.index.vector_tidy import tidy
from local.vectors.wire import VectorsError
from tests.ai.fakes.vectors import BUCKET, Call, Killed, killer
from tests.ai.index.corpora import FILES, File, VectorShelf, contents, query

CHANGED = (File("refund.md", (("환불", "환불은 14일 안에 처리됩니다."),)), FILES[1])
LAST = (FILES[1],)


@pytest.fixture
def shelf(tmp_path: Path) -> VectorShelf:
    return VectorShelf(tmp_path)


def drop(shelf: VectorShelf, snapshot: str) -> None:
    """As the reconciler prunes an old snapshot: the file only."""
    del shelf.s3.buckets["index"][snapshot_key(snapshot)]


def pointer(shelf: VectorShelf) -> Pointer:
    found = shelf.store.pointer()
    assert found
    return found


def sweep(shelf: VectorShelf, *kept: str) -> None:
    tidy(shelf.bucket, shelf.store, shelf.manifests, kept, Waiting())


def manifest(shelf: VectorShelf, snapshot: str) -> Manifest:
    return shelf.manifests.get(snapshot)


def test_what_a_deleted_snapshot_alone_needed_goes_and_nothing_else(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    second = shelf.publish(contents(CHANGED))
    gone = set(manifest(shelf, first)) - set(manifest(shelf, second))
    drop(shelf, first)
    shelf.publisher.tidy([second])
    assert gone
    assert shelf.vectors.keys() == set(manifest(shelf, second))
    assert shelf.manifests.snapshots()[1] == {second}
    assert shelf.open(second).search(query("환불"))


def test_a_snapshot_whose_file_is_there_can_still_be_gone_back_to(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    shelf.publish(contents(CHANGED))
    shelf.publish(contents(LAST))
    shelf.publisher.tidy([])  # whatever the list says, files that are there can be rolled back to
    shelf.store.move(first, pointer(shelf))
    texts = {one.chunk.text for one in shelf.open(first).search(query("환불 해지", limit=9))}
    assert texts == {chunk.text for chunk in contents().chunks}


def test_a_build_under_way_loses_nothing(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    made = contents(CHANGED)
    path = shelf.write(made)
    before = pointer(shelf)
    snapshot = shelf.publisher.prepare(path, made, before)
    shelf.make_publisher().tidy([before.snapshot])
    shelf.store.put(path)
    shelf.store.move(snapshot, before)
    found = shelf.open(snapshot).search(query("환불", limit=9))
    assert {one.chunk.text for one in found} == {chunk.text for chunk in made.chunks}


def test_a_build_that_publishes_while_it_is_tidied_loses_nothing(shelf: VectorShelf) -> None:
    """It moves the pointer between the listing of keys and the look at the pointer."""
    first = shelf.publish(contents())
    made = contents(CHANGED)
    path = shelf.write(made)
    before = pointer(shelf)
    snapshot = shelf.publisher.prepare(path, made, before)
    moved: list[str] = []

    def publish_now(operation: str, key: str) -> None:
        if (operation, key) == ("get_object", "current") and not moved:
            moved.append(snapshot)
            shelf.store.put(path)
            shelf.store.move(snapshot, before)
            drop(shelf, first)

    shelf.s3.fail = publish_now
    shelf.make_publisher().tidy([])
    shelf.s3.fail = lambda _operation, _key: None
    assert pointer(shelf).snapshot == snapshot
    assert shelf.publisher.holds(snapshot)
    found = shelf.open(snapshot).search(query("환불", limit=9))
    assert {one.chunk.text for one in found} == {chunk.text for chunk in made.chunks}


def test_a_text_that_comes_back_while_it_is_tidied_away_is_not_lost(shelf: VectorShelf) -> None:
    """The old vectors go at the very moment when a build has written the same text again."""
    first = shelf.publish(contents())
    shelf.publish(contents(LAST))
    drop(shelf, first)
    made = contents()
    before = pointer(shelf)
    path = shelf.write(made)
    names: list[str] = []

    def build_first(call: Call) -> None:
        if call.operation == "DeleteVectors" and not names:
            names.append("")
            names[0] = shelf.make_publisher().prepare(path, made, before)

    shelf.vectors.fail = build_first
    shelf.publisher.tidy([before.snapshot])
    shelf.vectors.fail = lambda _call: None
    shelf.store.put(path)
    shelf.store.move(names[0], before)
    found = shelf.open(names[0]).search(query("환불 해지", limit=9))
    assert {one.chunk.text for one in found} == {chunk.text for chunk in made.chunks}


def test_what_dead_and_losing_builds_left_goes_once_the_pointer_has_moved(
    shelf: VectorShelf,
) -> None:
    shelf.publish(contents())
    made = contents(CHANGED)
    shelf.publisher.prepare(shelf.write(made), made, pointer(shelf))  # and it dies
    shelf.publisher.tidy([pointer(shelf).snapshot])
    assert len(shelf.vectors.keys()) == 4
    shelf.vectors.fail = killer("PutVectors")
    with pytest.raises(Killed):
        shelf.publish(contents((*CHANGED, File("x.md", (("가", "나"),)))))
    shelf.vectors.fail = lambda _call: None
    last = shelf.publish(contents(LAST))
    shelf.publisher.tidy([last])
    assert "환불은 14일 안에 처리됩니다." not in str(
        [index.vectors for index in shelf.vectors.service.buckets[BUCKET].indexes.values()]
    )
    assert len(shelf.manifests.snapshots()[1]) == 2  # of the two that can be gone back to


def test_nothing_goes_before_anything_was_published(shelf: VectorShelf) -> None:
    made = contents()
    shelf.publisher.prepare(shelf.write(made), made, None)
    shelf.publisher.tidy([])
    assert len(shelf.vectors.keys()) == 3


def test_nothing_goes_when_a_manifest_can_not_be_read(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    second = shelf.publish(contents(CHANGED))
    drop(shelf, first)
    key = f"snapshots/{second}.keys"
    shelf.s3.put("index", key, shelf.s3.buckets["index"][key][:-1])
    before = shelf.vectors.keys()
    with pytest.raises(KnowledgeError, match=r"\.keys can not be read"):
        sweep(shelf, second)
    assert shelf.vectors.keys() == before


def test_keys_that_somebody_else_wrote_stay(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    [index] = shelf.vectors.service.buckets[BUCKET].indexes.values()
    index.vectors["mine"] = next(iter(index.vectors.values()))
    last = shelf.publish(contents(LAST))
    shelf.publisher.tidy([last])
    assert shelf.vectors.keys() - set(manifest(shelf, last)) >= {"mine"}


def test_the_index_of_an_old_model_goes_with_the_last_snapshot_that_needs_it(
    shelf: VectorShelf,
) -> None:
    first = shelf.publish(contents())
    made = contents()
    other = replace(
        made,
        origin=replace(made.origin, embedding_model="other", dimensions=3),
        vectors=np.eye(3, dtype=np.float32),
    )
    second = shelf.publish(other)
    shelf.publisher.tidy([first, second])
    indexes = shelf.vectors.service.buckets[BUCKET].indexes
    assert len(indexes) == 2
    drop(shelf, first)
    shelf.publisher.tidy([second])
    assert [len(index.vectors) for index in indexes.values()] in ([0, 3], [3, 0])
    for index in indexes.values():
        index.created -= timedelta(days=2)
    third = shelf.publish(replace(other, glossary_version="2"))
    drop(shelf, second)
    shelf.publisher.tidy([third])
    assert [len(index.vectors) for index in indexes.values()] == [3]


def test_what_a_build_had_written_when_it_died_goes_too(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    many = [File(f"{n}.md", (("요금", f"요금 {n}원"),)) for n in range(600)]
    shelf.vectors.fail = killer("PutVectors", after=1)
    with pytest.raises(Killed):
        shelf.publish(contents(many))
    shelf.vectors.fail = lambda _call: None
    assert len(shelf.vectors.keys()) == 503
    last = shelf.publish(contents(LAST))
    shelf.publisher.tidy([last])
    assert len(shelf.vectors.keys()) == 3


def test_tidying_lists_no_vectors_and_deletes_in_batches(shelf: VectorShelf) -> None:
    many = [File(f"{n}.md", (("요금", f"요금 {n}원"),)) for n in range(1_100)]
    first = shelf.publish(contents(many))
    last = shelf.publish(contents(LAST))
    drop(shelf, first)
    shelf.vectors.calls.clear()
    shelf.publisher.tidy([last])
    assert len(shelf.vectors.keys()) == 1
    assert shelf.vectors.names() == ["DeleteVectors"] * 3 + ["ListIndexes"]


def test_a_refused_deletion_is_told_and_can_be_repeated(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    last = shelf.publish(contents(LAST))
    drop(shelf, first)

    def refuse(call: Call) -> None:
        if call.operation == "DeleteVectors":
            raise VectorsError("TooManyRequestsException", "slow down")

    shelf.vectors.fail = refuse
    with pytest.raises(KnowledgeError, match="deleting 2 vectors"):
        sweep(shelf, last)
    shelf.publisher.tidy([last])  # what was published is no failure because of it
    shelf.vectors.fail = lambda _call: None
    shelf.publisher.tidy([last])
    assert shelf.vectors.keys() == set(manifest(shelf, last))

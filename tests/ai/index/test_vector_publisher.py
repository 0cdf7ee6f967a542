"""Versions in S3 Vectors: prepared, shown, taken back."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.ai.index.corpora import FILES, VectorShelf, contents
from tests.ai.index.shelves import CHANGED, MORE, current, texts, written


@pytest.fixture
def shelf(tmp_path: Path) -> VectorShelf:
    return VectorShelf(tmp_path)


def test_callers_notice_nothing_before_the_pointer_moves(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    before = texts(current(shelf))
    made = contents(MORE)
    shelf.publisher.prepare(shelf.write(made), made, shelf.store.pointer())
    assert texts(current(shelf)) == before


def test_the_gate_asks_the_candidate_before_callers_do(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    made = contents(MORE)
    path = shelf.write(made)
    snapshot = shelf.publisher.prepare(path, made, shelf.store.pointer())
    with shelf.publisher.open(snapshot, path) as index:
        assert index.snapshot == snapshot
        assert any("3만 원" in text for text in texts(index))


def test_only_what_is_new_is_written(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    shelf.vectors.calls.clear()
    shelf.publish(contents(MORE))
    assert written(shelf.vectors) == 1


def test_nothing_is_written_when_a_document_only_goes(shelf: VectorShelf) -> None:
    shelf.publish(contents())
    shelf.vectors.calls.clear()
    shelf.publish(contents(FILES[1:]))
    assert written(shelf.vectors) == 0
    assert texts(current(shelf)) == {"FitCloud 월간 가용률은 99.9%입니다."}


def test_the_same_candidate_prepared_twice_is_one(shelf: VectorShelf) -> None:
    made = contents()
    first = shelf.publisher.prepare(shelf.write(made), made, None)
    keys = shelf.vectors.keys()
    second = shelf.make_publisher().prepare(shelf.write(made), made, None)
    assert first == second
    assert shelf.vectors.keys() == keys


def test_the_name_is_the_digest_of_the_file_that_is_stored(shelf: VectorShelf) -> None:
    made = contents()
    path = shelf.write(made)
    assert shelf.publisher.prepare(path, made, None) == shelf.store.put(path)


def test_going_back_works_at_once(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    shelf.publish(contents(CHANGED))
    shelf.store.move(first, shelf.store.pointer())
    assert texts(current(shelf)) == texts(shelf.open(first))
    assert "환불은 7일 안에 처리됩니다." in texts(current(shelf))


def test_a_build_after_going_back_shows_nothing_of_what_was_left(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    shelf.publish(contents(CHANGED))
    shelf.store.move(first, shelf.store.pointer())
    shelf.publish(contents(MORE))
    assert texts(current(shelf)) == {chunk.text for chunk in contents(MORE).chunks}


def test_the_same_texts_after_a_detour_are_another_version(shelf: VectorShelf) -> None:
    """Or tidying up after the first could take the vectors of the second."""
    first = shelf.publish(contents())
    shelf.publish(contents(CHANGED))
    again = shelf.publish(contents())
    assert again != first
    assert texts(shelf.open(again)) == texts(shelf.open(first))


def test_whether_a_version_can_be_searched_is_told(shelf: VectorShelf) -> None:
    snapshot = shelf.publish(contents())
    assert shelf.publisher.holds(snapshot)
    assert not shelf.publisher.holds("0" * 64)
    shelf.vectors.service.buckets["knowledge-vectors"].indexes.clear()
    assert not shelf.publisher.holds(snapshot)


def test_another_model_gets_an_index_of_its_own(shelf: VectorShelf) -> None:
    first = shelf.publish(contents())
    made = contents()
    other = replace(
        made,
        origin=replace(made.origin, embedding_model="other", dimensions=3),
        vectors=np.eye(3, dtype=np.float32),
    )
    shelf.publish(other)
    assert len(shelf.vectors.service.buckets["knowledge-vectors"].indexes) == 2
    assert texts(shelf.open(first))


def test_a_version_from_before_s3_vectors_answers_from_its_file(shelf: VectorShelf) -> None:
    path = shelf.write(contents())
    snapshot = shelf.store.put(path)
    with shelf.publisher.open(snapshot, path) as index:
        assert index.size == 3
        assert texts(index)

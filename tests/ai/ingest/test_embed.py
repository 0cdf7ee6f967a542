import threading
import time
from collections.abc import Sequence

import numpy as np
import pytest

from ai.errors import ModelError
from ai.ingest.embed import BATCH, THREADS, VectorCache
from ai.model import Chunk


def chunks(count: int) -> list[Chunk]:
    return [
        Chunk(id=str(number), document="a", title="t", heading_path=(), page=None, text=str(number))
        for number in range(count)
    ]


class Model:
    def __init__(self) -> None:
        self.seen: list[str] = []
        self.most_at_once = 0
        self._running = 0
        self._lock = threading.Lock()

    def __call__(self, texts: Sequence[str]) -> list[list[float]]:
        with self._lock:
            self._running += 1
            self.most_at_once = max(self.most_at_once, self._running)
            self.seen += texts
        time.sleep(0.002)
        with self._lock:
            self._running -= 1
        return [[float(text.split()[-1]), 1.0] for text in texts]


def test_each_chunk_gets_its_own_vector_whatever_finishes_first() -> None:
    cache, many = VectorCache(2), chunks(BATCH * 3 + 5)
    assert cache.embed(many, Model()) == len(many)
    rows = cache.rows(many)
    assert [round(row[0] / row[1]) for row in rows.tolist()] == list(range(len(many)))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)


def test_no_more_calls_run_at_once_than_allowed() -> None:
    model = Model()
    VectorCache(2).embed(chunks(BATCH * 12), model)
    assert 1 <= model.most_at_once <= THREADS


def test_what_is_known_is_not_embedded_again() -> None:
    cache, model, some = VectorCache(2), Model(), chunks(3)
    cache.learn(some[:2], np.array([[1, 0], [0, 1]], dtype=np.float32))
    assert cache.embed(some, model) == 1
    assert len(model.seen) == 1
    assert cache.rows(some)[0].tolist() == [1, 0]


def test_after_a_failure_only_the_rest_is_embedded() -> None:
    cache, model, many = VectorCache(2), Model(), chunks(BATCH * 8)

    def failing(texts: Sequence[str]) -> list[list[float]]:
        if len(model.seen) >= BATCH * 4:
            raise ModelError("throttled")
        return model(texts)

    with pytest.raises(ModelError):
        cache.embed(many, failing)
    before = len(model.seen)
    assert before >= BATCH * 4
    cache.embed(many, model)
    assert sorted(model.seen) == sorted(set(model.seen))


@pytest.mark.parametrize(
    "vectors", [[[1.0]], [[1.0, 2.0, 3.0]], [], [[float("nan"), 1.0]], [[float("inf"), 1.0]]]
)
def test_vectors_of_the_wrong_shape_are_refused(vectors: list[list[float]]) -> None:
    with pytest.raises(ModelError, match="shape"):
        VectorCache(2).embed(chunks(1), lambda _: vectors)


def test_progress_is_told_after_each_batch() -> None:
    told: list[tuple[int, int]] = []
    VectorCache(2).embed(chunks(BATCH + 1), Model(), lambda done, of: told.append((done, of)))
    assert told == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]


def test_no_chunks_make_an_empty_matrix() -> None:
    assert VectorCache(3).rows([]).shape == (0, 3)

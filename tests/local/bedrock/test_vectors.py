import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from local.bedrock.vectors import (
    MODEL_DIMENSIONS,
    SentenceVectors,
    VectorCache,
    key_of,
    load_embedded_model,
    resized,
)
from tests.local.bedrock.models import BagOfPairs, steps


def never_loaded() -> Any:
    raise AssertionError("the model was loaded")


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    encoder, cache = BagOfPairs(), VectorCache(tmp_path / "own.sqlite")
    vectors = SentenceVectors(cache, lambda: encoder)
    first = vectors.embed("청구서", passage=True)
    again = vectors.embed("청구서", passage=True)
    cache.close()
    assert encoder.encoded == ["청구서"]
    assert np.array_equal(first, again), "the first answer and the next must be the same"


def test_a_question_and_a_passage_of_the_same_words_are_two_texts(tmp_path: Path) -> None:
    assert key_of("청구서", passage=True) != key_of("청구서", passage=False)
    encoder, cache = BagOfPairs(), VectorCache(tmp_path / "own.sqlite")
    vectors = SentenceVectors(cache, lambda: encoder)
    vectors.embed("청구서", passage=True)
    vectors.embed("청구서", passage=False)
    cache.close()
    assert encoder.encoded == ["청구서", "청구서"]


def test_what_is_cached_never_loads_the_model(tmp_path: Path) -> None:
    file = tmp_path / "own.sqlite"
    before = VectorCache(file)
    before.put(key_of("청구서", passage=False), steps(""))
    before.close()
    cache = VectorCache(file)
    found = SentenceVectors(cache, never_loaded).embed("청구서", passage=False)
    cache.close()
    assert found.shape == (MODEL_DIMENSIONS,)
    assert found.dtype == np.float32
    assert float(found @ steps("")) == pytest.approx(1.0, abs=1e-3)


def test_a_vector_that_is_put_twice_stays_as_it_was(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "own.sqlite")
    cache.put(b"key", steps(""))
    cache.put(b"key", -steps(""))
    found = cache.get(b"key")
    cache.close()
    assert found is not None
    assert found[-1] > 0


@pytest.mark.parametrize("folder", ["samples", "a folder? 100%", "한글#"])
def test_a_shipped_file_is_used_and_never_written(tmp_path: Path, folder: str) -> None:
    shipped = tmp_path / folder / "vectors.sqlite"
    maker = VectorCache(shipped)
    maker.put(key_of("환불", passage=True), steps(""))
    maker.close()
    shipped.chmod(stat.S_IRUSR)
    before = shipped.read_bytes()
    cache = VectorCache(tmp_path / "own.sqlite", [shipped])
    vectors = SentenceVectors(cache, BagOfPairs)
    assert float(vectors.embed("환불", passage=True) @ steps("")) == pytest.approx(1, abs=1e-3)
    vectors.embed("새 문장", passage=True)
    cache.close()
    assert shipped.read_bytes() == before
    assert [file.name for file in shipped.parent.iterdir()] == ["vectors.sqlite"]


def test_a_shipped_file_that_is_not_there_is_passed_over(tmp_path: Path) -> None:
    cache = VectorCache(tmp_path / "deep" / "own.sqlite", [tmp_path / "missing.sqlite"])
    assert cache.get(b"key") is None
    cache.close()
    assert not (tmp_path / "missing.sqlite").exists()


def test_many_threads_share_one_cache_and_load_one_model(tmp_path: Path) -> None:
    loaded: list[BagOfPairs] = []

    def load() -> BagOfPairs:
        loaded.append(BagOfPairs())
        return loaded[-1]

    cache = VectorCache(tmp_path / "own.sqlite")
    vectors = SentenceVectors(cache, load)
    texts = [f"문장 {number % 10}" for number in range(200)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        asked = [pool.submit(vectors.embed, text, passage=True) for text in texts]
        found = [each.result() for each in asked]
    cache.close()
    assert len(loaded) == 1
    for text, vector in zip(texts, found, strict=True):
        expected = BagOfPairs().passage([text])[0]
        assert float(vector @ expected) == pytest.approx(1.0, abs=1e-3)


@pytest.mark.parametrize("dimensions", [384, 512, 1024])
def test_more_dimensions_leave_the_cosine_as_it_is(dimensions: int) -> None:
    left, right = BagOfPairs().query(["환불은 며칠 걸려요", "환불 기간"])
    wide = resized(left, dimensions) @ resized(right, dimensions)
    assert resized(left, dimensions).shape == (dimensions,)
    assert float(wide) == pytest.approx(float(left @ right))


@pytest.mark.parametrize("seed", range(5))
def test_fewer_dimensions_are_of_unit_length_again(seed: int) -> None:
    whole = np.random.default_rng(seed).normal(size=MODEL_DIMENSIONS).astype(np.float32)
    cut = resized(whole, 256)
    assert cut.shape == (256,)
    assert float(np.linalg.norm(cut)) == pytest.approx(1.0, abs=1e-5)
    assert float(cut @ whole[:256]) > 0


def test_a_vector_of_which_only_the_tail_is_set_becomes_zeros_when_cut() -> None:
    tail = np.zeros(MODEL_DIMENSIONS, dtype=np.float32)
    tail[-1] = 1
    assert not resized(tail, 256).any()


def test_the_embedded_model_tells_what_is_meant() -> None:
    model = load_embedded_model()
    question = model.query(["환불은 며칠 걸려요"])[0]
    near, far = model.passage(["환불은 3영업일 안에 처리됩니다.", "교육은 서울에서 열립니다."])
    assert question.shape == (MODEL_DIMENSIONS,)
    assert float(np.linalg.norm(question)) == pytest.approx(1.0, abs=1e-3)
    assert float(question @ near) > float(question @ far) + 0.02

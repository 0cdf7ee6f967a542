import math

import numpy as np
import pytest

from local.vectors.ranking import bm25, distances, fused


def test_cosine_distance_is_one_less_the_cosine() -> None:
    rows = np.array([[2, 0], [0, 3], [-1, 0], [1, 1]], dtype=np.float32)
    found = distances(rows, np.array([5, 0], dtype=np.float32), "cosine")
    assert found.tolist() == pytest.approx([0, 1, 2, 1 - 1 / math.sqrt(2)])


def test_euclidean_distance_is_the_length_between() -> None:
    rows = np.array([[3, 4], [0, 0]], dtype=np.float32)
    found = distances(rows, np.array([0, 0], dtype=np.float32), "euclidean")
    assert found.tolist() == pytest.approx([5, 0])


def test_bm25_is_the_formula() -> None:
    """One text of two words holds the asked one once, of two texts with three words in all."""
    found = bm25({"a": "sea wind", "b": "sky"}, "sea")
    rarity = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    expected = rarity * 2.2 / (1 + 1.2 * (1 - 0.75 + 0.75 * 2 / 1.5))
    assert found == {"a": pytest.approx(expected)}


def test_a_rarer_word_and_a_shorter_text_weigh_more() -> None:
    texts = {"a": "환불 규정", "b": "환불 규정 및 그 밖의 안내 사항", "c": "해지 규정"}
    found = bm25(texts, "환불 규정")
    assert found["a"] > found["b"] > found["c"]


def test_no_texts_have_no_scores() -> None:
    assert bm25({}, "환불") == {}


def test_ranks_are_fused_by_their_reciprocals() -> None:
    found = fused([["a", "b"], ["b", "c"]])
    assert found == pytest.approx({"a": 1 / 61, "b": 1 / 62 + 1 / 61, "c": 1 / 62})

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index.ranking import K1, best, fuse, length_norms, rarity, saturated, unit_rows

ONCE = np.ones(2, dtype=np.uint16)
SCORES = st.lists(st.floats(-10, 10, width=32), min_size=1, max_size=20)


def test_a_rare_term_weighs_more_than_a_common_one() -> None:
    assert rarity(1, 10) > rarity(5, 10) > rarity(10, 10) > 0


def test_a_term_in_a_short_text_weighs_more_than_in_a_long_one() -> None:
    short, long = saturated(ONCE, length_norms(np.array([3, 30], dtype=np.int32)))
    assert short > long > 0


def test_the_second_time_a_term_stands_in_a_text_adds_less_than_the_first() -> None:
    norms = length_norms(np.array([5, 5, 5], dtype=np.int32))
    once, twice, often = saturated(np.array([1, 2, 1_000], dtype=np.uint16), norms)
    assert once < twice < 2 * once
    assert often == pytest.approx(K1 + 1, rel=0.01)


def test_chunks_without_any_token_divide_nothing_by_zero() -> None:
    assert np.isfinite(length_norms(np.zeros(2, dtype=np.int32))).all()


def test_vectors_have_length_one_and_zero_stays_zero() -> None:
    rows = unit_rows(np.array([[3, 4], [0, 0]], dtype=np.float32))
    assert rows.tolist() == [[pytest.approx(0.6), pytest.approx(0.8)], [0, 0]]


def test_both_scores_count_by_their_weight() -> None:
    dense = np.array([0.8, 0.9, 0.7], dtype=np.float32)
    lexical = np.array([5.0, 0.0, 0.0], dtype=np.float32)
    assert best(fuse(dense, lexical, 0.7), 3) == [1, 0, 2]
    assert best(fuse(dense, lexical, 0.3), 3) == [0, 1, 2]


def test_a_search_without_any_lexical_hit_ranks_by_meaning_alone() -> None:
    dense = np.array([0.2, 0.4], dtype=np.float32)
    assert fuse(dense, np.zeros(2, dtype=np.float32), 0.7).tolist() == pytest.approx([0, 0.7])


def test_the_only_chunk_gets_the_full_score() -> None:
    one = np.array([0.4], dtype=np.float32)
    assert fuse(one, one, 0.7).tolist() == pytest.approx([1.0])


def test_ties_keep_their_order() -> None:
    assert best(np.zeros(4, dtype=np.float32), 2) == [0, 1]


@given(SCORES, st.floats(0, 1))
def test_fused_scores_lie_between_zero_and_one(scores: list[float], weight: float) -> None:
    values = np.array(scores, dtype=np.float32)
    fused = fuse(values, values[::-1].copy(), weight)
    assert float(fused.min()) >= 0
    assert float(fused.max()) <= 1.0001


@given(st.lists(st.sampled_from([0.0, 0.25, 0.5, 1.0]), max_size=30), st.integers(0, 35))
def test_the_best_are_those_that_sorting_everything_would_give(
    scores: list[float], limit: int
) -> None:
    ordered = sorted(range(len(scores)), key=lambda position: (-scores[position], position))
    assert best(np.array(scores, dtype=np.float32), limit) == ordered[:limit]

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index.glossary import Glossary
from ai.index.lexical import lexical_tokens
from ai.index.postings import lexical_index
from ai.index.ranking import K1, B, Floats, unit_rows
from ai.index.search import Searcher
from ai.model import Chunk

TEXTS = st.lists(st.text(alphabet="가나다라 ab1", max_size=14), min_size=1, max_size=12)
WORDS = st.lists(st.sampled_from(["가나", "나다", "다라", "라가", "ab1", "a", "없음"]), max_size=5)


def chunks(texts: Sequence[str]) -> list[Chunk]:
    return [
        Chunk(id=f"{row}", document="a.md", title="", heading_path=(), page=None, text=text)
        for row, text in enumerate(texts)
    ]


def searcher(texts: Sequence[str], vectors: Floats) -> Searcher:
    return Searcher(vectors, lexical_index(chunks(texts), Glossary()).counts)


def scaled(scores: Sequence[float]) -> list[float]:
    low, high = min(scores), max(scores)
    if high <= low:
        return [1.0 if high > 0 else 0.0 for _ in scores]
    return [(score - low) / (high - low) for score in scores]


def bm25(texts: Sequence[str], terms: Sequence[str]) -> list[float]:
    """By the book, one chunk and one term after the other."""
    counted = [Counter(lexical_tokens(chunk, Glossary())) for chunk in chunks(texts)]
    average = sum(counts.total() for counts in counted) / len(counted)
    scores = [0.0] * len(texts)
    for term in set(terms):
        held = sum(term in counts for counts in counted)
        rarity = math.log(1 + (len(texts) - held + 0.5) / (held + 0.5))
        for row, counts in enumerate(counted):
            if count := counts[term]:
                norm = K1 * (1 - B + B * counts.total() / average)
                scores[row] += rarity * count * (K1 + 1) / (count + norm)
    return scores


@given(TEXTS, WORDS, st.floats(0, 1), st.integers(0, 2**32), st.data())
def test_scores_are_those_of_the_plain_definition(
    texts: list[str], terms: list[str], weight: float, seed: int, data: st.DataObject
) -> None:
    random = np.random.default_rng(seed)
    vectors = unit_rows(random.standard_normal((len(texts), 8)).astype(np.float32))
    vector = unit_rows(random.standard_normal((1, 8)).astype(np.float32))[0]
    rows = sorted(data.draw(st.sets(st.integers(0, len(texts) - 1)), label="allowed"))
    filtered = data.draw(st.booleans(), label="filtered")
    allowed = rows if filtered else list(range(len(texts)))
    limit = data.draw(st.integers(1, 15), label="limit")

    hits = searcher(texts, vectors).search(
        vector, terms, weight, limit, np.array(rows, dtype=np.int32) if filtered else None
    )

    assert len(hits) == min(limit, len(allowed))
    if not allowed:
        return
    whole = bm25(texts, terms)
    dense = [float(np.dot(vectors[row].astype(float), vector.astype(float))) for row in allowed]
    lexical = [whole[row] for row in allowed]
    scores = {
        row: weight * near + (1 - weight) * said
        for row, near, said in zip(allowed, scaled(dense), scaled(lexical), strict=True)
    }
    for hit in hits:
        assert hit.score == pytest.approx(scores[hit.ordinal], abs=2e-5)
        assert hit.lexical == pytest.approx(whole[hit.ordinal], abs=1e-4)
        assert hit.dense == pytest.approx(dense[allowed.index(hit.ordinal)], abs=1e-5)
    assert [hit.score for hit in hits] == pytest.approx(
        sorted(scores.values(), reverse=True)[:limit], abs=2e-5
    )


def test_a_term_that_is_said_twice_counts_once() -> None:
    index = searcher(["가나", "다라"], np.eye(2, dtype=np.float32))
    vector = np.array([1, 0], dtype=np.float32)
    assert index.search(vector, ["가나", "가나"], 0.5, 2) == index.search(vector, ["가나"], 0.5, 2)


def test_scaling_is_over_the_allowed_chunks_only() -> None:
    vectors = np.array([[1, 0], [0.6, 0.8], [0, 1]], dtype=np.float32)
    index = searcher(["가나", "다라", "라가"], vectors)
    vector = np.array([1, 0], dtype=np.float32)
    hits = index.search(vector, [], 1.0, 3, np.array([1, 2], dtype=np.int32))
    assert [(hit.ordinal, hit.score) for hit in hits] == [(1, 1.0), (2, 0.0)]


def test_how_rare_a_term_is_does_not_depend_on_the_filter() -> None:
    index = searcher(["가나 다라", "가나", "라가"], np.eye(3, dtype=np.float32))
    vector = np.array([1, 0, 0], dtype=np.float32)
    (alone,) = index.search(vector, ["가나"], 0.0, 3, np.array([1], dtype=np.int32))
    among = {hit.ordinal: hit for hit in index.search(vector, ["가나"], 0.0, 3)}
    assert alone.lexical == among[1].lexical

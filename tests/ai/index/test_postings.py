from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index import postings
from ai.index.glossary import Glossary, Term
from ai.index.lexical import lexical_tokens
from ai.index.postings import LexicalIndex, TermCounts, lexical_index
from ai.model import Chunk

TEXTS = st.lists(st.text(alphabet="가나다라 ab1", max_size=12), max_size=12)
NOTHING = Glossary()


def chunks(*texts: str) -> list[Chunk]:
    """Chunks whose identifier is their text, as it is for real ones but for the hash."""
    return [
        Chunk(id=text, document="a.md", title="", heading_path=(), page=None, text=text)
        for text in texts
    ]


def as_counters(counts: TermCounts) -> list[Counter[str]]:
    """What each chunk holds, told by the arrays."""
    held = [Counter[str]() for _ in counts.lengths]
    for row, term in enumerate(counts.terms):
        for place in range(counts.offsets[row], counts.offsets[row + 1]):
            held[counts.ordinals[place]][term] = int(counts.counts[place])
    return held


def same(left: LexicalIndex, right: LexicalIndex) -> bool:
    return (
        left.chunk_ids == right.chunk_ids
        and left.counts.terms == right.counts.terms
        and all(
            np.array_equal(one, other) and one.dtype == other.dtype
            for one, other in (
                (left.counts.offsets, right.counts.offsets),
                (left.counts.ordinals, right.counts.ordinals),
                (left.counts.counts, right.counts.counts),
                (left.counts.lengths, right.counts.lengths),
            )
        )
    )


def forbid_counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are counted from now on."""
    counted: list[str] = []

    def noted(chunk: Chunk, glossary: Glossary) -> list[str]:
        counted.append(chunk.text)
        return lexical_tokens(chunk, glossary)

    monkeypatch.setattr(postings, "lexical_tokens", noted)
    return counted


@given(TEXTS)
def test_every_term_is_counted_where_it_stands(texts: list[str]) -> None:
    given_chunks = chunks(*texts)
    counts = lexical_index(given_chunks, NOTHING).counts
    expected = [lexical_tokens(chunk, NOTHING) for chunk in given_chunks]
    assert as_counters(counts) == [Counter(tokens) for tokens in expected]
    assert counts.lengths.tolist() == [len(tokens) for tokens in expected]
    assert list(counts.terms) == sorted(counts.terms)


@given(TEXTS, TEXTS)
def test_what_was_carried_over_is_what_counting_again_would_give(
    before: list[str], after: list[str]
) -> None:
    earlier = lexical_index(chunks(*before), NOTHING)
    now = chunks(*after, *before[::2])
    assert same(lexical_index(now, NOTHING, earlier), lexical_index(now, NOTHING))


def test_only_new_chunks_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lexical_index(chunks("하나", "둘", "셋"), NOTHING)
    counted = forbid_counting(monkeypatch)
    lexical_index(chunks("하나", "새것", "셋"), NOTHING, before)
    assert counted == ["새것"]


def test_unchanged_chunks_give_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lexical_index(chunks("하나", "둘"), NOTHING)
    counted = forbid_counting(monkeypatch)
    assert lexical_index(chunks("하나", "둘"), NOTHING, before) is before
    assert counted == []


def test_another_glossary_counts_everything_again() -> None:
    glossary = Glossary((Term(spoken="우리구름", written="FitCloud"),))
    before = lexical_index(chunks("FitCloud 안내"), NOTHING)
    now = lexical_index(chunks("FitCloud 안내"), glossary, before)
    assert "우리" not in before.counts.terms
    assert "우리" in now.counts.terms


def test_another_release_counts_everything_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = lexical_index(chunks("하나", "둘"), NOTHING)
    monkeypatch.setattr(postings, "LEXICAL_VERSION", "another")
    counted = forbid_counting(monkeypatch)
    assert lexical_index(chunks("하나", "둘"), NOTHING, before).version == "another"
    assert counted == ["하나", "둘"]


def test_a_term_that_nobody_holds_any_more_is_gone() -> None:
    before = lexical_index(chunks("하나", "둘"), NOTHING)
    assert lexical_index(chunks("둘"), NOTHING, before).counts.terms == ("둘",)


def test_more_chunks_than_are_counted_at_once_make_no_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = chunks(*(f"{number}번 안내 가나다" for number in range(10)))
    whole = lexical_index(texts, NOTHING)
    monkeypatch.setattr(postings, "_RUN", 3)
    assert same(lexical_index(texts, NOTHING), whole)


def test_a_term_that_fills_a_chunk_is_counted_as_often_as_can_be_kept() -> None:
    counts = lexical_index(chunks("a " * 70_000), NOTHING).counts
    assert counts.counts.tolist() == [65_535]
    assert counts.lengths.tolist() == [70_000]

"""Recall and rank of the documents that hold the answers (Manning et al., IR, chapter 8)."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ai.embedding import EmbedQuestion
from ai.index.find import find_passages
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.model import Passage
from ai.quality.questions import GoldenQuestion, canonical_name

DEPTHS: Final = (1, 3, 5)
"""Of recall: a caller is answered from the first few passages."""

Progress = Callable[[int, int], None]
"""Told after each question: how many are done, and of how many."""


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One question. `rank` counts passages from 1; None when no right one was among those found.

    `milliseconds` is the whole search, the embedding of the question included.
    """

    question: GoldenQuestion
    rank: int | None
    found: tuple[str, ...] = ()
    milliseconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Shares from 0 to 1 over the `questions` that name a document.

    A question counts as found at a depth when any of its documents is among so many passages.
    `rows` has every question that was searched for, in the order given.
    """

    rows: tuple[Ranked, ...]

    @cached_property
    def questions(self) -> int:
        """How many of the rows count."""
        return len(self._counted)

    @cached_property
    def recall(self) -> dict[int, float]:
        """Share found, by depth."""
        return {depth: self.recall_at(depth) for depth in DEPTHS}

    @cached_property
    def mrr(self) -> float:
        """Mean of 1/rank, at the depth that was looked to; 0 for what was not found."""
        return self._share(1 / row.rank for row in self._counted if row.rank)

    def recall_at(self, depth: int) -> float:
        """Share of the questions with a right passage among the first `depth`."""
        return self._share(
            1.0 for row in self._counted if row.rank is not None and row.rank <= depth
        )

    @cached_property
    def _counted(self) -> tuple[Ranked, ...]:
        return tuple(row for row in self.rows if row.question.findable)

    def _share(self, values: Iterable[float]) -> float:
        return sum(values) / max(1, len(self._counted))


def measure(
    index: KnowledgeIndex,
    questions: Sequence[GoldenQuestion],
    embed: EmbedQuestion,
    options: SearchOptions,
    progress: Progress | None = None,
) -> Quality:
    """Search for every answerable question; options.top_k is how deep to look."""
    asked = [question for question in questions if question.answerable]
    rows: list[Ranked] = []
    for question in asked:
        begun = time.perf_counter()
        passages = find_passages(index, question.question, embed, options)
        rows.append(
            Ranked(
                question=question,
                rank=rank_of(question, passages),
                found=tuple(passage.chunk.document for passage in passages),
                milliseconds=(time.perf_counter() - begun) * 1_000,
            )
        )
        if progress:
            progress(len(rows), len(asked))
    return Quality(rows=tuple(rows))


def rank_of(question: GoldenQuestion, passages: Sequence[Passage]) -> int | None:
    """Place of the first passage from one of the question's documents, from 1."""
    right = {canonical_name(name) for name in question.documents}
    for rank, passage in enumerate(passages, start=1):
        if canonical_name(passage.chunk.document) in right:
            return rank
    return None

"""Recall and rank of the documents that hold the answers (Manning et al., IR, chapter 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ai.embedding import EmbedQuestion
from ai.index.find import find_passages
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.quality.questions import GoldenQuestion

DEPTHS: Final = (1, 3, 5)
"""Of recall: a caller is answered from the first few passages."""


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """One question. `rank` counts from 1; None when no right passage was among those looked at."""

    question: GoldenQuestion
    rank: int | None


@dataclass(frozen=True, kw_only=True)
class Quality:
    """Shares from 0 to 1 over the answerable questions; `recall` by depth, `mrr` at the limit."""

    questions: int
    recall: Mapping[int, float]
    mrr: float
    rows: tuple[Ranked, ...]


def measure(
    index: KnowledgeIndex,
    questions: Sequence[GoldenQuestion],
    embed: EmbedQuestion,
    options: SearchOptions,
) -> Quality:
    """Search for every answerable question; options.top_k is how deep to look."""
    rows = tuple(
        Ranked(question=question, rank=_rank(index, question, embed, options))
        for question in questions
        if question.answerable
    )
    count = max(1, len(rows))
    return Quality(
        questions=len(rows),
        recall={
            depth: sum(row.rank is not None and row.rank <= depth for row in rows) / count
            for depth in DEPTHS
        },
        mrr=sum(1 / row.rank for row in rows if row.rank) / count,
        rows=rows,
    )


def _rank(
    index: KnowledgeIndex, question: GoldenQuestion, embed: EmbedQuestion, options: SearchOptions
) -> int | None:
    passages = find_passages(index, question.question, embed, options)
    for rank, passage in enumerate(passages, start=1):
        if passage.chunk.document in question.documents:
            return rank
    return None

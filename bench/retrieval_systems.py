"""What `bench.retrieval` compares: ways from a question to the documents of its passages."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Protocol, cast

import numpy as np

from ai.embedding import EmbedQuestion
from ai.index.contents import Contents
from ai.index.find import ALL_STEPS, Steps, find_passages
from ai.index.knowledge import KnowledgeIndex, Query, SearchOptions
from ai.index.lexical import LEXICAL_VERSION
from ai.index.postings import LexicalIndex, TermCounts
from ai.index.ranking import best
from ai.index.snapshot import Snapshot
from ai.index.tokens import tokens
from ai.index.vocabulary import Vocabulary
from ai.index.writer import write_snapshot
from ai.model import Chunk
from ai.quality.questions import GoldenQuestion, canonical_name
from ai.quality.retrieval import DEPTHS, Quality, Ranked

DEPTH: Final = 10
"""Passages looked at: MRR is at 10."""

Find = Callable[[str], list[str]]
"""Documents of the passages found for a question, best first."""


@dataclass(frozen=True, kw_only=True)
class System:
    """A way to search. `warm` is given every question before anything is timed."""

    name: str
    find: Find
    warm: Callable[[str], object]


class _Okapi(Protocol):
    def get_scores(self, query: list[str]) -> Any: ...


def whitespace_bm25(chunks: Sequence[Chunk]) -> System:
    """What LangChain's BM25Retriever does as it comes.

    It hands `text.split()` of passages and question to `rank_bm25.BM25Okapi` with its defaults;
    langchain-community, which it lives in, is not needed for that. Headings count as text.
    """
    from rank_bm25 import BM25Okapi  # noqa: PLC0415

    texts = [" ".join((*chunk.place, chunk.text)).split() for chunk in chunks]
    okapi = cast("_Okapi", BM25Okapi(texts))

    def find(question: str) -> list[str]:
        scores = np.asarray(okapi.get_scores(question.split()), dtype=np.float32)
        return [chunks[at].document for at in best(scores, DEPTH)]

    return System(name="BM25Retriever (LangChain)", find=find, warm=lambda _: None)


def dense_only(index: KnowledgeIndex, embed: EmbedQuestion) -> System:
    """The question as it was said, by its vector alone."""

    def find(question: str) -> list[str]:
        query = Query(text="", vector=embed(question), limit=DEPTH, dense_weight=1.0)
        return [passage.chunk.document for passage in index.search(query)]

    return System(name="dense only", find=find, warm=embed)


def own(
    name: str,
    index: KnowledgeIndex,
    embed: EmbedQuestion,
    *,
    dense_weight: float,
    steps: Steps = ALL_STEPS,
) -> System:
    """The way of callers, gate and eval, with or without some of its steps."""
    options = SearchOptions(top_k=DEPTH, dense_weight=dense_weight)

    def find(question: str) -> list[str]:
        passages = find_passages(index, question, embed, options, steps)
        return [passage.chunk.document for passage in passages]

    return System(name=name, find=find, warm=find)


def systems(
    snapshot: Snapshot, scratch: Path, embed: EmbedQuestion, dense_weight: float
) -> list[System]:
    """All of them on the same passages: the rivals, ours, and ours without one step each."""
    contents = snapshot.contents()
    unread = _without_readings(contents, scratch / "unread.sqlite")
    unlisted = _with_vocabulary(contents, scratch / "unlisted.sqlite")

    def ours(name: str, index: KnowledgeIndex = snapshot, **steps: bool) -> System:
        return own(name, index, embed, dense_weight=dense_weight, steps=Steps(**steps))

    return [
        whitespace_bm25(contents.chunks),
        dense_only(snapshot, embed),
        own("our lexical only", snapshot, embed, dense_weight=0.0),
        ours("ours"),
        ours("ours, fillers kept", fillers=False),
        ours("ours, spoken numbers kept", figures=False),
        ours("ours, spaces kept as heard", spaces=False),
        ours("ours, names kept as heard", terms=False),
        ours("ours, passages without readings", unread),
        ours("ours, neither for names", unread, terms=False),
        ours("ours, glossary alone", unlisted),
    ]


def measured(system: System, questions: Sequence[GoldenQuestion]) -> tuple[Quality, list[float]]:
    """Quality, and the milliseconds of each search; embedding is done before."""
    for question in questions:
        system.warm(question.question)
    rows: list[Ranked] = []
    for question in questions:
        begun = time.perf_counter()
        found = system.find(question.question)
        took = (time.perf_counter() - begun) * 1_000
        rows.append(Ranked(question=question, rank=_rank(question, found), milliseconds=took))
    return Quality(rows=tuple(rows)), [row.milliseconds for row in rows]


def to_json(name: str, quality: Quality, times: Sequence[float]) -> dict[str, Any]:
    """One line of the report."""
    middle, high = np.percentile(times, [50, 95])
    return {
        "system": name,
        "recall": {str(depth): round(quality.recall_at(depth), 4) for depth in DEPTHS},
        "mrr": round(quality.mrr, 4),
        "ms": {"p50": round(float(middle), 3), "p95": round(float(high), 3)},
    }


def _rank(question: GoldenQuestion, found: Sequence[str]) -> int | None:
    right = {canonical_name(name) for name in question.documents}
    places = (place for place, name in enumerate(found, start=1) if canonical_name(name) in right)
    return next(places, None)


def _without_readings(contents: Contents, path: Path) -> Snapshot:
    """The same passages counted by what is written in them alone."""
    counted = [
        Counter(tokens(" ".join((chunk.title, *chunk.heading_path, chunk.text))))
        for chunk in contents.chunks
    ]
    lexical = LexicalIndex(
        version=LEXICAL_VERSION,
        glossary=contents.vocabulary.glossary,
        chunk_ids=tuple(chunk.id for chunk in contents.chunks),
        counts=term_counts(counted),
    )
    write_snapshot(replace(contents, lexical=lexical), path)
    return Snapshot(path)


def _with_vocabulary(contents: Contents, path: Path) -> Snapshot:
    """The same version without the names that were found in its documents."""
    vocabulary = Vocabulary(glossary=contents.vocabulary.glossary)
    write_snapshot(replace(contents, vocabulary=vocabulary), path)
    return Snapshot(path)


def term_counts(counted: Sequence[Counter[str]]) -> TermCounts:
    """The counts of texts in the form of an index."""
    triples = sorted(_triples(counted))
    terms = sorted({term for term, _, _ in triples})
    sizes = Counter(term for term, _, _ in triples)
    return TermCounts(
        terms=tuple(terms),
        offsets=np.cumsum([0, *(sizes[term] for term in terms)], dtype=np.int64),
        ordinals=np.array([ordinal for _, ordinal, _ in triples], dtype=np.int32),
        counts=np.array([count for _, _, count in triples], dtype=np.uint16),
        lengths=np.array([text.total() for text in counted], dtype=np.int32),
    )


def _triples(counted: Sequence[Counter[str]]) -> Iterator[tuple[str, int, int]]:
    for ordinal, text in enumerate(counted):
        for term, count in text.items():
            yield term, ordinal, count

"""Scores every chunk of a version for a question, in memory. No I/O."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ai.index.postings import TermCounts
from ai.index.ranking import (
    Floats,
    Ordinals,
    best,
    fuse,
    length_norms,
    rarity,
    saturated,
)


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A chunk by its position, and its scores as in `Passage`."""

    ordinal: int
    score: float
    dense: float
    lexical: float


class Searcher:
    """All chunks of one version: `vectors` of length 1, one a chunk, and `counts` of their terms.

    Never changed after it is made, so any number of threads may search at once.
    """

    def __init__(self, vectors: Floats, counts: TermCounts) -> None:
        self._vectors = vectors
        self._counts = counts
        self._rows = {term: row for row, term in enumerate(counts.terms)}
        self._norms = length_norms(counts.lengths)

    def search(
        self,
        vector: Floats,
        terms: Iterable[str],
        dense_weight: float,
        limit: int,
        allowed: Ordinals | None = None,
    ) -> list[Hit]:
        """The best chunks of those at `allowed`, or of all; best first, ties in order of position.

        `vector` has length 1. How rare a term is and how long a chunk is on average is told by all
        chunks; scores are scaled over the allowed ones only.
        """
        dense, lexical = self._vectors @ vector, self._lexical(terms)
        if allowed is not None:
            dense, lexical = dense[allowed], lexical[allowed]
        scores = fuse(dense, lexical, dense_weight)
        return [
            Hit(
                ordinal=position if allowed is None else int(allowed[position]),
                score=float(scores[position]),
                dense=float(dense[position]),
                lexical=float(lexical[position]),
            )
            for position in best(scores, limit)
        ]

    def _lexical(self, terms: Iterable[str]) -> Floats:
        counts, total = self._counts, len(self._norms)
        scores = np.zeros(total, dtype=np.float32)
        for term in dict.fromkeys(terms):
            row = self._rows.get(term)
            if row is None:
                continue
            start, end = int(counts.offsets[row]), int(counts.offsets[row + 1])
            held = counts.ordinals[start:end]
            weights = saturated(counts.counts[start:end], self._norms[held])
            scores[held] += np.float32(rarity(end - start, total)) * weights
        return scores

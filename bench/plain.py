"""A search by its definition, without any shortcut: what the index is measured against."""

import math
from collections import Counter

import numpy as np

from ai.index.contents import Contents
from ai.index.knowledge import Query
from ai.index.lexical import lexical_tokens
from ai.index.ranking import K1, B
from ai.index.tokens import tokens


class PlainSearch:
    """Looks through all chunks for each question."""

    def __init__(self, contents: Contents) -> None:
        self._identifiers = [chunk.id for chunk in contents.chunks]
        self._vectors = contents.vectors
        glossary = contents.vocabulary.glossary
        self._counts = [Counter(lexical_tokens(chunk, glossary)) for chunk in contents.chunks]
        self._lengths = [counts.total() for counts in self._counts]
        self._held = Counter(term for counts in self._counts for term in counts)

    def search(self, query: Query) -> list[str]:
        """The identifiers of the best chunks, best first."""
        vector = np.asarray(query.vector, dtype=np.float32)
        dense = self._vectors @ (vector / np.linalg.norm(vector))
        lexical = np.zeros(len(self._counts))
        total, average = len(self._counts), sum(self._lengths) / len(self._counts)
        for term in dict.fromkeys(tokens(query.text)):
            held = self._held[term]
            rarity = math.log(1 + (total - held + 0.5) / (held + 0.5))
            for ordinal, counts in enumerate(self._counts):
                count = counts.get(term)
                if count:
                    norm = K1 * (1 - B + B * self._lengths[ordinal] / average)
                    lexical[ordinal] += rarity * count * (K1 + 1) / (count + norm)
        scores = query.dense_weight * _scaled(dense.astype(np.float64))
        scores += (1 - query.dense_weight) * _scaled(lexical)
        order = sorted(range(total), key=lambda ordinal: -scores[ordinal])
        return [self._identifiers[ordinal] for ordinal in order[: query.limit]]


def _scaled(scores: "np.typing.NDArray[np.float64]") -> "np.typing.NDArray[np.float64]":
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.full_like(scores, high > 0)

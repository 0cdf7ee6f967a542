"""BM25 weights, cosines and their fusion, on numpy arrays. No I/O."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ordinals = npt.NDArray[np.int32]

K1: Final = 1.3
"""BM25 term saturation; flat between 1.2 and 1.5 on the measured sets."""

B: Final = 0.75
"""BM25 length normalisation."""


def postings(texts: Sequence[Sequence[str]]) -> Iterator[tuple[str, Ordinals, Floats]]:
    """For each term in order: the texts that hold it, and its BM25 weight in each."""
    lengths = np.array([len(text) for text in texts], dtype=np.float32)
    average = float(lengths.mean()) if len(texts) else 0.0
    held_by: dict[str, tuple[list[int], list[int]]] = {}
    for ordinal, text in enumerate(texts):
        for term, count in Counter(text).items():
            ordinals, counts = held_by.setdefault(term, ([], []))
            ordinals.append(ordinal)
            counts.append(count)
    for term in sorted(held_by):
        ordinals = np.array(held_by[term][0], dtype=np.int32)
        counts = np.array(held_by[term][1], dtype=np.float32)
        rarity = np.log1p((len(texts) - len(ordinals) + 0.5) / (len(ordinals) + 0.5))
        damped = counts + K1 * (1 - B + B * lengths[ordinals] / average)
        yield term, ordinals, (rarity * counts * (K1 + 1) / damped).astype(np.float32)


def unit_rows(vectors: Floats) -> Floats:
    """Each row at length 1, so that a product is a cosine; a zero row stays zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)


def fuse(dense: Floats, lexical: Floats, dense_weight: float) -> Floats:
    """The weighted sum of both scores, each scaled to 0..1 over all chunks of this question."""
    dense_share, lexical_share = np.float32(dense_weight), np.float32(1 - dense_weight)
    fused = dense_share * _scaled(dense) + lexical_share * _scaled(lexical)
    return fused.astype(np.float32, copy=False)


def best(scores: Floats, limit: int) -> list[int]:
    """Positions of the highest scores, best first; ties in order of position."""
    order = np.argsort(-scores, kind="stable")
    return [int(position) for position in order[:limit]]


def _scaled(scores: Floats) -> Floats:
    if not scores.size:
        return scores
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.full_like(scores, 1.0 if high > 0 else 0.0)
    return (scores - low) / (high - low)

"""BM25, cosines and their fusion, on numpy arrays. No I/O."""

import math
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ordinals = npt.NDArray[np.int32]

K1: Final = 1.3
"""BM25 term saturation; flat between 1.2 and 1.5 on the measured sets."""

B: Final = 0.75
"""BM25 length normalisation."""


def length_norms(lengths: Ordinals) -> Floats:
    """What a count of 1 has to come up against in each chunk: more in longer ones."""
    average = float(lengths.mean()) if lengths.size else 0.0
    relative = lengths.astype(np.float32) / np.float32(average or 1.0)
    return (K1 * (1 - B + B * relative)).astype(np.float32)


def rarity(held: int, total: int) -> float:
    """The weight of a term that `held` of `total` chunks have; always above 0."""
    return math.log1p((total - held + 0.5) / (held + 0.5))


def saturated(counts: npt.NDArray[np.uint16], norms: Floats) -> Floats:
    """How much counts are worth in chunks with these norms: 0 to K1 + 1."""
    plain = counts.astype(np.float32)
    return (plain * np.float32(K1 + 1) / (plain + norms)).astype(np.float32, copy=False)


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
    if limit <= 0:
        return []
    if limit < scores.size:
        least = np.partition(scores, scores.size - limit)[scores.size - limit]
        near = np.flatnonzero(scores >= least)
    else:
        near = np.arange(scores.size)
    order = np.argsort(-scores[near], kind="stable")
    return [int(position) for position in near[order[:limit]]]


def _scaled(scores: Floats) -> Floats:
    if not scores.size:
        return scores
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.full_like(scores, 1.0 if high > 0 else 0.0)
    return (scores - low) / (high - low)

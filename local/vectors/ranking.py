"""Cosine and Euclidean distance, BM25, and their fusion by reciprocal rank. Pure."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from ai.index.tokens import tokens

Rows = npt.NDArray[np.float32]

RANK_CONSTANT: Final = 60
"""Of reciprocal rank fusion, as in the paper that named it; AWS does not say its own."""

_K1: Final = 1.2
_B: Final = 0.75


def words(text: str) -> list[str]:
    """What stands in for the service's analyzers: pairs of Hangul characters, ASCII words."""
    return tokens(text)


def distances(rows: Rows, vector: Rows, metric: str) -> npt.NDArray[np.float64]:
    """From the vector to each row: 1 - cosine, or the Euclidean distance."""
    plain, asked = rows.astype(np.float64), vector.astype(np.float64)
    if metric == "euclidean":
        return np.linalg.norm(plain - asked, axis=1)
    lengths = np.linalg.norm(plain, axis=1) * np.linalg.norm(asked)
    return 1.0 - (plain @ asked) / lengths


def bm25(texts: Mapping[str, str], question: str) -> dict[str, float]:
    """BM25 of every text (by its key) that shares a word with the question."""
    counted = {key: Counter(words(text)) for key, text in texts.items()}
    asked = Counter(words(question))
    total = len(counted)
    average = sum(count.total() for count in counted.values()) / total if total else 0.0
    scores: dict[str, float] = {}
    for word, repeated in asked.items():
        held = [key for key, count in counted.items() if word in count]
        rarity = math.log1p((total - len(held) + 0.5) / (len(held) + 0.5))
        for key in held:
            count = counted[key][word]
            damped = count + _K1 * (1 - _B + _B * counted[key].total() / average)
            scores[key] = scores.get(key, 0.0) + repeated * rarity * count * (_K1 + 1) / damped
    return scores


def fused(rankings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Reciprocal rank fusion of rankings, each best first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, start=1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (RANK_CONSTANT + rank)
    return scores


def best_first(scores: Mapping[str, float], sign: Callable[[float], float]) -> list[str]:
    """Keys by score, ties by key."""
    return sorted(scores, key=lambda key: (sign(scores[key]), key))

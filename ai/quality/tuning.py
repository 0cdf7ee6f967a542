"""Which share of the fusion the dense score should have, for one set of questions."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ai.embedding import EmbedQuestion
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.quality.questions import GoldenQuestion
from ai.quality.retrieval import Progress, Quality, measure

WEIGHTS: Final = tuple(round(step / 10, 1) for step in range(11))
"""From the lexical score alone to the dense score alone."""

NOISE: Final = 0.01
"""Of MRR: weights that lie closer to the best than this are as good as the best."""


@dataclass(frozen=True, kw_only=True)
class Tuning:
    """What each weight gives, and which to take.

    `flat` is the run of weights around the best that no set of this size can tell apart from it;
    `recommended` is its middle, where a change of documents matters least.
    """

    tried: tuple[tuple[float, Quality], ...]
    flat: tuple[float, float]
    recommended: float


def tune(
    index: KnowledgeIndex,
    questions: Sequence[GoldenQuestion],
    embed: EmbedQuestion,
    options: SearchOptions,
    progress: Progress | None = None,
) -> Tuning:
    """Measure every weight on the same questions; each question is embedded once."""
    known: dict[str, Sequence[float]] = {}

    def once(text: str) -> Sequence[float]:
        if text not in known:
            known[text] = embed(text)
        return known[text]

    tried: list[tuple[float, Quality]] = []
    for number, weight in enumerate(WEIGHTS, start=1):
        changed = replace(options, dense_weight=weight)
        tried.append((weight, measure(index, questions, once, changed)))
        if progress:
            progress(number, len(WEIGHTS))
    return choose(tried)


def choose(tried: Sequence[tuple[float, Quality]]) -> Tuning:
    """The middle of the flat region around the best weight."""
    scores = [quality.mrr for _, quality in tried]
    top = max(range(len(scores)), key=lambda position: scores[position])
    low = high = top
    while low > 0 and scores[low - 1] >= scores[top] - NOISE:
        low -= 1
    while high < len(scores) - 1 and scores[high + 1] >= scores[top] - NOISE:
        high += 1
    return Tuning(
        tried=tuple(tried),
        flat=(tried[low][0], tried[high][0]),
        recommended=tried[(low + high) // 2][0],
    )

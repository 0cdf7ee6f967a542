"""Where a turn is and how long its stages took."""

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager

from ai.answer.outcome import Stage
from ai.embedding import EmbedQuestion
from ai.index.knowledge import KnowledgeIndex


class Progress:
    """Of one turn. `stage` is what is waited for, and so what a late turn waited for.

    `nearest` is the document of the best passage, once there is one; `refused_passages` counts
    those that were left out because they give the model orders; `by_words` tells that the index
    is searched without vectors.
    """

    def __init__(self) -> None:
        self.stage = Stage.START
        self.nearest = ""
        self.refused_passages = 0
        self.by_words = False
        self._begun = time.perf_counter()
        self._ms: dict[str, float] = dict.fromkeys(
            ("retrieve", "generate", "ground", "speech"), 0.0
        )

    @contextmanager
    def timed(self, name: str, stage: Stage | None = None) -> Generator[None]:
        """Count the time of a block; `stage` is what it waits for."""
        self.stage = stage or self.stage
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._ms[name] += (time.perf_counter() - begun) * 1_000

    def loading(self, knowledge: Callable[[], KnowledgeIndex]) -> Callable[[], KnowledgeIndex]:
        """The same, telling that the index is waited for."""

        def load() -> KnowledgeIndex:
            self.stage = Stage.LOAD
            index = knowledge()
            self.by_words = index.by_words
            self.stage = Stage.SEARCH
            return index

        return load

    def embedding(self, embed: EmbedQuestion) -> EmbedQuestion:
        """The same, telling that the embedding is waited for."""

        def embedded(question: str) -> Sequence[float]:
            self.stage = Stage.EMBED
            vector = embed(question)
            self.stage = Stage.SEARCH
            return vector

        return embedded

    def milliseconds(self) -> dict[str, float]:
        """By stage, as an answer tells them: generating is without grounding."""
        stages = dict(self._ms)
        stages["generate"] = max(0.0, stages["generate"] - stages["ground"])
        return {**stages, "total": (time.perf_counter() - self._begun) * 1_000}

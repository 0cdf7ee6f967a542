"""Vectors for chunks: those of the last snapshot again, new ones in parallel batches."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from ai.embedding import EmbedPassages
from ai.errors import ModelError
from ai.index.ranking import Floats, unit_rows
from ai.ingest.chunk import embedded_text
from ai.model import Chunk

THREADS: Final = 4
"""Calls at once: Bedrock answers them side by side, and its quota is not ours alone."""

BATCH: Final = 16
"""Passages handed over together."""

Progress = Callable[[int, int], None]
"""Told after each batch: chunks embedded, chunks to embed."""


class VectorCache:
    """Vectors by chunk identifier; outlives a failed attempt, so that a retry embeds the rest."""

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self._vectors: dict[str, Floats] = {}

    def learn(self, chunks: Sequence[Chunk], vectors: Floats) -> None:
        """Take over the vectors of a snapshot made with the same model and dimensions."""
        for chunk, vector in zip(chunks, vectors, strict=True):
            self._vectors[chunk.id] = vector

    def embed(
        self, chunks: Sequence[Chunk], embed: EmbedPassages, progress: Progress | None = None
    ) -> int:
        """Embed what is not known yet; returns how many that were. ModelError when it fails."""
        unknown = [chunk for chunk in chunks if chunk.id not in self._vectors]
        done = 0

        def embed_batch(batch: Sequence[Chunk]) -> int:
            vectors = embed([embedded_text(chunk) for chunk in batch])
            self.learn(batch, self._checked(vectors, len(batch)))
            return len(batch)

        with ThreadPoolExecutor(THREADS, thread_name_prefix="embed") as pool:
            futures = [
                pool.submit(embed_batch, unknown[start : start + BATCH])
                for start in range(0, len(unknown), BATCH)
            ]
            try:
                for future in futures:
                    done += future.result()
                    if progress:
                        progress(done, len(unknown))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return len(unknown)

    def rows(self, chunks: Sequence[Chunk]) -> Floats:
        """One row a chunk, in their order."""
        if not chunks:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        return np.stack([self._vectors[chunk.id] for chunk in chunks])

    def _checked(self, vectors: Sequence[Sequence[float]], expected: int) -> Floats:
        rows = np.asarray(vectors, dtype=np.float32)
        if rows.shape != (expected, self._dimensions) or not np.isfinite(rows).all():
            raise ModelError(
                f"the embedding model gave vectors of shape {rows.shape} for {expected} passages; "
                f"{self._dimensions} finite dimensions each were asked for"
            )
        return unit_rows(rows)

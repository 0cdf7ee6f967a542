"""The default index: one immutable SQLite file, searched in memory with numpy."""

import sqlite3
import threading
import weakref
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from ai.errors import KnowledgeError
from ai.index import rows
from ai.index.arrays import read_array
from ai.index.contents import Contents, IndexedDocument, Origin
from ai.index.filters import allows
from ai.index.knowledge import Filters, Query
from ai.index.postings import LexicalIndex
from ai.index.ranking import Floats, Ordinals, unit_rows
from ai.index.schema import FORMAT
from ai.index.search import Searcher
from ai.index.tokens import tokens
from ai.index.vocabulary import Vocabulary
from ai.model import Passage

_NO_FILTERS = Filters()

_DAMAGE = (sqlite3.Error, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
"""What a file that is not what was written makes of reading it."""


class Snapshot:
    """An open snapshot. Safe to search from several threads.

    Vectors and postings are in memory, passages stay in the file. Close it when nobody searches
    any more, or drop it: the file is released with the last reference.
    """

    def __init__(self, path: Path, name: str | None = None) -> None:
        """Open the file read-only; KnowledgeError when it is damaged or of another format."""
        self._snapshot = name or path.stem
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise KnowledgeError(f"snapshot {path.name} can not be opened: {error}") from error
        self._release = weakref.finalize(self, self._database.close)
        try:
            self._load(path)
        except _DAMAGE as error:
            self._release()
            raise KnowledgeError(f"snapshot {path.name} is damaged: {error}") from error
        except KnowledgeError:
            self._release()
            raise

    def _load(self, path: Path) -> None:
        meta = dict(self._database.execute("SELECT key, value FROM meta"))
        if meta["format"] != FORMAT:
            raise KnowledgeError(
                f"snapshot {path.name} has format {meta['format']}, this release reads {FORMAT}; "
                "build it again"
            )
        self._meta = meta
        self._origin = Origin(
            readers=meta["readers"],
            embedding_model=meta["embedding_model"],
            dimensions=int(meta["dimensions"]),
        )
        self._size = int(meta["chunks"])
        self._vocabulary = rows.read_vocabulary(self._database)
        self._vectors: Floats = read_array(self._database, "vectors", np.float32).reshape(
            self._size, self._origin.dimensions
        )
        self._counts = rows.read_counts(self._database, self._size)
        self._searcher = Searcher(self._vectors, self._counts)
        self._labelled: tuple[list[IndexedDocument], Ordinals] | None = None

    @property
    def snapshot(self) -> str:
        """Identifier: the digest of the file in the index bucket, or the file's name."""
        return self._snapshot

    @property
    def size(self) -> int:
        """Number of chunks."""
        return self._size

    @property
    def vocabulary(self) -> Vocabulary:
        """How callers say what this version's documents write."""
        return self._vocabulary

    @property
    def origin(self) -> Origin:
        """How the vectors were made; questions must be embedded the same way."""
        return self._origin

    @property
    def by_words(self) -> bool:
        """It has vectors of its own."""
        return False

    def search(self, query: Query) -> list[Passage]:
        """The best passages by fused score, best first."""
        if not self.size:
            return []
        vector = self._unit(query)
        with self._reading():
            hits = self._searcher.search(
                vector,
                tokens(query.text),
                query.dense_weight,
                query.limit,
                self._allowed(query.filters),
            )
            with self._lock:
                return [
                    Passage(
                        chunk=rows.read_chunk(self._database, hit.ordinal),
                        score=hit.score,
                        dense=None if query.vector is None else hit.dense,
                        lexical=hit.lexical,
                    )
                    for hit in hits
                    if query.vector is not None or hit.lexical > 0
                ]

    def contents(self) -> Contents:
        """Everything, to build the next version on; KnowledgeError when it can not be read."""
        with self._reading(), self._lock:
            documents = rows.read_documents(self._database)
            chunks = rows.read_chunks(self._database)
            return Contents(
                origin=self._origin,
                documents={document.name: document for document in documents},
                chunks=chunks,
                vectors=self._vectors,
                vocabulary=self._vocabulary,
                glossary_version=self._meta.get("glossary_version"),
                lexical=LexicalIndex(
                    version=self._meta["lexical_version"],
                    glossary=self._vocabulary.glossary,
                    chunk_ids=tuple(chunk.id for chunk in chunks),
                    counts=self._counts,
                ),
                question_vectors=rows.read_question_vectors(self._database),
                golden_version=self._meta.get("golden_version"),
            )

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Generator[None]:
        try:
            yield
        except _DAMAGE as error:
            raise KnowledgeError(f"snapshot {self._snapshot} can not be read: {error}") from error

    def _unit(self, query: Query) -> Floats:
        if query.vector is None:
            return np.zeros(self._origin.dimensions, dtype=np.float32)
        vector = np.asarray(query.vector, dtype=np.float32)
        if vector.shape != (self._origin.dimensions,):
            raise KnowledgeError(
                f"the question has {vector.size} dimensions, snapshot {self._snapshot} has "
                f"{self._origin.dimensions} ({self._origin.embedding_model}); "
                "build it again with the same model"
            )
        if not np.isfinite(vector).all():
            raise KnowledgeError("the vector of the question has values that are no numbers")
        return unit_rows(vector[np.newaxis, :])[0]

    def _allowed(self, filters: Filters) -> Ordinals | None:
        """Positions of the chunks that pass; None when all do without a look."""
        if filters == _NO_FILTERS:
            return None
        with self._lock:
            if self._labelled is None:
                self._labelled = (
                    rows.read_documents(self._database),
                    read_array(self._database, "chunk_documents", np.int32),
                )
        documents, owners = self._labelled
        passing = np.array(
            [allows(filters, document.name, document.labels) for document in documents], dtype=bool
        )
        return np.flatnonzero(passing[owners]).astype(np.int32)

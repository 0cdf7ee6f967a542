"""The default index: one immutable SQLite file, searched in memory with numpy."""

import json
import sqlite3
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from ai.errors import KnowledgeError
from ai.index.contents import Contents, IndexedDocument, Origin
from ai.index.glossary import Glossary, Term
from ai.index.knowledge import Query
from ai.index.ranking import Floats, best, fuse, unit_rows
from ai.index.schema import FORMAT
from ai.index.tokens import tokens
from ai.index.vocabulary import Vocabulary
from ai.model import Chunk, Passage


class Snapshot:
    """An open snapshot. Safe to search from several threads; close it when it is replaced."""

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
        try:
            self._load(path)
        except (sqlite3.Error, ValueError, KeyError) as error:
            self._database.close()
            raise KnowledgeError(f"snapshot {path.name} is damaged: {error}") from error
        except KnowledgeError:
            self._database.close()
            raise

    def _load(self, path: Path) -> None:
        meta = dict(self._database.execute("SELECT key, value FROM meta"))
        if meta["format"] != FORMAT:
            raise KnowledgeError(
                f"snapshot {path.name} has format {meta['format']}, this release reads {FORMAT}; "
                "build it again"
            )
        self._origin = Origin(
            readers=meta["readers"],
            embedding_model=meta["embedding_model"],
            dimensions=int(meta["dimensions"]),
        )
        self._glossary_version = meta.get("glossary_version")
        rows = self._database.execute("SELECT spoken, written FROM terms ORDER BY position")
        self._vocabulary = Vocabulary(
            glossary=Glossary(tuple(Term(spoken=row[0], written=row[1]) for row in rows))
        )
        blobs = self._database.execute("SELECT rows FROM vectors ORDER BY first")
        data = b"".join(row[0] for row in blobs)
        vectors = np.frombuffer(data, dtype=np.float32)
        self._vectors: Floats = vectors.reshape(int(meta["chunks"]), self._origin.dimensions)

    @property
    def snapshot(self) -> str:
        """Identifier: the digest of the file in the index bucket, or the file's name."""
        return self._snapshot

    @property
    def size(self) -> int:
        """Number of chunks."""
        return len(self._vectors)

    @property
    def vocabulary(self) -> Vocabulary:
        """How callers say what this version's documents write."""
        return self._vocabulary

    @property
    def origin(self) -> Origin:
        """How the vectors were made; questions must be embedded the same way."""
        return self._origin

    def search(self, query: Query) -> list[Passage]:
        """The best passages by fused score, best first."""
        if not self.size:
            return []
        vector = np.asarray(query.vector, dtype=np.float32)
        if vector.shape != (self._origin.dimensions,):
            raise KnowledgeError(
                f"the question has {vector.size} dimensions, snapshot {self._snapshot} has "
                f"{self._origin.dimensions} ({self._origin.embedding_model}); "
                "build it again with the same model"
            )
        dense = self._vectors @ unit_rows(vector[np.newaxis, :])[0]
        try:
            with self._lock:
                lexical = self._lexical(query.text)
                scores = fuse(dense, lexical, query.dense_weight)
                return [
                    Passage(
                        chunk=self._chunk(ordinal),
                        score=float(scores[ordinal]),
                        dense=float(dense[ordinal]),
                        lexical=float(lexical[ordinal]),
                    )
                    for ordinal in best(scores, query.limit)
                ]
        except sqlite3.Error as error:
            raise KnowledgeError(f"snapshot {self._snapshot} can not be read: {error}") from error

    def contents(self) -> Contents:
        """Everything, to build the next version on."""
        with self._lock:
            documents = self._database.execute("SELECT * FROM documents ORDER BY name").fetchall()
            chunks = self._database.execute("SELECT * FROM chunks ORDER BY ordinal").fetchall()
        return Contents(
            origin=self._origin,
            documents={
                name: IndexedDocument(
                    name=name, version=version, chunks=count, fault=fault, detail=detail
                )
                for name, version, count, fault, detail in documents
            },
            chunks=tuple(_chunk_of(row) for row in chunks),
            vectors=self._vectors,
            vocabulary=self._vocabulary,
            glossary_version=self._glossary_version,
        )

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _lexical(self, text: str) -> Floats:
        scores = np.zeros(self.size, dtype=np.float32)
        for term in dict.fromkeys(tokens(text)):
            row = self._database.execute(
                "SELECT ordinals, weights FROM postings WHERE term = ?", (term,)
            ).fetchone()
            if row:
                scores[np.frombuffer(row[0], dtype=np.int32)] += np.frombuffer(
                    row[1], dtype=np.float32
                )
        return scores

    def _chunk(self, ordinal: int) -> Chunk:
        row = self._database.execute(
            "SELECT * FROM chunks WHERE ordinal = ?", (ordinal,)
        ).fetchone()
        return _chunk_of(row)


def _chunk_of(row: tuple[Any, ...]) -> Chunk:
    _, identifier, document, title, heading_path, page, text = row
    return Chunk(
        id=identifier,
        document=document,
        title=title,
        heading_path=tuple(json.loads(heading_path)),
        page=page,
        text=text,
    )

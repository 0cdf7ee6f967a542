"""Writes a snapshot file. The same contents give the same bytes."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from ai.index.contents import Contents
from ai.index.lexical import lexical_tokens
from ai.index.ranking import postings
from ai.index.schema import FORMAT, TABLES, VECTOR_ROWS

_DATABASE_FILES = ("", "-journal", "-wal")


def write_snapshot(contents: Contents, path: Path) -> None:
    """Write `contents` to a new file at `path`; a file that is there is replaced."""
    if len(contents.chunks) != len(contents.vectors):
        raise ValueError(f"{len(contents.chunks)} chunks but {len(contents.vectors)} vectors")
    for suffix in _DATABASE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(TABLES)
        with database:
            _write_rows(database, contents)
            _write_search(database, contents)


def _write_rows(database: sqlite3.Connection, contents: Contents) -> None:
    database.executemany("INSERT INTO meta VALUES (?, ?)", sorted(_meta(contents).items()))
    database.executemany(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?)",
        (
            (document.name, document.version, document.chunks, document.fault, document.detail)
            for _, document in sorted(contents.documents.items())
        ),
    )
    database.executemany(
        "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                ordinal,
                chunk.id,
                chunk.document,
                chunk.title,
                json.dumps(chunk.heading_path, ensure_ascii=False),
                chunk.page,
                chunk.text,
            )
            for ordinal, chunk in enumerate(contents.chunks)
        ),
    )
    database.executemany(
        "INSERT INTO terms VALUES (?, ?, ?)",
        (
            (position, term.spoken, term.written)
            for position, term in enumerate(contents.vocabulary.glossary.terms)
        ),
    )


def _write_search(database: sqlite3.Connection, contents: Contents) -> None:
    counted = [lexical_tokens(chunk, contents.vocabulary.glossary) for chunk in contents.chunks]
    database.executemany(
        "INSERT INTO postings VALUES (?, ?, ?)",
        (
            (term, ordinals.tobytes(), weights.tobytes())
            for term, ordinals, weights in postings(counted)
        ),
    )
    database.executemany("INSERT INTO vectors VALUES (?, ?)", _vector_blobs(contents))


def _vector_blobs(contents: Contents) -> Iterator[tuple[int, bytes]]:
    vectors = np.ascontiguousarray(contents.vectors, dtype=np.float32)
    for first in range(0, len(vectors), VECTOR_ROWS):
        yield first, vectors[first : first + VECTOR_ROWS].tobytes()


def _meta(contents: Contents) -> dict[str, str]:
    meta = {
        "format": FORMAT,
        "readers": contents.origin.readers,
        "embedding_model": contents.origin.embedding_model,
        "dimensions": str(contents.origin.dimensions),
        "chunks": str(len(contents.chunks)),
    }
    if contents.glossary_version is not None:
        meta["glossary_version"] = contents.glossary_version
    return meta

"""Writes a snapshot file. The same contents give the same bytes."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np

from ai.index.arrays import write_array, write_bytes
from ai.index.contents import Contents, IndexedDocument
from ai.index.postings import LexicalIndex, lexical_index
from ai.index.schema import FORMAT, TABLES

_DATABASE_FILES = ("", "-journal", "-wal")


def write_snapshot(contents: Contents, path: Path) -> None:
    """Write `contents` to a new file at `path`; a file that is there is replaced.

    ValueError when the contents contradict themselves. What `contents.lexical` holds of the chunks
    is not counted again.
    """
    if len(contents.chunks) != len(contents.vectors):
        raise ValueError(f"{len(contents.chunks)} chunks but {len(contents.vectors)} vectors")
    strange = {chunk.document for chunk in contents.chunks} - contents.documents.keys()
    if strange:
        raise ValueError(f"chunks of documents that are not listed: {sorted(strange)}")
    lexical = lexical_index(contents.chunks, contents.vocabulary.glossary, contents.lexical)
    for suffix in _DATABASE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(TABLES)
        with database:
            _write_meta(database, contents, lexical)
            _write_rows(database, contents)
            _write_arrays(database, contents, lexical)


def _write_meta(database: sqlite3.Connection, contents: Contents, lexical: LexicalIndex) -> None:
    said = {
        "format": FORMAT,
        "readers": contents.origin.readers,
        "embedding_model": contents.origin.embedding_model,
        "dimensions": str(contents.origin.dimensions),
        "chunks": str(len(contents.chunks)),
        "lexical_version": lexical.version,
        "glossary_version": contents.glossary_version,
        "golden_version": contents.golden_version,
    }
    _insert(database, "meta", [row for row in sorted(said.items()) if row[1] is not None])


def _write_rows(database: sqlite3.Connection, contents: Contents) -> None:
    _insert(database, "documents", map(_document, _by_name(contents)))
    _insert(
        database,
        "chunks",
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
    vocabulary = contents.vocabulary
    sourced = [("glossary", term) for term in vocabulary.glossary.terms]
    sourced += [("derived", term) for term in vocabulary.derived]
    _insert(
        database,
        "terms",
        (
            (position, source, term.spoken, term.written)
            for position, (source, term) in enumerate(sourced)
        ),
    )
    _insert(
        database,
        "question_vectors",
        (
            (key, np.asarray(vector, dtype=np.float32).tobytes())
            for key, vector in sorted(contents.question_vectors.items())
        ),
    )


def _write_arrays(database: sqlite3.Connection, contents: Contents, lexical: LexicalIndex) -> None:
    counts = lexical.counts
    terms = "\n".join(counts.terms)
    if counts.terms and terms.count("\n") != len(counts.terms) - 1:
        raise ValueError("a term holds a line break")
    rows = {document.name: row for row, document in enumerate(_by_name(contents))}
    documents = np.array([rows[chunk.document] for chunk in contents.chunks], dtype=np.int32)
    write_array(database, "chunk_documents", documents)
    write_bytes(database, "lexical_terms", terms.encode())
    write_array(database, "lexical_offsets", counts.offsets)
    write_array(database, "lexical_ordinals", counts.ordinals)
    write_array(database, "lexical_counts", counts.counts)
    write_array(database, "lexical_lengths", counts.lengths)
    write_array(database, "vectors", np.asarray(contents.vectors, dtype=np.float32))


def _by_name(contents: Contents) -> list[IndexedDocument]:
    return [document for _, document in sorted(contents.documents.items())]


def _document(document: IndexedDocument) -> tuple[Any, ...]:
    labels = document.labels
    return (
        document.name,
        document.version,
        document.chunks,
        document.fault,
        document.detail,
        labels.product,
        labels.language,
        labels.valid_from.isoformat() if labels.valid_from else None,
        labels.valid_until.isoformat() if labels.valid_until else None,
    )


def _insert(
    database: sqlite3.Connection, table: str, rows: Sequence[tuple[Any, ...]] | Iterator[Any]
) -> None:
    width = len(database.execute(f"PRAGMA table_info({table})").fetchall())
    marks = ", ".join("?" * width)
    database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608  our names

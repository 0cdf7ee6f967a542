"""The rows of a snapshot file, back as what was written."""

import json
import sqlite3
from datetime import date
from typing import Any

import numpy as np

from ai.index.arrays import read_array, read_bytes
from ai.index.contents import IndexedDocument
from ai.index.glossary import Glossary, Term
from ai.index.postings import TermCounts
from ai.index.ranking import Floats
from ai.index.vocabulary import Vocabulary
from ai.model import Chunk, Labels


def read_vocabulary(database: sqlite3.Connection) -> Vocabulary:
    """The team's terms and those that were found in the documents."""
    rows = database.execute("SELECT source, spoken, written FROM terms ORDER BY position")
    found: dict[str, list[Term]] = {"glossary": [], "derived": []}
    for source, spoken, written in rows:
        found[source].append(Term(spoken=spoken, written=written))
    return Vocabulary(glossary=Glossary(tuple(found["glossary"])), derived=tuple(found["derived"]))


def read_counts(database: sqlite3.Connection, chunks: int) -> TermCounts:
    """The terms of all chunks; ValueError when the arrays do not fit each other."""
    joined = read_bytes(database, "lexical_terms").decode()
    counts = TermCounts(
        terms=tuple(joined.split("\n")) if joined else (),
        offsets=read_array(database, "lexical_offsets", np.int64),
        ordinals=read_array(database, "lexical_ordinals", np.int32),
        counts=read_array(database, "lexical_counts", np.uint16),
        lengths=read_array(database, "lexical_lengths", np.int32),
    )
    fits = (
        len(counts.offsets) == len(counts.terms) + 1
        and counts.offsets[-1] == len(counts.ordinals) == len(counts.counts)
        and len(counts.lengths) == chunks
    )
    if not fits:
        raise ValueError("its postings do not fit its chunks")
    return counts


def read_documents(database: sqlite3.Connection) -> list[IndexedDocument]:
    """All documents in order of name, which is what `chunk_documents` counts in."""
    rows = database.execute("SELECT * FROM documents ORDER BY name")
    return [
        IndexedDocument(
            name=name,
            version=version,
            chunks=chunks,
            fault=fault,
            detail=detail,
            labels=Labels(
                product=product,
                language=language,
                valid_from=date.fromisoformat(begins) if begins else None,
                valid_until=date.fromisoformat(ends) if ends else None,
            ),
        )
        for name, version, chunks, fault, detail, product, language, begins, ends in rows
    ]


def read_chunks(database: sqlite3.Connection) -> tuple[Chunk, ...]:
    """All chunks in order."""
    return tuple(map(_chunk, database.execute("SELECT * FROM chunks ORDER BY ordinal")))


def read_chunk(database: sqlite3.Connection, ordinal: int) -> Chunk:
    """One chunk; KeyError when there is none at this place."""
    row = database.execute("SELECT * FROM chunks WHERE ordinal = ?", (ordinal,)).fetchone()
    if row is None:
        raise KeyError(ordinal)
    return _chunk(row)


def read_question_vectors(database: sqlite3.Connection) -> dict[str, Floats]:
    """Vectors of golden questions by their key."""
    rows = database.execute("SELECT key, vector FROM question_vectors ORDER BY key")
    return {key: np.frombuffer(vector, dtype=np.float32) for key, vector in rows}


def _chunk(row: tuple[Any, ...]) -> Chunk:
    _, identifier, document, title, heading_path, page, text = row
    return Chunk(
        id=identifier,
        document=document,
        title=title,
        heading_path=tuple(json.loads(heading_path)),
        page=page,
        text=text,
    )

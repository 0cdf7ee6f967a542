"""The tables of a snapshot file."""

from typing import Final

FORMAT: Final = "2"
"""Raised with every change of the tables; an older reader then refuses the file by name."""

TABLES: Final = """
PRAGMA page_size = 16384;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    name TEXT PRIMARY KEY, version TEXT NOT NULL, chunks INTEGER NOT NULL,
    fault TEXT, detail TEXT,
    product TEXT, language TEXT, valid_from TEXT, valid_until TEXT
) WITHOUT ROWID;
CREATE TABLE chunks (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, title TEXT NOT NULL,
    heading_path TEXT NOT NULL, page INTEGER, text TEXT NOT NULL
);
CREATE TABLE terms (
    position INTEGER PRIMARY KEY, source TEXT NOT NULL,
    spoken TEXT NOT NULL, written TEXT NOT NULL
);
CREATE TABLE question_vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL);
CREATE TABLE arrays (
    name TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (name, part)
);
"""
"""`arrays` has all that a search reads but the passages themselves:

vectors        float32, a row a chunk
lexical_terms  UTF-8, a term a line, in order
lexical_offsets, lexical_ordinals, lexical_counts, lexical_lengths   as in `TermCounts`
chunk_documents  int32: which row of `documents`, by name, a chunk belongs to

A file is written once, whole, and thrown away when that fails: it needs no journal.
"""

PART_BYTES: Final = 1 << 26
"""Most bytes in one blob: SQLite allows 1 GB, and one part is read without being copied."""

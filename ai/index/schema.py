"""The tables of a snapshot file."""

from typing import Final

FORMAT: Final = "1"
"""Raised with every change of the tables; an older reader then refuses the file by name."""

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (
    name TEXT PRIMARY KEY, version TEXT NOT NULL, chunks INTEGER NOT NULL,
    fault TEXT, detail TEXT
);
CREATE TABLE chunks (
    ordinal INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, title TEXT NOT NULL,
    heading_path TEXT NOT NULL, page INTEGER, text TEXT NOT NULL
);
CREATE TABLE postings (term TEXT PRIMARY KEY, ordinals BLOB NOT NULL, weights BLOB NOT NULL);
CREATE TABLE vectors (first INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE terms (position INTEGER PRIMARY KEY, spoken TEXT NOT NULL, written TEXT NOT NULL);
"""

VECTOR_ROWS: Final = 4_096
"""Vectors in one blob; keeps a blob far below SQLite's limit of 1 GB at any dimension."""

"""CSV: the first row names the columns, each further row becomes "column: cell, …"."""

import csv
import io
from typing import Final

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.encoding import decode
from ai.ingest.readers.outline import Content, Outline

MOST_CELLS: Final = 300_000
"""Cells of one file; more is data for a program, not something that callers ask about."""

_DELIMITERS: Final = ",;\t|"


def read(data: bytes) -> Content:
    """A .csv file, separated by commas, semicolons, tabs or bars."""
    text = decode(data).strip("\n")
    first_line = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    outline = Outline()
    outline.table(_rows(text, delimiter))
    return outline.content()


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """DocumentError where a cell never ends, or there are too many."""
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter):
            rows.append(row)
            cells += len(row)
            if cells > MOST_CELLS:
                raise DocumentError(
                    DocumentFault.TOO_LARGE,
                    f"the table has more than {MOST_CELLS} cells; keep what callers ask about and "
                    "split the rest",
                )
    except csv.Error as error:
        raise DocumentError(
            DocumentFault.CORRUPT,
            f"line {len(rows) + 1} of the table can not be read ({error}); is a quotation mark "
            "left open there?",
        ) from error
    return rows

"""CSV: the first row names the columns, each further row becomes "column: cell, …"."""

import csv
import io

from ai.ingest.readers.encoding import decode
from ai.ingest.readers.outline import Content, Outline

_DELIMITERS = ",;\t|"


def read(data: bytes) -> Content:
    """A .csv file, separated by commas, semicolons, tabs or bars."""
    text = decode(data).strip("\n")
    first_line = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    outline = Outline()
    outline.table(list(csv.reader(io.StringIO(text), delimiter=delimiter)))
    return outline.content()

"""PDF with a text layer, read by pypdf. Larger type and numbered lines are headings."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PdfReadError

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.outline import Content, Outline, stated_title
from ai.ingest.readers.pdf_lines import Line, page_lines
from ai.ingest.readers.pdf_pages import check_text, without_running_lines
from ai.ingest.readers.plain_headings import heading_words, headings

MOST_PAGES: Final = 1_000
"""Longer files are refused: reading them would outlast the function."""

_LARGER: Final = 1.05
"""Type this much larger than the body's is a heading's."""

_SENTENCE_END: Final = re.compile(r"[.!?。:][\"')\]]*$")
_BULLET: Final = re.compile(r"^\s*[-•·▪◦*]\s+")
_ITEM: Final = re.compile(r"^\s*(?:[-•·▪◦*]|[①-⑳]|\d{1,2}[.)])\s+")


def read(data: bytes) -> Content:
    """A .pdf file; without a text layer (a scan) or with a password it is refused by name."""
    if b"%PDF-" not in data[:1024]:
        raise DocumentError(DocumentFault.MISNAMED, "the file is named .pdf but is no PDF")
    reader = _opened(data)
    if len(reader.pages) > MOST_PAGES:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the PDF has {len(reader.pages)} pages, at most {MOST_PAGES} are read; split it",
        )
    pages = [page_lines(page, number) for number, page in enumerate(reader.pages, start=1)]
    lines = without_running_lines(pages)
    check_text(lines, reader.pages)
    metadata = reader.metadata
    return _content(lines, stated_title(metadata.title if metadata else None))


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        len(reader.pages)  # raises when it still asks for a password
    except FileNotDecryptedError as error:
        raise DocumentError(
            DocumentFault.ENCRYPTED, "the PDF asks for a password; save it without one"
        ) from error
    except DependencyError as error:  # AES would take a library of 4 MB for few files
        raise DocumentError(
            DocumentFault.ENCRYPTED,
            "the PDF is locked, if only against changes; save it without protection",
        ) from error
    except PdfReadError as error:
        raise DocumentError(
            DocumentFault.CORRUPT, f"the PDF is damaged ({error}); export it again"
        ) from error
    return reader


def _content(lines: Sequence[Line], title: str) -> Content:
    levels = _levels(lines)
    outline = Outline()
    paragraph: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        row_count = _row_count(lines[number:])
        anew = paragraph and (_SENTENCE_END.search(paragraph[-1]) or _ITEM.match(line.text))
        if row_count or number in levels or anew:
            outline.paragraph(" ".join(paragraph))
            paragraph = []
        if not paragraph:
            outline.page = line.page
        if row_count:
            outline.table(_rows(lines[number : number + row_count]))
        elif number in levels:
            title = title or line.text
            outline.heading(levels[number], heading_words(line.text))
        else:
            paragraph.append(_BULLET.sub("", line.text))
        number += row_count or 1
    outline.paragraph(" ".join(paragraph))
    return outline.content(title)


def _levels(lines: Sequence[Line]) -> dict[int, int]:
    """Line number to heading level: by size of type, below that by numbering."""
    type_sizes = Counter[float]()
    for line in lines:
        type_sizes[line.size] += len(line.text)
    body = type_sizes.most_common(1)[0][0]
    larger = sorted({line.size for line in lines if line.size >= body * _LARGER}, reverse=True)
    numbered = headings([line.text for line in lines])
    levels = {number: len(larger) + level for number, level in numbered.items()}
    for number, line in enumerate(lines):
        if line.size in larger and not _SENTENCE_END.search(line.text):
            levels[number] = larger.index(line.size) + 1
    return levels


def _row_count(lines: Sequence[Line]) -> int:
    """How many lines from the first on belong to one table; 0 when the first is no row."""
    if len(lines) < 2 or not lines[0].is_row_with(lines[1]):
        return 0
    count = 2
    while count < len(lines) and (
        lines[count].is_row_with(lines[0]) or lines[count].continues_row(lines[0])
    ):
        count += 1
    return count


def _rows(lines: Sequence[Line]) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in lines:
        if line.is_row_with(lines[0]):
            rows.append([cell.text for cell in line.cells])
            continue
        for cell in line.cells:
            starts = [abs(cell.x - first.x) for first in lines[0].cells]
            column = starts.index(min(starts))
            rows[-1][column] = f"{rows[-1][column]} {cell.text}"
    return rows

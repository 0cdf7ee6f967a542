"""Plain text of a sample document, as any reader would see it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

from docx import Document
from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path


class _Text(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the start of a part that is not shown."""
        del attrs
        self._hidden = tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        del tag
        self._hidden = False

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._hidden:
            self.parts.append(data)


def extract(path: Path) -> str:
    """Return the text of a document."""
    match path.suffix:
        case ".pdf":
            return "\n".join(page.extract_text() for page in PdfReader(path).pages)
        case ".docx":
            return _docx_text(path)
        case ".html":
            page = _Text()
            page.feed(_decode(path))
            return " ".join(page.parts)
        case _:
            return _decode(path)


def _docx_text(path: Path) -> str:
    word = Document(str(path))
    paragraphs = [paragraph.text for paragraph in word.paragraphs]
    rows = [row for table in word.tables for row in table.rows]
    lines = [" ".join(cell.text for cell in row.cells) for row in rows]
    return "\n".join(paragraphs + lines)


def _decode(path: Path) -> str:
    """UTF-8, else what Korean Windows programs write."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp949")

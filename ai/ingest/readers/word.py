"""Word documents (.docx), read by python-docx: headings, lists and tables in their order."""

import io
import re
import zipfile
from itertools import pairwise
from typing import Final

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.outline import Content, Outline

MOST_UNPACKED_BYTES: Final = 200_000_000
"""A file that would unpack to more is taken for a zip bomb and not opened."""

_OLE_MAGIC: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_HEADING: Final = re.compile(r"^(?:heading|제목)\s*(\d)$", re.IGNORECASE)


def read(data: bytes) -> Content:
    """A .docx file. The title is its "Title" paragraph, else its properties', else a heading."""
    _check(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise DocumentError(
            DocumentFault.MISNAMED, "the file is named .docx but is no Word document"
        ) from error
    outline = Outline()
    title = ""
    items: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph) and _is_item(part):
            items.append(part.text)
            continue
        outline.items(items)
        items = []
        if isinstance(part, Table):
            outline.table(_rows(part))
            continue
        level = _level(part)
        if level is None:
            outline.paragraph(part.text)
        else:
            title = title or part.text
            outline.heading(level, part.text)
    outline.items(items)
    return outline.content(title or document.core_properties.title)


def _check(data: bytes) -> None:
    if data.startswith(_OLE_MAGIC):
        if _ENCRYPTED in data:
            raise DocumentError(
                DocumentFault.ENCRYPTED, "the Word document asks for a password; save it without"
            )
        raise DocumentError(
            DocumentFault.MISNAMED, "this is an old .doc; save it as .docx with Word"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        fault = DocumentFault.CORRUPT if data.startswith(b"PK") else DocumentFault.MISNAMED
        raise DocumentError(fault, "the file is named .docx but can not be unpacked") from error
    if unpacked > MOST_UNPACKED_BYTES:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the file unpacks to {unpacked} bytes, at most {MOST_UNPACKED_BYTES} are read",
        )


def _style(paragraph: Paragraph) -> str:
    return (paragraph.style and paragraph.style.name) or ""


def _level(paragraph: Paragraph) -> int | None:
    name = _style(paragraph)
    if name.lower() in {"title", "제목"}:
        return 1
    heading = _HEADING.match(name)
    return int(heading.group(1)) + 1 if heading else None


def _is_item(paragraph: Paragraph) -> bool:
    """Word gives list items the style "List Paragraph", or one of its "List …" styles."""
    return _style(paragraph).startswith("List")


def _rows(table: Table) -> list[list[str]]:
    """A cell merged across columns counts once; one merged across rows repeats in each."""
    rows: list[list[str]] = []
    for row in table.rows:
        cells = row.cells
        merged = [False, *(cell is before for before, cell in pairwise(cells))]
        rows.append(
            ["" if again else cell.text for cell, again in zip(cells, merged, strict=False)]
        )
    return rows

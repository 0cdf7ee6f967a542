"""Renders blocks as a Word document with real heading, list and table styles."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.shared import Pt

from markup import Bullets, Heading, Note, Paragraph, Steps, Table
from word_xml import mark_header_row, number_from_one, use_font

if TYPE_CHECKING:
    from datetime import datetime

    from docx.document import Document as Word

    from markup import Block

_FONT: Final = "맑은 고딕"
_STYLES: Final = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number")
_HEADER_FILL: Final = "E8EEF6"
_AUTHOR: Final = "Saltware (sample)"


def render_docx(blocks: list[Block], title: str, when: datetime) -> bytes:
    """Return the document as the bytes of a Word file."""
    word = _new_document(title, when)
    for block in blocks:
        _write(word, block)
    buffer = io.BytesIO()
    word.save(buffer)
    return _with_fixed_dates(buffer.getvalue(), when)


def _new_document(title: str, when: datetime) -> Word:
    word = Document()
    use_font(word, _STYLES, _FONT)
    facts = word.core_properties
    facts.title, facts.author, facts.last_modified_by = title, _AUTHOR, _AUTHOR
    facts.language, facts.comments = "ko-KR", ""
    facts.created = facts.modified = when.replace(tzinfo=None)
    return word


def _write(word: Word, block: Block) -> None:
    match block:
        case Heading(level, text):
            word.add_heading(text, level - 1)
        case Note(text):
            run = word.add_paragraph().add_run(text)
            run.italic, run.font.size = True, Pt(9)
        case Paragraph(text):
            word.add_paragraph(text)
        case Bullets(items):
            for item in items:
                word.add_paragraph(item, style="List Bullet")
        case Steps(items):
            number_from_one(word, [word.add_paragraph(item, style="List Number") for item in items])
        case Table(rows):
            _write_table(word, rows)


def _write_table(word: Word, rows: tuple[tuple[str, ...], ...]) -> None:
    table = word.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = text
    mark_header_row(table, _HEADER_FILL)
    word.add_paragraph()


def _with_fixed_dates(content: bytes, when: datetime) -> bytes:
    """Zip the parts again under one date, so that a rebuild gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return buffer.getvalue()

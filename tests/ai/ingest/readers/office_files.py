"""Writes small .docx, .pptx and .xlsx files with the libraries that people make them with."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.util import Inches


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def workbook(fill: Callable[[Worksheet], object], *, name: str = "요금") -> bytes:
    """A workbook of one sheet that a function fills."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    fill(sheet)
    return saved(book)


def rows(*lines: Sequence[object]) -> bytes:
    """A workbook with these rows from A1 on."""

    def fill(sheet: Worksheet) -> None:
        for line in lines:
            sheet.append(list(line))

    return workbook(fill)


def slides(*contents: tuple[str, str]) -> bytes:
    """A presentation of slides with a title and a text."""
    presentation: Any = Presentation()
    for title, text in contents:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = text
    return saved(presentation)


def slide_table(lines: Sequence[Sequence[str]], merge: Callable[[Any], object] = id) -> bytes:
    """A presentation of one slide with a table."""
    presentation: Any = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "표"
    frame = slide.shapes.add_table(len(lines), len(lines[0]), 0, 0, Inches(4), Inches(2))
    for row, line in enumerate(lines):
        for column, text in enumerate(line):
            frame.table.cell(row, column).text = text
    merge(frame.table)
    return saved(presentation)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """An archive with each part changed, or left out where the function gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()

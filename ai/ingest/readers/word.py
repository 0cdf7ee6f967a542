"""Word documents (.docx), read by python-docx: headings, lists and tables in their order.

Of tracked changes the new text is read. Headers, footers, comments, text boxes and tables of
contents are left out.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Self

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.archive import Archive
from ai.ingest.readers.outline import Content, Outline, stated_title
from ai.ingest.readers.tables import Cell

_NO_LEVEL: Final = 9
"""What Word writes for body text where levels are 0 to 8."""

_HEADING: Final = re.compile(r"^(?:heading|제목|개요)\s*(\d)$", re.IGNORECASE)
_TITLES: Final = frozenset({"title", "제목"})
_PARAGRAPH: Final = qn("w:p")
_TABLE: Final = qn("w:tbl")
_LEFT_OUT: Final = frozenset(
    map(qn, ("w:del", "w:moveFrom", "w:drawing", "w:pict", "w:object", "w:rt"))
)
_WRAPPED: Final = frozenset(map(qn, ("w:ins", "w:moveTo", "w:customXml", "w:smartTag")))
_MARKS: Final = {
    qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"
}  # fmt: skip

_Xml = Any
"""An lxml element; lxml carries no types."""


@dataclass(frozen=True, kw_only=True)
class _Style:
    """What a paragraph style means: a heading's level, from 1, or an item of a list."""

    level: int | None = None
    lists: bool = False

    @classmethod
    def of(cls, style: Any) -> Self:
        """By its name, else by the outline level that a team's own styles carry."""
        name = style.name or ""
        if name.lower() in _TITLES:
            return cls(level=1)
        if heading := _HEADING.match(name):
            return cls(level=int(heading.group(1)) + 1)
        outline = style.element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
        written = "" if outline is None else outline.get(qn("w:val"), "")
        if written.isdecimal() and int(written) < _NO_LEVEL:
            return cls(level=int(written) + 2)
        return cls(lists=name.startswith("List"))


_PLAIN: Final = _Style()


def read(data: bytes) -> Content:
    """A .docx file. The title is its "Title" paragraph, else its properties', else a heading."""
    document = _opened(data)
    styles = {style.style_id: _Style.of(style) for style in document.styles}
    outline = Outline()
    title = ""
    items: list[str] = []
    for part in _parts(_body(document)):
        style = _style(part, styles)
        if part.tag == _PARAGRAPH and (style.lists or _is_numbered(part, style)):
            items.append(_text(part))
            continue
        outline.items(items)
        items = []
        if part.tag == _TABLE:
            outline.cells(_cells(part))
            continue
        if style.level is None:
            outline.paragraph(_text(part))
        else:
            title = title or _text(part)
            outline.heading(style.level, _text(part))
    outline.items(items)
    return outline.content(title or stated_title(document.core_properties.title))


def _opened(data: bytes) -> Document:
    archive = Archive(data)
    archive.check_prologues()
    try:
        return docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError) as error:
        raise DocumentError(
            DocumentFault.CORRUPT, "the file lacks what a Word document has; save it again as .docx"
        ) from error


def _body(document: _Xml) -> _Xml:
    return document.element.body


def _parts(body: _Xml) -> Iterator[_Xml]:
    """Paragraphs and tables, those in content controls as well, but for tables of contents."""
    pending = [*reversed(body)]
    while pending:
        part = pending.pop()
        if part.tag in {_PARAGRAPH, _TABLE}:
            yield part
        elif part.tag == qn("w:sdt"):
            gallery = part.find(f".//{qn('w:docPartGallery')}")
            if gallery is None or gallery.get(qn("w:val")) != "Table of Contents":
                pending.extend(reversed(part.findall(qn("w:sdtContent"))))
        elif part.tag in _WRAPPED or part.tag == qn("w:sdtContent"):
            pending.extend(reversed(part))


def _text(paragraph: _Xml) -> str:
    text = ""
    pending = [*reversed(paragraph)]
    while pending:
        element = pending.pop()
        if element.tag == qn("w:t"):
            text += element.text or ""
        elif element.tag in _MARKS:
            text += _MARKS[element.tag]
        elif element.tag not in _LEFT_OUT and element.tag != qn("w:pPr"):
            pending.extend(reversed(element))
    return text


def _style(part: _Xml, styles: dict[str, _Style]) -> _Style:
    found = part.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return _PLAIN if found is None else styles.get(found.get(qn("w:val"), ""), _PLAIN)


def _is_numbered(paragraph: _Xml, style: _Style) -> bool:
    """Whether it has a number or bullet of its own; headings may be numbered as well."""
    number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    return style.level is None and number is not None and number.get(qn("w:val")) != "0"


def _cells(table: _Xml) -> list[Cell]:
    """Cells with their spans: Word marks each cell that goes on the one above it."""
    cells: dict[tuple[int, int], Cell] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(table.findall(qn("w:tr"))):
        column = 0
        for cell in line.findall(qn("w:tc")):
            columns = _span(cell)
            merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
            if goes_on and column in open_at:
                place = open_at[column]
                cells[place] = _taller(cells[place], row)
            else:
                cells[row, column] = _cell(cell, row, column, columns)
                open_at[column] = (row, column)
            column += columns
    return list(cells.values())


def _cell(cell: _Xml, row: int, column: int, columns: int) -> Cell:
    lines = (_text(paragraph) for paragraph in cell.iter(_PARAGRAPH))
    return Cell(text="\n".join(lines), row=row, column=column, columns=columns)


def _taller(cell: Cell, row: int) -> Cell:
    return Cell(
        text=cell.text,
        row=cell.row,
        column=cell.column,
        rows=row - cell.row + 1,
        columns=cell.columns,
    )


def _span(cell: _Xml) -> int:
    found = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    written = "1" if found is None else found.get(qn("w:val"), "1")
    return max(1, int(written)) if written.isdecimal() and len(written) < 6 else 1

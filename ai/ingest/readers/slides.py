"""PowerPoint (.pptx): titles, text, tables and diagrams, slide by slide.

Its XML is read here and not with python-pptx, which needs Pillow and XlsxWriter only to be
imported: with their 8 MB the function's archive would pass the 50 MB that Lambda takes.
Hidden slides and speaker's notes are left out: their authors do not show them either.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.archive import Archive
from ai.ingest.readers.outline import Content, Outline
from ai.ingest.readers.tables import Cell

MOST_SLIDES: Final = 1_000
"""Longer presentations are refused."""

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_D: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_PRESENTATION: Final = "ppt/presentation.xml"
_TITLES: Final = frozenset({"title", "ctrTitle"})
_LEFT_OUT: Final = frozenset({"sldNum", "ftr", "dt", "hdr"})
_HIDDEN: Final = frozenset({"0", "false"})
_SENTENCE_END: Final = re.compile(r"[.!?。]$")


def read(data: bytes) -> Content:
    """A .pptx file. Pages are slide numbers as PowerPoint counts them; title: the first slide's."""
    archive = Archive(data)
    relations = archive.relations(_PRESENTATION)
    listed = list(archive.xml(_PRESENTATION).iter(f"{_P}sldId"))
    if len(listed) > MOST_SLIDES:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the presentation has {len(listed)} slides, at most {MOST_SLIDES} are read; split it",
        )
    outline = Outline()
    title = ""
    for number, slide in enumerate(listed, start=1):
        part = relations.get(slide.get(f"{_R}id", ""), "")
        if not part:
            continue
        root = archive.xml(part)
        if root.get("show", "1") not in _HIDDEN:
            outline.page = number
            title = title or _title(root)
            _Slide(archive, part, outline).add(root)
    return outline.content(title)


class _Slide:
    def __init__(self, archive: Archive, part: str, outline: Outline) -> None:
        self._archive = archive
        self._part = part
        self._outline = outline

    def add(self, root: Element) -> None:
        """Title first, then what is on the slide in the order in which it was made."""
        self._outline.heading(1, _title(root))
        for shape in _shapes(root):
            if shape.tag == f"{_P}sp":
                self._add_text(shape)
            else:
                self._add_graphic(shape)

    def _add_text(self, shape: Element) -> None:
        kind = _placeholder(shape)
        if kind in _TITLES or kind in _LEFT_OUT:
            return
        lines = [line for line in _lines(shape.find(f"{_P}txBody")) if line.strip()]
        if len(lines) > 1 and not any(_SENTENCE_END.search(line.strip()) for line in lines):
            self._outline.items(lines)
            return
        for line in lines:
            self._outline.paragraph(line)

    def _add_graphic(self, frame: Element) -> None:
        for table in frame.iter(f"{_A}tbl"):
            self._outline.cells(_cells(table))
        for diagram in frame.iter(f"{_D}relIds"):
            relations = self._archive.relations(self._part)
            part = relations.get(diagram.get(f"{_R}dm", ""), "")
            if part in self._archive.names:
                points = self._archive.xml(part).iter(f"{_D}t")
                self._outline.items(" ".join(_lines(point)) for point in points)


def _shapes(root: Element) -> Iterator[Element]:
    """Shapes and frames, those in groups as well."""
    pending = [*root.findall(f"{_P}cSld/{_P}spTree")]
    while pending:
        node = pending.pop()
        if node.tag in {f"{_P}sp", f"{_P}graphicFrame"}:
            yield node
        elif node.tag in {f"{_P}spTree", f"{_P}grpSp"}:
            pending.extend(reversed(node))


def _title(root: Element) -> str:
    for shape in _shapes(root):
        if shape.tag == f"{_P}sp" and _placeholder(shape) in _TITLES:
            return " ".join(_lines(shape.find(f"{_P}txBody")))
    return ""


def _placeholder(shape: Element) -> str:
    found = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    return "" if found is None else found.get("type", "body")


def _lines(body: Element | None) -> list[str]:
    if body is None:
        return []
    return [_text(paragraph) for paragraph in body.iter(f"{_A}p")]


def _text(paragraph: Element) -> str:
    text = ""
    for run in paragraph:
        if run.tag == f"{_A}br":
            text += "\n"
        elif run.tag == f"{_A}r" or (
            run.tag == f"{_A}fld" and not run.get("type", "").startswith("slidenum")
        ):
            text += run.findtext(f"{_A}t", "")
    return text


def _cells(table: Element) -> Iterator[Cell]:
    for row, line in enumerate(table.findall(f"{_A}tr")):
        for column, cell in enumerate(line.findall(f"{_A}tc")):
            if cell.get("hMerge") in {"1", "true"} or cell.get("vMerge") in {"1", "true"}:
                continue
            yield Cell(
                text="\n".join(_lines(cell)),
                row=row,
                column=column,
                rows=_span(cell, "rowSpan"),
                columns=_span(cell, "gridSpan"),
            )


def _span(cell: Element, name: str) -> int:
    written = cell.get(name, "1")
    return int(written) if written.isdecimal() else 1

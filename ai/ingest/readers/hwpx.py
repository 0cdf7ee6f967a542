"""Hangul (.hwpx, OWPML): zipped XML, read as .hwp is: outline, lists, tables, boxes and notes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.archive import Archive
from ai.ingest.readers.hangul import Flow, outline_level
from ai.ingest.readers.outline import Content, stated_title
from ai.ingest.readers.tables import Cell

MOST_DEPTH: Final = 100
"""How deep tables and boxes may stand in each other."""

_SECTION: Final = re.compile(r"^Contents/section(\d+)\.xml$")
_HEADER: Final = "Contents/header.xml"
_PACKAGE: Final = "Contents/content.hpf"
_MANIFEST: Final = "META-INF/manifest.xml"
_LEFT_OUT: Final = frozenset({"header", "footer", "hiddenComment", "secPr", "linesegarray"})
_BREAKS: Final = {
    "lineBreak": "\n", "tab": " ", "nbSpace": " ", "fwSpace": " ", "hyphen": "-"
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class _Look:
    """Outline levels, from 1, by style and by paragraph shape; shapes of list items."""

    styles: Mapping[str, int]
    levels: Mapping[str, int]
    items: frozenset[str]


def read(data: bytes) -> Content:
    """An .hwpx file. The title is its first short line, else that of its properties."""
    archive = Archive(data)
    if _MANIFEST in archive.names and _find(archive.xml(_MANIFEST), "encryption-data"):
        raise DocumentError(
            DocumentFault.ENCRYPTED, "the document asks for a password; save it without one"
        )
    sections = sorted(
        (int(found.group(1)), name) for name in archive.names if (found := _SECTION.match(name))
    )
    if not sections:
        raise DocumentError(DocumentFault.CORRUPT, "the document holds no text; save it again")
    look = _look(archive)
    flow = Flow()
    for _, name in sections:
        for paragraph in archive.xml(name):
            if _tag(paragraph) == "p":
                _add(flow, paragraph, look, 0)
    return flow.content(stated_title(_title(archive)))


def _title(archive: Archive) -> str:
    if _PACKAGE not in archive.names:
        return ""
    return next(
        (part.text or "" for part in archive.xml(_PACKAGE).iter() if _tag(part) == "title"),
        "",
    )


def _look(archive: Archive) -> _Look:
    if _HEADER not in archive.names:
        return _Look(styles={}, levels={}, items=frozenset())
    styles: dict[str, int] = {}
    levels: dict[str, int] = {}
    items: set[str] = set()
    shape = ""
    for element in archive.xml(_HEADER).iter():
        match _tag(element):
            case "style":
                names = (element.get("name", ""), element.get("engName", ""))
                if level := next(filter(None, map(outline_level, names)), None):
                    styles[element.get("id", "")] = level
            case "paraPr":
                shape = element.get("id", "")
            case "heading" if element.get("type") == "OUTLINE":
                written = element.get("level", "0")
                levels[shape] = int(written) + 1 if written.isdecimal() else 1
            case "heading" if element.get("type") in {"NUMBER", "BULLET"}:
                items.add(shape)
            case _:
                pass
    return _Look(styles=styles, levels=levels, items=frozenset(items))


def _add(flow: Flow, paragraph: Element, look: _Look, depth: int) -> None:
    """A paragraph's own text, then what is anchored in it."""
    _check_depth(depth)
    shape = paragraph.get("paraPrIDRef", "")
    level = look.styles.get(paragraph.get("styleIDRef", "")) or look.levels.get(shape)
    text = _text(paragraph)
    anchored = list(_anchored(paragraph))
    if text.strip() or not anchored:
        flow.paragraph(text, level=level, item=shape in look.items)
    for element in anchored:
        if _tag(element) == "tbl":
            captions = map(_all_lines, _children(element, "caption"))
            flow.table(list(_cells(element)), "\n".join(chain.from_iterable(captions)))
        else:
            for inner in _paragraphs(element):
                _add(flow, inner, look, depth + 1)


def _text(paragraph: Element) -> str:
    text = ""
    for run in _children(paragraph, "run"):
        for element in _children(run, "t"):
            text += element.text or ""
            for mark in element:
                text += _BREAKS.get(_tag(mark), "") + (mark.tail or "")
    return text


def _anchored(paragraph: Element) -> Iterator[Element]:
    """Tables, boxes and notes in a paragraph: whatever holds paragraphs, outermost first."""
    pending = [child for run in _children(paragraph, "run") for child in run][::-1]
    while pending:
        element = pending.pop()
        name = _tag(element)
        if name in _LEFT_OUT or name == "t":
            continue
        if name in {"tbl", "subList"}:
            yield element
        else:
            pending.extend(reversed(element))


def _cells(table: Element) -> Iterator[Cell]:
    """Cells by the place that they state; where they state none, by their order."""
    for row, line in enumerate(_children(table, "tr")):
        for column, cell in enumerate(_children(line, "tc")):
            place = next(_children(cell, "cellAddr"), cell)
            span = next(_children(cell, "cellSpan"), cell)
            yield Cell(
                text="\n".join(_all_lines(cell)),
                row=_number(place, "rowAddr", row),
                column=_number(place, "colAddr", column),
                rows=max(1, _number(span, "rowSpan", 1)),
                columns=max(1, _number(span, "colSpan", 1)),
                head=cell.get("header") == "1",
            )


def _all_lines(element: Element) -> list[str]:
    """The text of every paragraph below, tables in cells flattened."""
    lines: list[str] = []
    pending = [*reversed(element)]
    while pending:
        below = pending.pop()
        if _tag(below) in _LEFT_OUT:
            continue
        if _tag(below) == "p" and (text := _text(below)).strip():
            lines.append(text)
        pending.extend(reversed(below))
    return lines


def _paragraphs(element: Element) -> Iterable[Element]:
    return _children(element, "p")


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _tag(child) == name)


def _find(root: Element, name: str) -> bool:
    return any(_tag(element) == name for element in root.iter())


def _tag(element: Element) -> str:
    """Without its namespace, which changes with the version of the format."""
    return element.tag.rpartition("}")[2]


def _number(element: Element, name: str, otherwise: int) -> int:
    written = element.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 8 else otherwise


def _check_depth(depth: int) -> None:
    if depth > MOST_DEPTH:
        raise DocumentError(
            DocumentFault.TOO_COMPLEX, "tables or boxes stand too deep in each other; split it"
        )

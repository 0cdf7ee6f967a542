"""Hangul (.hwp, HWP 5): paragraphs, outline, lists, tables, text boxes and notes.

The container is opened by olefile. Its records are read here: no library for them is both well
kept and free to ship (pyhwp is AGPL). Headers, footers and hidden comments are left out, as are
numbers that Hangul computes when it shows a list ("가.", "1)").
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.archive import MOST_UNPACKED_BYTES
from ai.ingest.readers.compound import CompoundFile
from ai.ingest.readers.hangul import Flow, outline_level
from ai.ingest.readers.hwp_records import (
    CTRL_HEADER,
    LIST_HEADER,
    PARA_HEADER,
    PARA_SHAPE,
    PARA_TEXT,
    STYLE,
    TABLE,
    Record,
    paragraph_text,
    record_tree,
)
from ai.ingest.readers.outline import Content
from ai.ingest.readers.tables import Cell

_SIGNATURE: Final = b"HWP Document File"
_COMPRESSED: Final = 1 << 0
_LOCKED: Final = (
    (1 << 1, "asks for a password; save it without one"),
    (1 << 2, "is encrypted for distribution (배포용 문서); upload the original"),
    (1 << 4, "is protected by DRM; upload an open copy"),
    (1 << 8, "is encrypted with a certificate; upload an open copy"),
    (1 << 10, "is protected by DRM; upload an open copy"),
)
_LEFT_OUT: Final = frozenset({b"head", b"foot", b"tcmt", b"secd", b"cold"})
_OUTLINE_HEAD: Final = 1
_LIST_HEADS: Final = frozenset({2, 3})  # numbered, bulleted
_CELL: Final = struct.Struct("<HHHH")
_CELL_PLACE: Final = 8


@dataclass(frozen=True, kw_only=True)
class _Shape:
    """What a paragraph's shape or style says: its outline level, from 1, or that it is an item."""

    level: int | None = None
    item: bool = False


@dataclass(frozen=True, kw_only=True)
class _Look:
    shapes: Sequence[_Shape]
    styles: Sequence[int | None]

    def of(self, header: bytes) -> _Shape:
        """What the PARA_HEADER of a paragraph refers to."""
        if len(header) < 11:
            return _Shape()
        shape_number, style_number = struct.unpack_from("<HB", header, 8)
        shape = self.shapes[shape_number] if shape_number < len(self.shapes) else _Shape()
        style = self.styles[style_number] if style_number < len(self.styles) else None
        return _Shape(level=style) if style is not None else shape


def read(data: bytes) -> Content:
    """An .hwp file. The title is its first short line, else that of its properties."""
    with CompoundFile(data) as file:
        flags = _flags(file)
        look = _look(_stream(file, "DocInfo", flags))
        flow = Flow()
        for section in _sections(file):
            _add_paragraphs(flow, record_tree(_stream(file, section, flags)), look)
    return flow.content()


def _flags(file: CompoundFile) -> int:
    header = file.read("FileHeader")
    if not header.startswith(_SIGNATURE) or len(header) < 40:
        raise DocumentError(
            DocumentFault.MISNAMED, "the file is named .hwp but is no Hangul document"
        )
    (flags,) = struct.unpack_from("<I", header, 36)
    for bit, why in _LOCKED:
        if flags & bit:
            raise DocumentError(DocumentFault.ENCRYPTED, f"the document {why}")
    return flags


def _sections(file: CompoundFile) -> list[str]:
    named = (name.removeprefix("Section") for name in file.names("BodyText"))
    numbers = [int(number) for number in named if number.isdecimal()]
    if not numbers:
        raise DocumentError(DocumentFault.CORRUPT, "the document holds no text; save it again")
    return [f"BodyText/Section{number}" for number in sorted(numbers)]


def _stream(file: CompoundFile, name: str, flags: int) -> bytes:
    if not file.holds(name):
        raise DocumentError(
            DocumentFault.CORRUPT, f"the document lacks its part {name}; save it again"
        )
    data = file.read(name)
    return _inflated(data) if flags & _COMPRESSED else data


def _inflated(data: bytes) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        unpacked = unpacker.decompress(data, MOST_UNPACKED_BYTES)
    except zlib.error as error:
        raise DocumentError(
            DocumentFault.CORRUPT, f"the document can not be unpacked ({error}); save it again"
        ) from error
    if unpacker.unconsumed_tail:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the document unpacks to more than {MOST_UNPACKED_BYTES} bytes; split it",
        )
    return unpacked


def _look(doc_info: bytes) -> _Look:
    """Paragraph shapes and styles, in the order in which paragraphs refer to them."""
    shapes: list[_Shape] = []
    styles: list[int | None] = []
    pending = record_tree(doc_info)
    while pending:
        record = pending.pop(0)
        if record.tag == PARA_SHAPE:
            shapes.append(_shape(record.data))
        elif record.tag == STYLE:
            styles.append(_style_level(record.data))
        pending[:0] = record.children
    return _Look(shapes=shapes, styles=styles)


def _shape(data: bytes) -> _Shape:
    """Bits 23–24 of a PARA_SHAPE say what heads the paragraph, bits 25–27 on which level."""
    if len(data) < 4:
        return _Shape()
    (attributes,) = struct.unpack_from("<I", data)
    head = attributes >> 23 & 0b11
    if head == _OUTLINE_HEAD:
        return _Shape(level=(attributes >> 25 & 0b111) + 1)
    return _Shape(item=head in _LIST_HEADS)


def _style_level(data: bytes) -> int | None:
    """From its Korean name, else its English one; each is a length and UTF-16."""
    place = 0
    for _ in range(2):
        if place + 2 > len(data):
            return None
        (length,) = struct.unpack_from("<H", data, place)
        name = data[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
        if level := outline_level(name):
            return level
        place += 2 + 2 * length
    return None


def _add_paragraphs(flow: Flow, records: Sequence[Record], look: _Look) -> None:
    for paragraph in records:
        if paragraph.tag != PARA_HEADER:
            continue
        text = _own_text(paragraph)
        shape = look.of(paragraph.data)
        controls = [child for child in paragraph.children if child.tag == CTRL_HEADER]
        if text.strip() or not controls:
            flow.paragraph(text, level=shape.level, item=shape.item)
        for control in controls:
            _add_control(flow, control, look)


def _add_control(flow: Flow, control: Record, look: _Look) -> None:
    if _name(control) in _LEFT_OUT:
        return
    if control.first(TABLE):
        caption, cells = _table(control)
        flow.table(cells, caption)
        return
    for records in _lists(control):
        _add_paragraphs(flow, records, look)


def _name(control: Record) -> bytes:
    """Four letters, stored from last to first."""
    return control.data[3::-1] if len(control.data) >= 4 else b""


def _lists(record: Record) -> Iterator[list[Record]]:
    """The records that hold paragraphs, of a note, a text box, or a group of them."""
    if any(child.tag == PARA_HEADER for child in record.children):
        yield record.children
    for child in record.children:
        if child.tag != PARA_HEADER:
            yield from _lists(child)


def _table(control: Record) -> tuple[str, list[Cell]]:
    """Caption and cells. Lists before the TABLE record are captions; each later one is a cell."""
    caption: list[str] = []
    cells: list[tuple[Cell, list[str]]] = []
    in_table = False
    for record in control.children:
        in_table = in_table or record.tag == TABLE
        if record.tag == LIST_HEADER and in_table:
            cells.append((_place(record.data), _nested(record)))
        elif record.tag == PARA_HEADER:
            (cells[-1][1] if cells else caption).extend(_nested_paragraph(record))
    return "\n".join(caption), [replace(cell, text="\n".join(lines)) for cell, lines in cells]


def _place(data: bytes) -> Cell:
    """A cell without its text yet."""
    if len(data) < _CELL_PLACE + _CELL.size:
        raise DocumentError(DocumentFault.CORRUPT, "a table's cell has no place; save it again")
    column, row, columns, rows = _CELL.unpack_from(data, _CELL_PLACE)
    return Cell(text="", row=row, column=column, rows=max(1, rows), columns=max(1, columns))


def _nested(record: Record) -> list[str]:
    """All text below a record, tables in cells flattened; headers and comments left out."""
    lines: list[str] = []
    for child in record.children:
        if child.tag == PARA_HEADER:
            lines += _nested_paragraph(child)
        elif not (child.tag == CTRL_HEADER and _name(child) in _LEFT_OUT):
            lines += _nested(child)
    return lines


def _nested_paragraph(paragraph: Record) -> list[str]:
    text = _own_text(paragraph)
    return [*([text] if text.strip() else []), *_nested(paragraph)]


def _own_text(paragraph: Record) -> str:
    return "".join(
        paragraph_text(child.data) for child in paragraph.children if child.tag == PARA_TEXT
    )

"""The records of an HWP 5 stream as a tree, and the text of its paragraphs.

This product was developed with reference to the HWP document file (.hwp) specification opened to
the public by Hancom Inc. (본 제품은 한글과컴퓨터의 한글 문서 파일(.hwp) 공개 문서를 참고하여
개발하였습니다.)
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from ai.errors import DocumentError, DocumentFault

MOST_RECORDS: Final = 2_000_000
"""Records of one stream. More is refused."""

MOST_DEPTH: Final = 100
"""How deep tables may stand in tables. The format's own limit is 1,023 levels of records."""

PARA_SHAPE: Final = 0x19
STYLE: Final = 0x1A
PARA_HEADER: Final = 0x42
PARA_TEXT: Final = 0x43
CTRL_HEADER: Final = 0x47
LIST_HEADER: Final = 0x48
TABLE: Final = 0x4D

_HEADER: Final = struct.Struct("<I")
_LONG: Final = 0xFFF
_LINE_BREAK: Final = 10
_TAB: Final = 9
_WIDE_CONTROLS: Final = frozenset({*range(1, 10), 11, 12, *range(14, 24)})
"""Control characters that take the place of eight: 1–9, 11, 12, 14–23 (5.0 rev. 1.3, table 6)."""

_ONE_CHARACTER: Final = {_LINE_BREAK: "\n", 24: "-", 30: "\u00a0", 31: " "}
_CONTROL_LENGTH: Final = 8


@dataclass(eq=False)
class Record:
    """A record with those that belong to it."""

    tag: int
    data: bytes
    children: "list[Record]" = field(default_factory=list["Record"])

    def first(self, tag: int) -> "Record | None":
        """The first child of a kind."""
        return next((child for child in self.children if child.tag == tag), None)


def record_tree(stream: bytes) -> list[Record]:
    """The outermost records. DocumentError when the stream ends within one."""
    roots: list[Record] = []
    path: list[Record] = []
    for number, (tag, level, data) in enumerate(_records(stream)):
        if number >= MOST_RECORDS or level > MOST_DEPTH:
            raise DocumentError(
                DocumentFault.TOO_COMPLEX,
                "the document has too many parts or too deep tables; split it",
            )
        record = Record(tag, data)
        del path[level:]
        (path[-1].children if path else roots).append(record)
        path.append(record)
    return roots


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Tag, level and content: 10, 10 and 12 bits of size, or four bytes of size after them."""
    place = 0
    while place + _HEADER.size <= len(stream):
        (header,) = _HEADER.unpack_from(stream, place)
        place += _HEADER.size
        size = header >> 20
        if size == _LONG:
            if place + _HEADER.size > len(stream):
                raise _cut_off()
            (size,) = _HEADER.unpack_from(stream, place)
            place += _HEADER.size
        if place + size > len(stream):
            raise _cut_off()
        yield header & 0x3FF, header >> 10 & 0x3FF, stream[place : place + size]
        place += size


def _cut_off() -> DocumentError:
    return DocumentError(
        DocumentFault.CORRUPT, "the document is cut off within its text; save it again"
    )


def paragraph_text(data: bytes) -> str:
    """The text of a PARA_TEXT record; lines within a paragraph are kept apart."""
    codes = struct.unpack(f"<{len(data) // 2}H", data[: len(data) // 2 * 2])
    written: list[int | str] = []
    place = 0
    while place < len(codes):
        code = codes[place]
        if code in _WIDE_CONTROLS:
            if code == _TAB:
                written.append(" ")
            place += _CONTROL_LENGTH
            continue
        if code >= 32:
            written.append(code)
        elif code in _ONE_CHARACTER:
            written.append(_ONE_CHARACTER[code])
        place += 1
    return _joined(written)


def _joined(written: list[int | str]) -> str:
    units = b"".join(
        (struct.pack("<H", unit) if isinstance(unit, int) else unit.encode("utf-16-le"))
        for unit in written
    )
    return units.decode("utf-16-le", "replace")

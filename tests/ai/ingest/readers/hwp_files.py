"""Writes small HWP 5 files as the format's description has them; see compound_file.py."""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from tests.ai.ingest.readers.compound_file import compound_file

COMPRESSED, PASSWORD, DISTRIBUTION, DRM = 1, 2, 4, 16
PARA_SHAPE, STYLE, PARA_HEADER, PARA_TEXT = 0x19, 0x1A, 0x42, 0x43
CTRL_HEADER, LIST_HEADER, TABLE = 0x47, 0x48, 0x4D
PLAIN, OUTLINE, NUMBER, BULLET = 0, 1, 2, 3


def record(tag: int, level: int, data: bytes) -> bytes:
    size = min(len(data), 0xFFF)
    head = struct.pack("<I", tag | level << 10 | size << 20)
    return head + (struct.pack("<I", len(data)) if size == 0xFFF else b"") + data


def wide(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def extended(code: int, name: str) -> bytes:
    """A control character that takes the place of eight."""
    return struct.pack("<H4s8sH", code, name.encode()[::-1], b"", code)


@dataclass(frozen=True)
class Paragraph:
    text: str | bytes
    style: int = 0
    shape: int = 0
    controls: tuple[bytes, ...] = ()

    def at(self, level: int) -> bytes:
        written = self.text if isinstance(self.text, bytes) else wide(self.text)
        written += wide("\r")
        length = len(written) // 2
        head = struct.pack("<IIHBBHHHI", length, 0, self.shape, self.style, 0, 1, 0, 1, 0)
        inner = record(PARA_TEXT, level + 1, written) if len(written) > 2 else b""
        return record(PARA_HEADER, level, head) + inner + b"".join(self.controls)


Place = tuple[int, int, int, int]
"""Row, column, rows, columns."""


def table(cells: Sequence[tuple[Place, str]], level: int = 1, caption: str = "") -> bytes:
    """The records of a table that stands in a paragraph of `level` - 1."""
    parts = record(CTRL_HEADER, level, b" lbt" + bytes(40))
    if caption:
        parts += record(LIST_HEADER, level + 1, struct.pack("<HHI", 1, 0, 0) + bytes(14))
        parts += Paragraph(caption).at(level + 1)
    parts += record(TABLE, level + 1, struct.pack("<IHH", 4, 9, 9) + bytes(20))
    for (row, column, rows, columns), text in cells:
        place = struct.pack("<HHI4H", 1, 0, 0, column, row, columns, rows) + bytes(18)
        parts += record(LIST_HEADER, level + 1, place) + Paragraph(text).at(level + 1)
    return parts


def control(name: str, *paragraphs: str, level: int = 1) -> bytes:
    """A note, a header or a hidden comment: a list of paragraphs below a control."""
    parts = record(CTRL_HEADER, level, name.encode()[::-1] + bytes(8))
    parts += record(LIST_HEADER, level + 1, struct.pack("<HHI", len(paragraphs), 0, 0))
    return parts + b"".join(Paragraph(text).at(level + 1) for text in paragraphs)


def box(*paragraphs: str, level: int = 1) -> bytes:
    """A drawing with text in it."""
    parts = record(CTRL_HEADER, level, b" osg" + bytes(40)) + record(0x4C, level + 1, bytes(100))
    parts += record(LIST_HEADER, level + 2, struct.pack("<HHI", len(paragraphs), 0, 0))
    return parts + b"".join(Paragraph(text).at(level + 2) for text in paragraphs)


def style(korean: str, english: str = "") -> bytes:
    names = b"".join(struct.pack("<H", len(name)) + wide(name) for name in (korean, english))
    return record(STYLE, 0, names + struct.pack("<BBhHH", 0, 0, 1042, 0, 0))


def shape(head: int = PLAIN, level: int = 0) -> bytes:
    return record(PARA_SHAPE, 0, struct.pack("<I", head << 23 | level << 25) + bytes(50))


def hwp(
    *paragraphs: Paragraph,
    flags: int = COMPRESSED,
    styles: Sequence[str] = ("바탕글", "개요 1", "개요 2"),
    shapes: Sequence[bytes] = (),
    sections: Sequence[bytes] | None = None,
) -> bytes:
    body = b"".join(paragraph.at(0) for paragraph in paragraphs)
    info = b"".join(shapes or [shape()]) + b"".join(style(name) for name in styles)
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05010001, flags)
    streams = {"FileHeader": header.ljust(256, b"\0"), "DocInfo": packed(info, flags)}
    for number, section in enumerate([body] if sections is None else sections):
        streams[f"BodyText/Section{number}"] = packed(section, flags)
    return compound_file(streams)


def packed(data: bytes, flags: int) -> bytes:
    if not flags & COMPRESSED:
        return data
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()

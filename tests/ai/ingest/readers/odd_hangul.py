# ruff: noqa: E501, PLW0108  one odd file a line, each alike, so that the table can be read down
"""Odd .hwp and .hwpx files."""

import struct
import zlib
from functools import cache

from ai.errors import DocumentFault as F
from tests.ai.ingest.readers import hwpx_files as x
from tests.ai.ingest.readers.compound_file import compound_file
from tests.ai.ingest.readers.hwp_files import (
    DISTRIBUTION,
    DRM,
    PARA_TEXT,
    PASSWORD,
    Paragraph,
    box,
    control,
    extended,
    hwp,
    packed,
    record,
    table,
    wide,
)
from tests.ai.ingest.readers.odd import Odd
from tests.ai.ingest.readers.odd_office import (
    ENTITIES,
    OUTSIDE,
    bomb,
    lying,
    with_prologue,
    without,
)

SECTION = "Contents/section0.xml"
MERGED = [
    ((0, 0, 2, 1), "구분"), ((0, 1, 1, 2), "요금"), ((1, 1, 1, 1), "월"), ((1, 2, 1, 1), "연"),
    ((2, 0, 2, 1), "가"), ((2, 1, 1, 1), "1"), ((2, 2, 1, 1), "2"), ((3, 1, 1, 1), "3"),
]  # fmt: skip
READ = ("구분: 가, 요금 월: 1, 요금 연: 2", "구분: 가, 요금 월: 3")


def holding(inner: bytes) -> bytes:
    return hwp(Paragraph(extended(11, "tbl "), controls=(inner,)))


@cache
def bomb_section() -> bytes:
    """A section that unpacks to 300 MB."""
    packer = zlib.compressobj(wbits=-15)
    data = b"".join(packer.compress(bytes(1_000_000)) for _ in range(201)) + packer.flush()
    good = {"FileHeader": b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 5 << 24, 1)}
    good["FileHeader"] = good["FileHeader"].ljust(256, b"\0")
    return compound_file({**good, "DocInfo": packed(b"", 1), "BodyText/Section0": data})


def deep_hwpx(depth: int) -> bytes:
    inner = ""
    for _ in range(depth):
        inner = f"<hp:rect><hp:drawText><hp:subList>{x.p('속', inner=inner)}</hp:subList></hp:drawText></hp:rect>"
    return x.hwpx(x.p("겉입니다.", inner=inner))


ODD = [
    Odd("a .hwp with a password", "a.hwp", lambda: hwp(Paragraph("글"), flags=1 | PASSWORD), F.ENCRYPTED),
    Odd("a .hwp for distribution", "a.hwp", lambda: hwp(Paragraph("글"), flags=1 | DISTRIBUTION), F.ENCRYPTED),
    Odd("a .hwp under DRM", "a.hwp", lambda: hwp(Paragraph("글"), flags=1 | DRM), F.ENCRYPTED),
    Odd("a .hwp that is not packed", "a.hwp", lambda: hwp(Paragraph("글입니다."), flags=0), text=("글입니다.",)),
    Odd("a .hwp that says it is packed and is not", "a.hwp", lambda: hwp(Paragraph("글"), flags=0).replace(struct.pack("<II", 0x05010001, 0), struct.pack("<II", 0x05010001, 1)), F.CORRUPT),
    Odd("a .hwp cut in half", "a.hwp", lambda: hwp(Paragraph("글" * 9_000))[:2_000], F.CORRUPT),
    Odd("a .hwp without text", "a.hwp", lambda: hwp(Paragraph("")), F.NO_TEXT),
    Odd("a .hwp without sections", "a.hwp", lambda: hwp(sections=[]), F.CORRUPT),
    Odd("a .hwp of the nineties", "a.hwp", lambda: b"HWP Document File V3.00 \x1a\1\2\3\4\5", F.MISNAMED),
    Odd("a .hwp that is text", "a.hwp", lambda: "글".encode(), F.MISNAMED),
    Odd("a .hwp that is .hwpx", "a.hwp", lambda: x.hwpx(x.p("글")), F.MISNAMED),
    Odd("a .hwpx that is .hwp", "a.hwpx", lambda: hwp(Paragraph("글")), F.MISNAMED),
    Odd("a .hwp that is an old .doc", "a.hwp", lambda: compound_file({"WordDocument": b"x"}), F.MISNAMED),
    Odd("a .hwp as a bomb", "a.hwp", bomb_section, F.TOO_LARGE),
    Odd("a record longer than its stream", "a.hwp", lambda: hwp(sections=[record(PARA_TEXT, 0, b"12")[:-1]]), F.CORRUPT),
    Odd("records 1,000 deep", "a.hwp", lambda: hwp(sections=[b"".join(record(0x47, n, b"") for n in range(1_000))]), F.TOO_COMPLEX),
    Odd("a cell without a place", "a.hwp", lambda: holding(record(0x47, 1, b" lbt") + record(0x4D, 2, b"") + record(0x48, 2, b"\1")), F.CORRUPT),
    Odd("a paragraph over 4 kB", "a.hwp", lambda: hwp(Paragraph("가" * 5_000 + "끝")), text=("가끝",)),
    Odd("several sections", "a.hwp", lambda: hwp(sections=[Paragraph(f"{n}번 글입니다.").at(0) for n in range(12)]), text=("1번", "2번", "10번", "11번")),
    Odd("tabs, breaks and fields within text", "a.hwp", lambda: hwp(Paragraph(wide("앞") + extended(9, "") + wide("뒤\n다음 ") + extended(3, "klh%") + wide("링크") + extended(4, "klh%") + wide("\x1e끝."))), text=("앞 뒤", "다음 링크 끝.")),
    Odd("a lone surrogate in .hwp", "a.hwp", lambda: hwp(Paragraph("글\ud800자입니다.")), text=("글자입니다.",), lacks=("\ud800", "\ufffd")),
    Odd("a control cut off at the end", "a.hwp", lambda: hwp(Paragraph(wide("글입니다.") + b"\x0b\0")), text=("글입니다.",)),
    Odd("headers and hidden comments", "a.hwp", lambda: hwp(Paragraph("글입니다.", controls=(control("head", "머리말"), control("tcmt", "숨은 설명")))), text=("글입니다.",), lacks=("머리말", "숨은")),
    Odd("notes and boxes", "a.hwp", lambda: hwp(Paragraph("글입니다.", controls=(control("fn  ", "각주입니다."), box("상자입니다.")))), text=("글입니다.", "각주입니다.", "상자입니다.")),
    Odd("merged cells in .hwp", "a.hwp", lambda: holding(table(MERGED, caption="표 1. 요금")), text=("표 1. 요금", *READ)),
    Odd("a cell that spans 65,535 rows", "a.hwp", lambda: holding(table([((0, 0, 1, 1), "가"), ((0, 1, 1, 1), "나"), ((1, 0, 65_535, 65_535), "1")])), text=("가: 1",)),
    Odd("a frame of one cell", "a.hwp", lambda: holding(table([((0, 0, 1, 1), "알림입니다.")])), text=("알림입니다.",)),
    Odd("a shape and a style that do not exist", "a.hwp", lambda: hwp(Paragraph("글입니다.", style=200, shape=60_000)), text=("글입니다.",)),
    Odd("a .hwpx with a password", "a.hwpx", lambda: x.hwpx(x.p("글"), parts={"META-INF/manifest.xml": x.ENCRYPTED}), F.ENCRYPTED),
    Odd("a .hwpx with entities", "a.hwpx", lambda: with_prologue(x.hwpx(parts={SECTION: f"<?xml version='1.0'?><s>{x.NAMES}</s>"}), SECTION, ENTITIES), F.UNSAFE),
    Odd("a .hwpx with an entity of another file", "a.hwpx", lambda: with_prologue(x.hwpx(parts={SECTION: "<?xml version='1.0'?><s/>"}), SECTION, OUTSIDE), F.UNSAFE),
    Odd("a .hwpx with broken XML", "a.hwpx", lambda: x.hwpx(parts={SECTION: "<s><p></s>"}), F.CORRUPT),
    Odd("a .hwpx cut off", "a.hwpx", lambda: x.hwpx(x.p("글"))[:-40], F.CORRUPT),
    Odd("a .hwpx without text", "a.hwpx", lambda: x.hwpx(x.p("")), F.NO_TEXT),
    Odd("a .hwpx without sections", "a.hwpx", lambda: without(x.hwpx(), SECTION), F.CORRUPT),
    Odd("a .hwpx without styles", "a.hwpx", lambda: without(x.hwpx(x.p("글입니다.", style=3)), "Contents/header.xml"), text=("글입니다.",)),
    Odd("a .hwpx as a bomb", "a.hwpx", lambda: bomb(SECTION), F.TOO_LARGE),
    Odd("a .hwpx that lies on a size", "a.hwpx", lambda: lying(x.hwpx(x.p("글" * 99)), SECTION), F.CORRUPT),
    Odd("merged cells in .hwpx", "a.hwpx", lambda: x.hwpx(x.p("", inner=x.tbl(MERGED))), text=READ),
    Odd("a table marked with one header row", "a.hwpx", lambda: x.hwpx(x.p("", inner=x.tbl([((0, 0, 1, 1), "2026"), ((0, 1, 1, 1), "2027"), ((1, 0, 1, 1), "1"), ((1, 1, 1, 1), "2")], heads=1))), text=("2026: 1, 2027: 2",)),
    Odd("boxes 5 deep", "a.hwpx", lambda: deep_hwpx(5), text=("겉입니다.", "속")),
    Odd("boxes 300 deep", "a.hwpx", lambda: deep_hwpx(300), F.TOO_COMPLEX),
    Odd("line breaks and tabs in .hwpx", "a.hwpx", lambda: x.hwpx("<hp:p><hp:run><hp:t>앞<hp:tab/>뒤<hp:lineBreak/>다음<hp:markpenBegin/>줄.</hp:t></hp:run></hp:p>"), text=("앞 뒤", "다음줄.")),
    Odd("a header in .hwpx", "a.hwpx", lambda: x.hwpx(x.p("글입니다.", inner=f"<hp:ctrl><hp:header><hp:subList>{x.p('머리말')}</hp:subList></hp:header></hp:ctrl>")), text=("글입니다.",), lacks=("머리말",)),
]  # fmt: skip

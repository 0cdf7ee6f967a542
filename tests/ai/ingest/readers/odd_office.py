# ruff: noqa: E501, PLW0108  one odd file a line, each alike, so that the table can be read down
"""Odd .docx, .pptx and .xlsx files."""

import datetime as dt
import io
import zipfile
from functools import cache
from typing import Any

import docx
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation

from ai.errors import DocumentFault as F
from tests.ai.ingest.readers import office_files as office
from tests.ai.ingest.readers.compound_file import compound_file
from tests.ai.ingest.readers.odd import Odd

ENTITIES = '<!DOCTYPE a [<!ENTITY x "y">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def with_prologue(data: bytes, part: str, prologue: str) -> bytes:
    """The archive with a document type in one of its parts."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        head, _, rest = content.partition(b"?>")
        return head + b"?>" + prologue.encode() + rest

    return office.repacked(data, change)


def without(data: bytes, part: str) -> bytes:
    return office.repacked(data, lambda name, content: None if name == part else content)


@cache
def bomb(part: str) -> bytes:
    """201 MB of spaces in 200 kB."""
    out = io.BytesIO()
    archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
    with archive, archive.open(part, "w") as content:
        for _ in range(201):
            content.write(b" " * 1_000_000)
    return out.getvalue()


def lying(data: bytes, part: str) -> bytes:
    """The archive with the size of a part said to be 10 bytes."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            name = place + (46 if mark == b"PK\x01\x02" else 30)
            if changed[name : name + len(part)] == bytearray(part.encode()):
                changed[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
    return bytes(changed)


def locked_zip(data: bytes) -> bytes:
    changed = bytearray(data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := changed.find(mark, place + 1)) >= 0:
            changed[place + offset] |= 1
    return bytes(changed)


def hidden_sheet() -> bytes:
    book = Workbook()
    for name, text in (("보임", "보이는 글"), ("숨김", "숨긴 글")):
        book.create_sheet(name)["A1"] = text
    del book["Sheet"]
    book["숨김"].sheet_state = "hidden"
    return office.saved(book)


def hidden_slide() -> bytes:
    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"<p:sld ", b'<p:sld show="0" ') if "slide2.xml" in name else content

    return office.repacked(
        office.slides(("하나", "첫 글"), ("둘", "숨긴 글"), ("셋", "끝 글")), change
    )


def formula(sheet: Worksheet) -> None:
    sheet["A1"], sheet["B1"] = "상품", "요금"
    sheet["A2"], sheet["B2"] = "가", "=1+1"


def merged_storm() -> bytes:
    ranges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 21_000)).encode()

    def change(name: str, content: bytes) -> bytes:
        if "sheet1" not in name:
            return content
        return content.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
        )

    return office.repacked(office.rows(KOREAN), change)


def corners(sheet: Worksheet) -> None:
    sheet["A1"], sheet["XFD1048576"] = "처음", "끝"


def wide_rows(sheet: Worksheet) -> None:
    for row in range(1, 900):
        sheet.cell(row, 16_384, "끝")


def merged(sheet: Worksheet) -> None:
    for line in (["구분", "요금", None], [None, "월", "연"], ["가", 1, 2], [None, 3, 4]):
        sheet.append(line)
    for span in ("A1:A2", "B1:C1", "A3:A4"):
        sheet.merge_cells(span)


def notes() -> bytes:
    presentation: Any = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "제목"
    slide.placeholders[1].text = "보이는 글입니다."
    slide.notes_slide.notes_text_frame.text = "발표자만 봅니다."
    return office.saved(presentation)


def tracked() -> bytes:
    """Deleted and inserted words, as Word keeps them until they are accepted."""

    def change(name: str, content: bytes) -> bytes:
        marked = (
            '<w:del w:id="1" w:author="a"><w:r><w:delText>옛말</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t>새말</w:t></w:r></w:ins></w:p>'
        )
        if name != "word/document.xml":
            return content
        return content.replace(b"</w:p>", marked.encode(), 1)

    return office.repacked(office.word("앞글 "), change)


def nested_table() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("가", "나", "1", "2"), strict=True):  # pyright: ignore[reportPrivateUsage]
        cell.text = text
    inner = table.cell(1, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "속표"
    return office.saved(document)


def spread(table: Any) -> None:
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))


OLE_PASSWORD = {"EncryptedPackage": b"x" * 5_000, "EncryptionInfo": b"y"}
KOREAN = ("상품", "요금")

ODD = [
    *(
        odd
        for suffix, good, part in (
            (".docx", lambda: office.word("글"), "word/document.xml"),
            (".pptx", lambda: office.slides(("가", "나")), "ppt/presentation.xml"),
            (".xlsx", lambda: office.rows(KOREAN, ("가", 1)), "xl/workbook.xml"),
        )
        for odd in (
            Odd(f"{suffix} with a password", f"a{suffix}", lambda: compound_file(OLE_PASSWORD), F.ENCRYPTED),
            Odd(f"{suffix} cut in half", f"a{suffix}", lambda good=good: good()[: len(good()) // 2], F.CORRUPT),
            Odd(f"{suffix} without its end", f"a{suffix}", lambda good=good: good()[:-30], F.CORRUPT),
            Odd(f"{suffix} that is text", f"a{suffix}", lambda: "글입니다.".encode(), F.MISNAMED),
            Odd(f"{suffix} that is HTML", f"a{suffix}", lambda: b"<html><table><tr><td>1</table>", F.MISNAMED),
            Odd(f"{suffix} that is another archive", f"a{suffix}", lambda: office.zipped(a=b"1"), F.MISNAMED),
            Odd(f"{suffix} with entities", f"a{suffix}", lambda good=good, part=part: with_prologue(good(), part, ENTITIES), F.UNSAFE),
            Odd(f"{suffix} with an entity of another file", f"a{suffix}", lambda good=good, part=part: with_prologue(good(), part, OUTSIDE), F.UNSAFE),
            Odd(f"{suffix} as a bomb", f"a{suffix}", lambda part=part: bomb(part), F.TOO_LARGE),
            Odd(f"{suffix} that lies on a size", f"a{suffix}", lambda good=good, part=part: lying(good(), part), F.CORRUPT),
            Odd(f"{suffix} without its main part", f"a{suffix}", lambda good=good, part=part: without(good(), part), F.CORRUPT),
            Odd(f"{suffix} with locked parts", f"a{suffix}", lambda good=good: locked_zip(good()), F.ENCRYPTED),
        )
    ),
    Odd("an old .doc named .docx", "a.docx", lambda: compound_file({"WordDocument": b"x" * 9}), F.MISNAMED),
    Odd("an old .xls named .xlsx", "a.xlsx", lambda: compound_file({"Workbook": b"x" * 9}), F.MISNAMED),
    Odd("an old .ppt named .pptx", "a.pptx", lambda: compound_file({"PowerPoint Document": b"x"}), F.MISNAMED),
    Odd("a .pptx named .docx", "a.docx", lambda: office.slides(("가", "나")), F.MISNAMED),
    Odd("an .xlsx named .csv", "a.csv", lambda: office.rows(KOREAN), F.MISNAMED),
    Odd("a .docx named .hwpx", "a.hwpx", lambda: office.word("글"), F.MISNAMED),
    Odd("an OpenDocument named .xlsx", "a.xlsx", lambda: office.zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), F.MISNAMED),
    Odd("a binary workbook named .xlsx", "a.xlsx", lambda: office.zipped(xl__workbook__bin=b"1") .replace(b"xl/workbook/bin", b"xl/workbook.bin"), F.MISNAMED),
    Odd("a .docx without words", "a.docx", lambda: office.word("", " "), F.NO_TEXT),
    Odd("a .pptx without words", "a.pptx", lambda: office.slides(("", "")), F.NO_TEXT),
    Odd("an .xlsx without words", "a.xlsx", lambda: office.rows([None]), F.NO_TEXT),
    Odd("tracked changes", "a.docx", tracked, text=("앞글 새말",), lacks=("옛말",)),
    Odd("a table in a table", "a.docx", nested_table, text=("가: 1, 나: 2 속표",)),
    Odd("a hidden sheet", "a.xlsx", hidden_sheet, text=("보이는 글",), lacks=("숨긴 글", "숨김")),
    Odd("a hidden slide", "a.pptx", hidden_slide, text=("첫 글", "끝 글"), lacks=("숨긴 글",)),
    Odd("speaker's notes", "a.pptx", notes, text=("보이는 글입니다.",), lacks=("발표자",)),
    Odd("a formula that was never calculated", "a.xlsx", lambda: office.workbook(formula), F.UNCALCULATED),
    Odd("21,000 merged ranges", "a.xlsx", merged_storm, F.TOO_COMPLEX),
    Odd("cells in opposite corners", "a.xlsx", lambda: office.workbook(corners), text=("처음", "끝")),
    Odd("900 rows of 16,384 columns", "a.xlsx", lambda: office.workbook(wide_rows), F.TOO_LARGE),
    Odd("merged cells and a header of two lines", "a.xlsx", lambda: office.workbook(merged), text=("구분: 가, 요금 월: 1, 요금 연: 2", "구분: 가, 요금 월: 3, 요금 연: 4")),
    Odd("errors in cells", "a.xlsx", lambda: office.rows(KOREAN, ("가", "#REF!"), ("나", 2)), text=("상품: 가", "상품: 나, 요금: 2"), lacks=("#REF!",)),
    Odd("dates and truths", "a.xlsx", lambda: office.rows(("이름", "날", "맞음"), ("가", dt.date(2026, 1, 31), True)), text=("이름: 가, 날: 2026-01-31, 맞음: TRUE",)),
    Odd("merged cells on a slide", "a.pptx", lambda: office.slide_table([["구분", "요금", ""], ["", "월", "연"], ["가", "1", "2"]], spread), text=("구분: 가, 요금 월: 1, 요금 연: 2",)),
]  # fmt: skip

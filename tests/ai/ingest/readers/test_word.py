import io
import zipfile

import docx
import pytest
from docx.document import Document

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers import word
from ai.model import BlockKind


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headings_lists_and_tables_come_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("온보딩", 0)
    document.add_heading("일정", 1)
    document.add_paragraph("사흘이 걸립니다.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["단계", "기간", "등록", "10분"],
        strict=True,
    ):
        cell.text = text
    document.add_heading("준비물", 1)
    document.add_paragraph("관리자 권한", style="List Bullet")
    document.add_paragraph("사업자등록증", style="List Number")
    content = word.read(saved(document))
    assert content.title == "온보딩"
    assert [(block.kind, block.heading_path, block.text) for block in content.blocks] == [
        (BlockKind.PARAGRAPH, ("온보딩", "일정"), "사흘이 걸립니다."),
        (BlockKind.ROWS, ("온보딩", "일정"), "단계: 등록, 기간: 10분"),
        (BlockKind.ITEMS, ("온보딩", "준비물"), "관리자 권한\n사업자등록증"),
    ]


def test_a_cell_merged_across_columns_counts_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ["가", "나", "다"], strict=True):
        cell.text = text
    merged = table.cell(1, 0).merge(table.cell(1, 1))
    merged.text = "함께"
    table.cell(1, 2).text = "따로"
    assert word.read(saved(document)).blocks[0].text == "가: 함께, 다: 따로"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"plain text", DocumentFault.MISNAMED),
        (b"PK\x03\x04 cut off", DocumentFault.CORRUPT),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old word", DocumentFault.MISNAMED),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            DocumentFault.ENCRYPTED,
        ),
    ],
)
def test_what_is_no_word_document_is_refused_by_name(data: bytes, fault: DocumentFault) -> None:
    with pytest.raises(DocumentError) as caught:
        word.read(data)
    assert caught.value.reason is fault


def test_a_zip_of_something_else_is_no_word_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "가")
    with pytest.raises(DocumentError) as caught:
        word.read(out.getvalue())
    assert caught.value.reason is DocumentFault.MISNAMED


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MOST_UNPACKED_BYTES", 1_000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "0" * 100_000)
    with pytest.raises(DocumentError) as caught:
        word.read(out.getvalue())
    assert caught.value.reason is DocumentFault.TOO_LARGE

"""Whatever the bytes, reading ends in a document or a DocumentError."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai.errors import DocumentError
from ai.ingest.readers.registry import FORMATS, read_document
from tests.ai.fakes.pdf import lines, pdf
from tests.ai.ingest.readers import hwpx_files as x
from tests.ai.ingest.readers import office_files as office
from tests.ai.ingest.readers.hwp_files import Paragraph, box, control, extended, hwp, table
from tests.ai.ingest.readers.odd_hangul import MERGED
from tests.ai.ingest.readers.test_markdown import TEXT
from tests.ai.ingest.readers.test_web_page import PAGE

SUFFIXES = sorted(FORMATS)
STARTS = [b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"# a", b"a,b\n", b"\xff\xfe", b"---\n",
          bytes.fromhex("d0cf11e0a1b11ae1"), b"<table>", b""]  # fmt: skip


CONTROLS = (table(MERGED), control("fn  ", "각주"), box("상자"))


@cache
def good(suffix: str) -> bytes:
    match suffix:
        case ".pdf":
            return pdf(
                [lines("1. 환불", "환불은 됩니다."), [(60, 800, 10, "가"), (200, 800, 10, "나")]]
            )
        case ".docx":
            return office.word("환불 규정", "환불은 됩니다.")
        case ".pptx":
            return office.slide_table([["가", "나"], ["1", "2"]])
        case ".xlsx":
            return office.rows(("상품", "요금"), ("가", 1))
        case ".hwp":
            return hwp(
                Paragraph("개요", style=1), Paragraph(extended(11, "tbl "), controls=CONTROLS)
            )
        case ".hwpx":
            return x.hwpx(x.p("개요", style=1), x.p("글", inner=x.tbl(MERGED)))
        case ".html" | ".htm":
            return PAGE.encode()
        case _:
            return TEXT.encode()


def reads_or_says_why(suffix: str, data: bytes) -> None:
    try:
        document = read_document(f"a{suffix}", "1", data)
    except DocumentError:
        return
    assert any(block.text.strip() for block in document.blocks)
    for block in document.blocks:
        block.text.encode()  # no lone surrogates
        assert "\0" not in block.text


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(min_size=1, max_size=200))
def test_random_bytes(suffix: str, start: bytes, rest: bytes) -> None:
    reads_or_says_why(suffix, start + rest)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_good_files_cut_off(suffix: str, data: st.DataObject) -> None:
    whole = good(suffix)
    reads_or_says_why(suffix, whole[: data.draw(st.integers(1, len(whole)))])


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_good_files_with_bytes_changed(suffix: str, data: st.DataObject) -> None:
    changed = bytearray(good(suffix))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(changed) - 1))
        new = data.draw(st.binary(max_size=4))
        changed[place : place + data.draw(st.integers(0, 4))] = new
        if not changed:
            changed += b"x"
    reads_or_says_why(suffix, bytes(changed))


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_hwp_records_with_bytes_changed(data: st.DataObject) -> None:
    """Unpacked, so that changes reach the records and not only the packing."""
    body = Paragraph("글", style=1).at(0) + Paragraph("", controls=CONTROLS).at(0)
    section = bytearray(body)
    for _ in range(data.draw(st.integers(1, 6))):
        section[data.draw(st.integers(0, len(section) - 1))] = data.draw(st.integers(0, 255))
    reads_or_says_why(".hwp", hwp(flags=0, sections=[bytes(section)]))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_in_any_text_format(text: str) -> None:
    for suffix in (".md", ".txt", ".csv", ".html"):
        reads_or_says_why(suffix, text.encode("utf-8", "surrogatepass") or b"x")

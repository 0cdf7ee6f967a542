import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers import registry
from ai.ingest.readers.outline import Content
from ai.ingest.readers.registry import READERS, check_readable, read_document

SAMPLES = [b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"# a", b"a,b\n", b"\xff\xfe"]


@pytest.mark.parametrize("name", ["a.exe", "a.hwp", "README", "a.pdf.zip"])
def test_a_format_that_is_not_read_is_reported_as_such(name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        check_readable(name, 10)
    assert caught.value.reason is DocumentFault.UNSUPPORTED


def test_suffixes_are_read_in_any_case() -> None:
    assert read_document("A.MD", "1", "# 제목\n\n글".encode()).title == "제목"


def test_an_empty_file_is_reported_as_such() -> None:
    with pytest.raises(DocumentError) as caught:
        read_document("a.md", "1", b"")
    assert caught.value.reason is DocumentFault.EMPTY


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(DocumentError, match="20000000") as caught:
        check_readable("a.md", registry.MOST_BYTES + 1)
    assert caught.value.reason is DocumentFault.TOO_LARGE


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.csv"])
def test_a_file_of_spaces_has_no_text(name: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_document(name, "1", b" \n \n")
    assert caught.value.reason is DocumentFault.NO_TEXT


def test_a_document_without_a_title_is_called_by_its_file() -> None:
    assert read_document("폴더/환불 규정.csv", "1", b"a,b\n1,2\n").title == "환불 규정"


def test_whatever_a_reader_raises_becomes_a_named_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(_data: bytes) -> Content:
        raise RecursionError

    monkeypatch.setitem(dict_of_readers(), ".md", explode)
    with pytest.raises(DocumentError, match="RecursionError") as caught:
        read_document("a.md", "1", b"x")
    assert caught.value.reason is DocumentFault.CORRUPT


def dict_of_readers() -> dict[str, registry.Reader]:
    assert isinstance(READERS, dict)
    return READERS


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(sorted(READERS)), st.sampled_from(SAMPLES), st.binary(min_size=1, max_size=60)
)
def test_no_bytes_under_any_name_can_break_the_build(
    suffix: str, start: bytes, rest: bytes
) -> None:
    try:
        document = read_document(f"a{suffix}", "1", start + rest)
    except DocumentError:
        return
    assert document.blocks

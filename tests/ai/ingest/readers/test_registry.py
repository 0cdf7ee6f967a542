import unicodedata

import pytest

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers import markdown, registry
from ai.ingest.readers.outline import Content
from ai.ingest.readers.registry import FORMATS, check_readable, read_document, reader_of


@pytest.mark.parametrize("name", ["a.exe", "a.doc", "README", "a.pdf.zip"])
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


@pytest.mark.parametrize(
    ("raised", "fault"),
    [
        (KeyError("x"), DocumentFault.CORRUPT),
        (RecursionError(), DocumentFault.TOO_COMPLEX),
        (MemoryError(), DocumentFault.TOO_COMPLEX),
    ],
)
def test_whatever_a_reader_raises_becomes_a_named_fault(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, fault: DocumentFault
) -> None:
    def explode(_data: bytes) -> Content:
        raise raised

    monkeypatch.setattr(markdown, "read", explode)
    with pytest.raises(DocumentError, match=type(raised).__name__) as caught:
        read_document("a.md", "1", b"x")
    assert caught.value.reason is fault


def test_an_old_format_is_told_what_to_become() -> None:
    with pytest.raises(DocumentError, match=r"save it as \.pptx"):
        check_readable("a.ppt", 10)


def test_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "MOST_CHARACTERS", 10)
    with pytest.raises(DocumentError, match="11 characters") as caught:
        read_document("a.txt", "1", b"x" * 11)
    assert caught.value.reason is DocumentFault.TOO_LARGE


def test_the_language_is_told_by_the_script_unless_the_document_says_it() -> None:
    assert read_document("a.md", "1", "환불은 됩니다.".encode()).labels.language == "ko"
    said = "---\nlanguage: en-US\n---\n환불은 됩니다.".encode()
    assert read_document("a.md", "1", said).labels.language == "en"


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_format_has_a_reader(suffix: str) -> None:
    assert callable(reader_of(suffix))


def test_a_decomposed_file_name_gives_a_composed_title() -> None:
    name = unicodedata.normalize("NFD", "환불 규정.txt")
    assert read_document(name, "1", "글".encode()).title == "환불 규정"

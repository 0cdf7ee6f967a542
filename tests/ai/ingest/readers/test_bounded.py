import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from ai.errors import DocumentError, DocumentFault, ReaderError
from ai.ingest.readers.bounded import BoundedReader
from ai.ingest.readers.registry import read_document
from tests.ai.ingest.readers import office_files as office
from tests.ai.ingest.readers.hwp_files import Paragraph, hwp
from tests.ai.ingest.readers.odd import Odd, every_odd_file

ODD_CHILD = "tests.ai.ingest.readers.odd_child"
GOOD = "---\n제품: FitCloud\n적용일: 2026-01-31\n---\n# 제목\n\n글입니다.\n\n- 하나\n".encode()


@pytest.fixture
def reader() -> Iterator[BoundedReader]:
    with BoundedReader(seconds=20, module=ODD_CHILD) as reader:
        yield reader


def fault(reader: BoundedReader, name: str, data: bytes = b"x") -> DocumentFault:
    with pytest.raises(DocumentError) as caught:
        reader.read_document(name, "1", data)
    return caught.value.reason


def test_a_document_comes_over_as_it_would_be_read_here() -> None:
    with BoundedReader() as reader:
        for name, data in (
            ("a.md", GOOD),
            ("a.xlsx", office.rows(("상품", "요금"), ("가", 99_000))),
            ("a.pptx", office.slides(("제목", "하나\n둘"))),
            ("a.docx", office.word("글입니다.")),
            ("a.hwp", hwp(Paragraph("글입니다."))),
        ):
            assert reader.read_document(name, "7", data) == read_document(name, "7", data)


def test_a_fault_comes_over_with_its_words() -> None:
    with (
        BoundedReader() as reader,
        pytest.raises(DocumentError, match="rename it") as caught,
    ):
        reader.read_document("a.txt", "1", b"%PDF-1.7 ")
    assert caught.value.reason is DocumentFault.MISNAMED


def test_what_is_too_large_is_not_even_sent() -> None:
    reader = BoundedReader(module="there.is.no.such.module")
    assert fault(reader, "a.md", b"") is DocumentFault.EMPTY
    assert fault(reader, "a.exe") is DocumentFault.UNSUPPORTED


def test_reading_that_takes_too_long_is_ended_and_the_next_file_is_read() -> None:
    with BoundedReader(seconds=1.5, module=ODD_CHILD) as reader:
        assert fault(reader, "hang.txt") is DocumentFault.TOO_SLOW
        assert fault(reader, "hang.txt") is DocumentFault.TOO_SLOW
        assert reader.read_document("a.txt", "1", b"text").blocks[0].text == "text"


@pytest.mark.skipif(os.uname().sysname != "Linux", reason="other systems set no such limit")
def test_reading_that_takes_too_much_memory_is_ended_and_the_next_file_is_read(
    reader: BoundedReader,
) -> None:
    assert fault(reader, "eat.txt") is DocumentFault.TOO_COMPLEX
    assert reader.read_document("a.txt", "1", b"text").blocks[0].text == "text"


def test_a_crash_is_a_fault_of_its_file_only(reader: BoundedReader) -> None:
    assert fault(reader, "crash.txt") is DocumentFault.TOO_COMPLEX
    assert reader.read_document("a.txt", "1", b"text").blocks[0].text == "text"


def test_a_process_that_does_not_start_is_no_documents_fault() -> None:
    with (
        BoundedReader(module="there.is.no.such.module") as reader,
        pytest.raises(ReaderError, match="does not start"),
    ):
        reader.read_document("a.txt", "1", b"text")


def test_a_crash_that_does_not_come_again_costs_nothing(
    reader: BoundedReader, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    mark.mkdir()
    document = reader.read_document("once.txt", "1", str(mark).encode())
    assert document.blocks[0].text == str(mark)


def test_what_a_library_prints_does_not_get_between_the_answers(reader: BoundedReader) -> None:
    assert reader.read_document("print.txt", "1", b"one").blocks[0].text == "one"
    assert reader.read_document("a.txt", "1", b"two").blocks[0].text == "two"


def test_an_answer_that_is_none_is_a_fault(reader: BoundedReader) -> None:
    assert fault(reader, "babble.txt", b"x") is DocumentFault.TOO_COMPLEX
    assert reader.read_document("a.txt", "1", b"two").blocks[0].text == "two"


def test_the_process_knows_no_credentials(
    reader: BoundedReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    shown = reader.read_document("credentials.txt", "1", b"x").blocks[0].text
    assert "PYTHONPATH" in shown
    assert "AWS" not in shown


def test_the_process_writes_no_files(reader: BoundedReader, tmp_path: Path) -> None:
    written = tmp_path / "written"
    fault(reader, "write.txt", str(written).encode())
    assert not (written.exists() and written.read_bytes())


def test_one_process_reads_many_files_also_for_many_threads(reader: BoundedReader) -> None:
    found: list[str] = []

    def read(number: int) -> None:
        document = reader.read_document(f"{number}.txt", "1", f"text {number}".encode())
        found.append(document.blocks[0].text)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [f"text {number}" for number in range(8)]


def test_closing_twice_and_reading_again_is_fine() -> None:
    reader = BoundedReader()
    reader.close()
    assert reader.read_document("a.txt", "1", b"one").blocks
    reader.close()
    assert reader.read_document("a.txt", "1", b"two").blocks
    reader.close()
    reader.close()


def test_every_odd_file_ends_the_same_way_within_bounds() -> None:
    with BoundedReader() as reader:
        for odd in every_odd_file():
            assert ended(reader, odd) is odd.fault, odd.what


def ended(reader: BoundedReader, odd: Odd) -> DocumentFault | None:
    try:
        reader.read_document(odd.name, "1", odd.data())
    except DocumentError as error:
        return error.reason
    return None

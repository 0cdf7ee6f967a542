from ai.errors import DocumentFault
from ai.index.contents import IndexedDocument
from ai.ingest.report import failure_message, failure_subject


def failed(name: str, fault: DocumentFault) -> IndexedDocument:
    return IndexedDocument(name=name, version="1", chunks=0, fault=fault.value, detail="")


def test_every_fault_has_its_korean_words() -> None:
    for fault in DocumentFault:
        assert "a.pdf: " in failure_message([failed("a.pdf", fault)])


def test_the_message_names_each_file_and_what_to_do() -> None:
    message = failure_message(
        [failed("요금.pdf", DocumentFault.ENCRYPTED), failed("b.xyz", DocumentFault.UNSUPPORTED)]
    )
    assert "문서 2개" in message
    assert "- 요금.pdf: 암호가 걸려 있습니다." in message
    assert "다시 올리면" in message


def test_a_long_list_is_cut_with_the_number_of_the_rest() -> None:
    many = [failed(f"{number}.pdf", DocumentFault.CORRUPT) for number in range(60)]
    message = failure_message(many)
    assert "그 밖에 10개" in message
    assert "55.pdf" not in message


def test_the_subject_fits_sns() -> None:
    subject = failure_subject([failed("한글.pdf", DocumentFault.CORRUPT)] * 1_000)
    assert subject.isascii()
    assert len(subject) < 100

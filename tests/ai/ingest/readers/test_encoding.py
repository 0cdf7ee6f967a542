import pytest

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.encoding import decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16"])
def test_korean_text_is_read_in_the_encodings_that_offices_use(encoding: str) -> None:
    assert decode("환불 규정 안내".encode(encoding)) == "환불 규정 안내"


def test_line_ends_become_plain() -> None:
    assert decode(b"a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", DocumentFault.MISNAMED),
        (b"PK\x03\x04", DocumentFault.MISNAMED),
        (b"\xff\xff\xff text", DocumentFault.ENCODING),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, fault: DocumentFault) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data)
    assert caught.value.reason is fault

"""Bytes to text: UTF-8 (with or without BOM), UTF-16 with BOM, or CP949 (which holds EUC-KR)."""

import codecs
from typing import Final

from ai.errors import DocumentError, DocumentFault

_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: Final = frozenset(range(32)) - {9, 10, 12, 13, 27}


def decode(data: bytes) -> str:
    """The text, with plain line ends; DocumentError when it is no text in these encodings."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _plain(_decode(data, encoding))
    if _BINARY & set(data[:4096]):
        raise DocumentError(
            DocumentFault.MISNAMED,
            "the file holds binary data, not text; check its extension",
        )
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _plain(_decode(data, "cp949"))


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            DocumentFault.ENCODING,
            f"the text is neither UTF-8 nor CP949 (byte {error.start}); save it as UTF-8",
        ) from error


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")

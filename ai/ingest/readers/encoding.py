"""Bytes to text: UTF-8 and UTF-16 (with or without BOM), or CP949 (which holds EUC-KR)."""

import codecs
import re
from typing import Final

from ai.errors import DocumentError, DocumentFault

_MARKED: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY: Final = frozenset(range(32)) - {9, 10, 11, 12, 13, 26, 27, 28}
_SAMPLE: Final = 4_096
_WORDS: Final = re.compile(r"[\t\n\r -~\u3131-\u318e\uac00-\ud7a3]")
_MOSTLY: Final = 0.9
_FEW: Final = 0.01


def decode(data: bytes) -> str:
    """The text, with plain line ends; DocumentError when it is no text in these encodings."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _plain(_decode(data, encoding))
    sample = data[:_SAMPLE]
    if wide := _unmarked_utf16(sample):
        return _plain(_decode(data, wide))
    if sum(byte in _BINARY for byte in sample) > _FEW * len(sample):
        raise DocumentError(
            DocumentFault.MISNAMED,
            "the file holds binary data, not text; check its extension",
        )
    try:
        return _plain(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        if _cut_off(data, error):
            return _plain(data[: error.start].decode("utf-8"))
        return _plain(_decode(data, "cp949"))


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 has zero bytes, in its spaces and line ends, and reads as words only one way round."""
    if b"\0" not in sample:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        if len(text) > 1 and len(_WORDS.findall(text)) >= _MOSTLY * len(text):
            return encoding
    return None


def _cut_off(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether UTF-8 ends within its last character: an upload that broke off."""
    at_the_end = error.reason == "unexpected end of data" and error.start >= len(data) - 3
    return at_the_end and not data[: error.start].isascii()


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

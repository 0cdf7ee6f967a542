"""What a file is by its content, whatever its name says."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.compound import MAGIC, CompoundFile

_BINARY: Final = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"MZ", "a program"),
)
_STARTS: Final = ((b"{\\rtf", "RTF"), (b"HWP Document File V", "an old .hwp (97 or before)"))
_PDF: Final = re.compile(rb"%PDF-\d")
_FOLDERS: Final = (("word/", ".docx"), ("ppt/", ".pptx"), ("xl/", ".xlsx"))
_MIMETYPES: Final = (
    (b"application/hwp+zip", ".hwpx"),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"application/epub+zip", "an e-book"),
)
_OLE_STREAMS: Final = (
    ("EncryptedPackage", "encrypted"),
    ("FileHeader", ".hwp"),
    ("WordDocument", ".doc"),
    ("Workbook", ".xls"),
    ("Book", ".xls"),
    ("PowerPoint Document", ".ppt"),
)
_HTML: Final = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|table)\b", re.IGNORECASE
)
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def check_kind(suffix: str, data: bytes) -> None:
    """DocumentError unless the content may be what the name says. `suffix` is in lower case."""
    kind = _kind(data)
    if kind == "encrypted":
        raise DocumentError(
            DocumentFault.ENCRYPTED, "the file asks for a password; save it without one"
        )
    if kind == "broken":
        raise DocumentError(
            DocumentFault.CORRUPT, "the file is cut off or damaged; save it again and upload it"
        )
    if kind in _MAY_BE.get(suffix, (suffix,)):
        return
    shown = f"in truth {kind}" if kind else f"no {suffix}"
    advice = f"rename it to {kind}" if kind in _READ else f"save it as {suffix} with its program"
    raise DocumentError(
        DocumentFault.MISNAMED, f"the file is named {suffix} but is {shown}; {advice}"
    )


_READ: Final = frozenset({".pdf", ".docx", ".pptx", ".xlsx", ".hwpx", ".hwp", ".html"})
_MAY_BE: Final[Mapping[str, tuple[str | None, ...]]] = {
    ".md": (None, ".html"),
    ".markdown": (None, ".html"),
    ".txt": (None,),
    ".csv": (None,),
    ".html": (None, ".html"),
    ".htm": (None, ".html"),
}


def _kind(data: bytes) -> str | None:
    """A suffix, or some words; None for what may be text."""
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(MAGIC):
        return _ole_kind(data)
    start = data[:1024]
    if data.startswith(b"%PDF-") or (_PDF.search(start) and b" obj" in data):
        return ".pdf"
    for known, binary in ((_STARTS, False), (_BINARY, True)):
        for magic, kind in known:
            if data.startswith(magic) and (not binary or b"\0" in start):
                return kind
    return ".html" if _HTML.match(_unmarked(start)) else None


def _unmarked(start: bytes) -> bytes:
    for mark in _MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"")


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            written = _mimetype(archive)
    except Exception:  # noqa: BLE001  zipfile raises a dozen types over broken archives
        return "broken"
    for mimetype, kind in _MIMETYPES:
        if written.startswith(mimetype):
            return kind
    if "xl/workbook.bin" in names:
        return ".xlsb"
    for folder, kind in _FOLDERS:
        if any(name.startswith(folder) for name in names):
            return kind
    if any(name.startswith("Contents/section") for name in names):
        return ".hwpx"
    return "a zip archive"


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as part:
        return part.read(200).strip()


def _ole_kind(data: bytes) -> str:
    try:
        with CompoundFile(data) as file:
            for stream, kind in _OLE_STREAMS:
                if file.holds(stream):
                    return kind
    except Exception:  # noqa: BLE001  olefile raises what it meets in broken files
        return "broken"
    return "an OLE file of another program"

"""Which reader reads which file, and the guard around all of them."""

import unicodedata
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers import comma_separated, markdown, pdf, text, web_page, word
from ai.ingest.readers.outline import Content
from ai.model import Document

MOST_BYTES: Final = 20_000_000
"""Larger files are refused: they would not be read within the function's memory and time."""

Reader = Callable[[bytes], Content]

READERS: Final[Mapping[str, Reader]] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": text.read,
    ".html": web_page.read,
    ".htm": web_page.read,
    ".pdf": pdf.read,
    ".docx": word.read,
    ".csv": comma_separated.read,
}


def check_readable(name: str, size: int) -> None:
    """Raise DocumentError for what need not be downloaded to be refused. `size` is in bytes."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in READERS:
        raise DocumentError(
            DocumentFault.UNSUPPORTED,
            f"{suffix or 'a file without extension'} is not read; use one of "
            + ", ".join(sorted(READERS)),
        )
    if size == 0:
        raise DocumentError(DocumentFault.EMPTY, "the file is empty")
    if size > MOST_BYTES:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the file has {size} bytes, at most {MOST_BYTES} are read; split it",
        )


def read_document(name: str, version: str, data: bytes) -> Document:
    """The document in a file. Whatever is wrong with it becomes a DocumentError."""
    check_readable(name, len(data))
    path = PurePosixPath(name)
    try:
        content = READERS[path.suffix.lower()](data)
    except DocumentError:
        raise
    except Exception as error:  # a broken file makes a reader fail in any way it likes
        raise DocumentError(
            DocumentFault.CORRUPT,
            f"the file is damaged ({type(error).__name__}); save it again and upload it",
        ) from error
    if not any(block.text.strip() for block in content.blocks):
        raise DocumentError(DocumentFault.NO_TEXT, "the file holds no text")
    return Document(
        name=name,
        version=version,
        title=content.title or unicodedata.normalize("NFC", path.stem),
        blocks=content.blocks,
    )

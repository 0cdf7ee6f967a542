"""Which reader reads which file, and the guard around all of them."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import Final

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers.language import language_of
from ai.ingest.readers.outline import Content, clean
from ai.ingest.readers.sniff import check_kind
from ai.model import Document

MOST_BYTES: Final = 20_000_000
"""Larger files are refused: they would not be read within the function's memory and time."""

MOST_CHARACTERS: Final = 5_000_000
"""Text of one file: more than 10,000 passages, a tenth of what one index is made for."""

Reader = Callable[[bytes], Content]

FORMATS: Final[Mapping[str, str]] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".html": "web_page",
    ".htm": "web_page",
    ".pdf": "pdf",
    ".docx": "word",
    ".pptx": "slides",
    ".xlsx": "sheets",
    ".csv": "comma_separated",
    ".hwp": "hwp",
    ".hwpx": "hwpx",
}
"""Suffix to the module that reads it, loaded when its first file comes."""

_SAVE_AS: Final[Mapping[str, str]] = {
    ".doc": ".docx", ".rtf": ".docx", ".odt": ".docx", ".xls": ".xlsx", ".xlsb": ".xlsx",
    ".ods": ".xlsx", ".tsv": ".csv", ".ppt": ".pptx", ".odp": ".pptx", ".hml": ".hwpx",
    ".hwt": ".hwp",
}  # fmt: skip
_TOO_DEEP: Final = (MemoryError, RecursionError)


def check_readable(name: str, size: int) -> None:
    """Raise DocumentError for what need not be downloaded to be refused. `size` is in bytes."""
    suffix = _suffix(name)
    if suffix not in FORMATS:
        shown = suffix or "a file without extension"
        better = _SAVE_AS.get(suffix)
        advice = f"save it as {better}" if better else "use one of " + ", ".join(sorted(FORMATS))
        raise DocumentError(DocumentFault.UNSUPPORTED, f"{shown} is not read; {advice}")
    if size == 0:
        raise DocumentError(DocumentFault.EMPTY, "the file is empty")
    if size > MOST_BYTES:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the file has {size} bytes, at most {MOST_BYTES} are read; split it",
        )


def reader_of(suffix: str) -> Reader:
    """The reader for a suffix of `FORMATS`."""
    return import_module(f"ai.ingest.readers.{FORMATS[suffix]}").read


def read_document(name: str, version: str, data: bytes) -> Document:
    """The document in a file. Whatever is wrong with it becomes a DocumentError.

    Neither time nor memory is bounded here: see `ai.ingest.readers.bounded`.
    """
    check_readable(name, len(data))
    content = _content(_suffix(name), data)
    size = sum(len(block.text) for block in content.blocks)
    if size > MOST_CHARACTERS:
        raise DocumentError(
            DocumentFault.TOO_LARGE,
            f"the file holds {size} characters of text, at most {MOST_CHARACTERS} are read; split "
            "it, and leave out what callers do not ask about",
        )
    if not any(block.text.strip() for block in content.blocks):
        raise DocumentError(DocumentFault.NO_TEXT, "the file holds no text")
    labels = content.labels
    if labels.language is None:
        labels = replace(labels, language=language_of(block.text for block in content.blocks))
    stem = PurePosixPath(name).stem
    return Document(
        name=name,
        version=version,
        title=content.title or " ".join(clean(stem).split()) or stem,
        blocks=content.blocks,
        labels=labels,
    )


def _content(suffix: str, data: bytes) -> Content:
    try:
        check_kind(suffix, data)
        return reader_of(suffix)(data)
    except DocumentError:
        raise
    except _TOO_DEEP as error:
        raise DocumentError(
            DocumentFault.TOO_COMPLEX,
            f"the file is built too deep or too large to be read ({type(error).__name__}); "
            "split it, or copy its text into a new file",
        ) from error
    except Exception as error:  # a broken file makes a reader fail in any way it likes
        raise DocumentError(
            DocumentFault.CORRUPT,
            f"the file is damaged ({type(error).__name__}); save it again and upload it",
        ) from error


def _suffix(name: str) -> str:
    return unicodedata.normalize("NFKC", PurePosixPath(name).suffix).lower()

"""What a reading process and the one that feeds it say to each other, over two pipes.

A frame is its length (8 bytes, big-endian) and its bytes. The process first says that it is ready.
A request is two frames, JSON with name and version, then the file. An answer is one frame of JSON:
the document, or the fault. JSON and not pickle, because the answer comes from a process that has
looked into a file of unknown origin.
"""

import json
import struct
from datetime import date
from typing import IO, Any, Final

from ai.errors import DocumentError, DocumentFault
from ai.model import Block, BlockKind, Document, Labels

LONGEST_FRAME: Final = 100_000_000
"""Bytes; a longer answer is not a document."""

READY: Final = b"ready"
"""The frame that a reading process begins with."""

_LENGTH: Final = struct.Struct(">Q")


def write_frame(pipe: IO[bytes], data: bytes) -> None:
    """Send a frame. OSError when nobody reads any more."""
    pipe.write(_LENGTH.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes | None:
    """The next frame; None when the other side has gone, or says what is no frame."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST_FRAME:
        return None
    data = pipe.read(length)
    return data if len(data) == length else None


def document_json(document: Document) -> bytes:
    """A document as an answer."""
    labels = document.labels
    answer: dict[str, Any] = {
        "title": document.title,
        "labels": [
            labels.product,
            labels.language,
            labels.valid_from.isoformat() if labels.valid_from else None,
            labels.valid_until.isoformat() if labels.valid_until else None,
        ],
        "blocks": [
            [block.text, block.kind.value, block.heading_path, block.page]
            for block in document.blocks
        ],
    }
    return json.dumps(answer).encode()  # ASCII: whatever the text holds arrives


def fault_json(error: DocumentError) -> bytes:
    """A fault as an answer."""
    return json.dumps({"fault": error.reason.value, "detail": str(error)}).encode()


def answered(name: str, version: str, answer: bytes) -> Document:
    """The document that an answer holds, or its fault raised. ValueError when it is neither."""
    try:
        said = json.loads(answer)
        if "fault" in said:
            error = DocumentError(DocumentFault(said["fault"]), str(said["detail"]))
        else:
            return _document(name, version, said)
    except (KeyError, TypeError, AttributeError) as odd:
        raise ValueError("a reading process gave an answer of another shape") from odd
    raise error


def _document(name: str, version: str, said: dict[str, Any]) -> Document:
    product, language, valid_from, valid_until = said["labels"]
    return Document(
        name=name,
        version=version,
        title=said["title"],
        labels=Labels(
            product=product,
            language=language,
            valid_from=date.fromisoformat(valid_from) if valid_from else None,
            valid_until=date.fromisoformat(valid_until) if valid_until else None,
        ),
        blocks=tuple(
            Block(text=text, kind=BlockKind(kind), heading_path=tuple(path), page=page)
            for text, kind, path, page in said["blocks"]
        ),
    )

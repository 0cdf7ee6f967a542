"""One file of the bucket: read, cut into chunks, or failed with a reason."""

import time
from collections.abc import Callable, Generator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ai.errors import DocumentError
from ai.index.contents import Contents, IndexedDocument
from ai.ingest.chunk import chunk_document
from ai.ingest.readers.registry import check_readable
from ai.ingest.source import Listed, Source
from ai.model import Chunk, Document

ReadDocument = Callable[[str, str, bytes], Document]
"""From name, version and content to the document; DocumentError when it can not be read."""


@dataclass(frozen=True)
class Read:
    """A document of one version and its chunks; none when it failed."""

    document: IndexedDocument
    chunks: tuple[Chunk, ...] = ()


def read_file(
    source: Source,
    name: str,
    listed: Listed,
    read: ReadDocument,
    seconds: MutableMapping[str, float],
) -> Read | None:
    """The file as it is now; None when it has gone. `seconds` gains `read` and `chunk`."""
    version = listed.version
    try:
        check_readable(name, listed.size)
        with timed(seconds, "read"):
            found = source.read(name)
            if found is None:
                return None
            data, version = found
            document = read(name, version, data)
        with timed(seconds, "chunk"):
            chunks = chunk_document(document)
    except DocumentError as error:
        return Read(failed(name, version, error))
    indexed = IndexedDocument(
        name=name, version=version, chunks=len(chunks), labels=document.labels
    )
    return Read(indexed, chunks)


def failed(name: str, version: str, error: DocumentError) -> IndexedDocument:
    """A file that says nothing, and why."""
    return IndexedDocument(
        name=name, version=version, chunks=0, fault=error.reason.value, detail=str(error)
    )


def carried(read: Read, before: Read | None) -> Read:
    """What a file that can not be read said in its last readable version.

    Callers are not hurt by a broken upload; its fault stays, so the team is told.
    """
    if read.document.fault is None or before is None or not before.chunks:
        return read
    document = replace(read.document, chunks=len(before.chunks), labels=before.document.labels)
    return Read(document, before.chunks)


def by_document(contents: Contents) -> dict[str, Read]:
    """The documents of a version with their chunks, by name."""
    chunks: dict[str, list[Chunk]] = {name: [] for name in contents.documents}
    for chunk in contents.chunks:
        chunks[chunk.document].append(chunk)
    return {
        name: Read(document, tuple(chunks[name])) for name, document in contents.documents.items()
    }


@contextmanager
def timed(seconds: MutableMapping[str, float], stage: str) -> Generator[None]:
    """Adds the time spent inside to a stage."""
    begun = time.perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0.0) + time.perf_counter() - begun

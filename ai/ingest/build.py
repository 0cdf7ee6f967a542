"""The next version of the knowledge from the documents as they are and the version before."""

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from ai.embedding import EmbedPassages
from ai.errors import DocumentError
from ai.index.contents import Contents, IndexedDocument, Origin
from ai.index.glossary import GLOSSARY_FILE, Glossary, read_glossary
from ai.index.vocabulary import Vocabulary
from ai.ingest.chunk import chunk_document
from ai.ingest.embed import Progress, VectorCache
from ai.ingest.readers.encoding import decode
from ai.ingest.readers.registry import check_readable, read_document
from ai.ingest.source import Listed, Source
from ai.model import Chunk

READERS_VERSION: Final = "1"
"""Raise it with any change of readers or chunking: every document is then read again."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A version that could be published. `fresh_faults` names files that failed just now."""

    contents: Contents
    embedded: int
    fresh_faults: tuple[IndexedDocument, ...]
    seconds: Mapping[str, float]


@dataclass
class _Progress:
    """What has been gathered so far."""

    documents: dict[str, IndexedDocument] = field(default_factory=dict[str, IndexedDocument])
    chunks: dict[str, list[Chunk]] = field(default_factory=dict[str, list[Chunk]])
    fresh_faults: list[IndexedDocument] = field(default_factory=list[IndexedDocument])
    seconds: dict[str, float] = field(
        default_factory=lambda: {"read": 0.0, "chunk": 0.0, "embed": 0.0}
    )

    @contextmanager
    def timed(self, stage: str) -> Generator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] += time.perf_counter() - begun


class Builder:
    """Builds candidates. Keeps vectors between attempts, so that no text is embedded twice."""

    def __init__(self, embed: EmbedPassages, model: str, dimensions: int) -> None:
        self.origin = Origin(readers=READERS_VERSION, embedding_model=model, dimensions=dimensions)
        self._embed = embed
        self._vectors = VectorCache(dimensions)

    def build(
        self, source: Source, before: Contents | None, progress: Progress | None = None
    ) -> Candidate | None:
        """The candidate, or None when `before` already says what the source says.

        ModelError when a passage can not be embedded; nothing is lost, call it again.
        """
        listing = source.listing()
        if before and self._is_current(before, listing):
            return None
        gathered = _Progress()
        self._take_over(gathered, before, listing)
        for name in sorted(listing.keys() - gathered.documents.keys() - {GLOSSARY_FILE}):
            self._read(gathered, source, name, listing[name])
        glossary, glossary_version = _glossary(gathered, source, listing)
        chunks = tuple(chunk for name in sorted(gathered.chunks) for chunk in gathered.chunks[name])
        with gathered.timed("embed"):
            embedded = self._vectors.embed(chunks, self._embed, progress)
        return Candidate(
            contents=Contents(
                origin=self.origin,
                documents=gathered.documents,
                chunks=chunks,
                vectors=self._vectors.rows(chunks),
                vocabulary=Vocabulary(glossary=glossary),
                glossary_version=glossary_version,
            ),
            embedded=embedded,
            fresh_faults=tuple(gathered.fresh_faults),
            seconds=gathered.seconds,
        )

    def _is_current(self, before: Contents, listing: Mapping[str, Listed]) -> bool:
        held = {name: document.version for name, document in before.documents.items()}
        if before.glossary_version is not None:
            held[GLOSSARY_FILE] = before.glossary_version
        listed = {name: file.version for name, file in listing.items()}
        return before.origin == self.origin and held == listed

    def _take_over(
        self, gathered: _Progress, before: Contents | None, listing: Mapping[str, Listed]
    ) -> None:
        if not before:
            return
        same_model = before.origin.embedding_model == self.origin.embedding_model
        if same_model and before.origin.dimensions == self.origin.dimensions:
            self._vectors.learn(before.chunks, before.vectors)
        if before.origin != self.origin:
            return
        for name, document in before.documents.items():
            if name in listing and listing[name].version == document.version:
                gathered.documents[name] = document
        for chunk in before.chunks:
            if chunk.document in gathered.documents:
                gathered.chunks.setdefault(chunk.document, []).append(chunk)

    def _read(self, gathered: _Progress, source: Source, name: str, listed: Listed) -> None:
        version = listed.version
        try:
            check_readable(name, listed.size)
            with gathered.timed("read"):
                found = source.read(name)
                if found is None:
                    return
                data, version = found
                document = read_document(name, version, data)
            with gathered.timed("chunk"):
                chunks = chunk_document(document)
        except DocumentError as error:
            _fail(gathered, name, version, error)
            return
        gathered.documents[name] = IndexedDocument(
            name=name, version=version, chunks=len(chunks), labels=document.labels
        )
        gathered.chunks[name] = list(chunks)


def _glossary(
    gathered: _Progress, source: Source, listing: Mapping[str, Listed]
) -> tuple[Glossary, str | None]:
    """The team's terms; a broken file is reported like a document, and no terms are used."""
    found = source.read(GLOSSARY_FILE) if GLOSSARY_FILE in listing else None
    if found is None:
        return Glossary(), None
    data, version = found
    try:
        glossary = read_glossary(decode(data))
    except DocumentError as error:
        known = GLOSSARY_FILE in gathered.documents
        if not known or gathered.documents[GLOSSARY_FILE].version != version:
            _fail(gathered, GLOSSARY_FILE, version, error)
        return Glossary(), None
    gathered.documents.pop(GLOSSARY_FILE, None)
    return glossary, version


def _fail(gathered: _Progress, name: str, version: str, error: DocumentError) -> None:
    failed = IndexedDocument(
        name=name, version=version, chunks=0, fault=error.reason.value, detail=str(error)
    )
    gathered.documents[name] = failed
    gathered.fresh_faults.append(failed)

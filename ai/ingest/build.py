"""The next version of the knowledge from the documents as they are and the version before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ai.embedding import EmbedPassages
from ai.errors import DocumentError
from ai.index.contents import Contents, Origin
from ai.index.derive import derive_terms
from ai.index.glossary import GLOSSARY_FILE, Glossary, read_glossary
from ai.index.lexical import LEXICAL_VERSION
from ai.index.vocabulary import Vocabulary
from ai.ingest.embed import Progress
from ai.ingest.pace import Pace
from ai.ingest.parts import Parts
from ai.ingest.readers.encoding import decode
from ai.ingest.readers.registry import read_document
from ai.ingest.reading import (
    Read,
    ReadDocument,
    by_document,
    carried,
    failed,
    read_file,
    timed,
)
from ai.ingest.source import Listed, Source
from ai.ingest.work import Work
from ai.model import Chunk
from ai.quality.questions import QUESTIONS_FILE

READERS_VERSION: Final = "2"
"""Raise it with any change of readers or chunking: every document is then read again."""

NO_DOCUMENTS: Final = frozenset({GLOSSARY_FILE, QUESTIONS_FILE})
"""Files of the documents bucket that nobody is answered from."""

PART_TEXTS: Final = 256
"""Texts embedded between two parts; a killed build loses no more."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A version that could be published. `seconds` has `read`, `chunk` and `embed`."""

    contents: Contents
    embedded: int
    seconds: Mapping[str, float]


@dataclass
class _Draft:
    """What has been gathered so far; `new` are chunks that may have no vector yet."""

    read: dict[str, Read] = field(default_factory=dict[str, Read])
    new: list[Chunk] = field(default_factory=list[Chunk])
    embedded: int = 0
    seconds: dict[str, float] = field(
        default_factory=lambda: {"read": 0.0, "chunk": 0.0, "embed": 0.0}
    )


class Builder:
    """Builds candidates. Remembers what it read and embedded, so that no attempt does it twice."""

    def __init__(
        self,
        embed: EmbedPassages,
        model: str,
        dimensions: int,
        *,
        read: ReadDocument = read_document,
        parts: Parts | None = None,
        pace: Pace | None = None,
    ) -> None:
        self.origin = Origin(readers=READERS_VERSION, embedding_model=model, dimensions=dimensions)
        self.pace = pace or Pace()
        self.work = Work(self.origin, parts, self.pace)
        self._embed = embed
        self._read = read

    def build(
        self,
        source: Source,
        before: Contents | None,
        progress: Progress | None = None,
        listing: Mapping[str, Listed] | None = None,
    ) -> Candidate | None:
        """The candidate, or None when `before` already says what the source says.

        ModelError when a passage can not be embedded, UnfinishedError when time is used up;
        nothing that was done is lost, call it again.
        """
        listing = source.listing() if listing is None else listing
        if before and self.is_current(before, listing):
            return None
        draft = _Draft()
        try:
            self._gather(draft, source, before, listing, progress)
        except BaseException:
            self.work.keep()
            raise
        glossary, glossary_version = _glossary(draft, source, listing)
        chunks = tuple(chunk for name in sorted(draft.read) for chunk in draft.read[name].chunks)
        contents = Contents(
            origin=self.origin,
            documents={name: read.document for name, read in draft.read.items()},
            chunks=chunks,
            vectors=self.work.vectors.rows(chunks),
            vocabulary=Vocabulary(glossary=glossary, derived=derive_terms(chunks, glossary)),
            glossary_version=glossary_version,
            lexical=before.lexical if before else None,
            golden_version=listing[QUESTIONS_FILE].version if QUESTIONS_FILE in listing else None,
        )
        return Candidate(contents=contents, embedded=draft.embedded, seconds=draft.seconds)

    def is_current(self, before: Contents, listing: Mapping[str, Listed]) -> bool:
        """Whether a version says what the listing would give."""
        held = {name: document.version for name, document in before.documents.items()}
        if before.glossary_version is not None:
            held[GLOSSARY_FILE] = before.glossary_version
        if before.golden_version is not None:
            held[QUESTIONS_FILE] = before.golden_version
        listed = {name: file.version for name, file in listing.items()}
        counted = before.lexical is None or before.lexical.version == LEXICAL_VERSION
        return before.origin == self.origin and held == listed and counted

    def _gather(
        self,
        draft: _Draft,
        source: Source,
        before: Contents | None,
        listing: Mapping[str, Listed],
        progress: Progress | None,
    ) -> None:
        self.work.learn(before)
        kept = by_document(before) if before and before.origin == self.origin else {}
        for name in sorted(listing.keys() - NO_DOCUMENTS):
            self._bring(draft, source, kept.get(name), name, listing[name])
            if self.work.resumable and len(draft.new) >= PART_TEXTS:
                self._embed_new(draft, progress)
        self._embed_new(draft, progress)

    def _bring(
        self, draft: _Draft, source: Source, kept: Read | None, name: str, listed: Listed
    ) -> None:
        """The document as the version before has it, as it was read already, or as it is."""
        if kept and kept.document.version == listed.version:
            draft.read[name] = kept
            return
        read = self.work.known(name, listed.version)
        if read is None:
            self.work.check_time()
            read = read_file(source, name, listed, self._read, draft.seconds)
            if read is None:
                return
            self.work.add(read)
        draft.new += read.chunks
        draft.read[name] = carried(read, kept)

    def _embed_new(self, draft: _Draft, progress: Progress | None) -> None:
        unknown, draft.new = self.work.vectors.unknown(draft.new), []
        size = PART_TEXTS if self.work.resumable else max(1, len(unknown))
        for start in range(0, len(unknown), size):
            self.work.check_time()
            with timed(draft.seconds, "embed"):
                some = unknown[start : start + size]
                done = self.work.vectors.embed(some, self._embed, progress)
            draft.embedded += done
            self.work.done += done
            if done == PART_TEXTS:
                self.work.keep()


def _glossary(
    draft: _Draft, source: Source, listing: Mapping[str, Listed]
) -> tuple[Glossary, str | None]:
    """The team's terms; a broken file is reported like a document, and no terms are used."""
    found = source.read(GLOSSARY_FILE) if GLOSSARY_FILE in listing else None
    if found is None:
        return Glossary(), None
    data, version = found
    try:
        return read_glossary(decode(data)), version
    except DocumentError as error:
        draft.read[GLOSSARY_FILE] = Read(failed(GLOSSARY_FILE, version, error))
        return Glossary(), None

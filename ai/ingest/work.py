"""What a build has read and embedded, kept so that no attempt does it twice."""

import time
from typing import TYPE_CHECKING, Final

from ai.errors import UnfinishedError
from ai.index.contents import Contents, Origin
from ai.ingest.embed import VectorCache
from ai.ingest.pace import Pace
from ai.ingest.parts import Part, Parts
from ai.ingest.reading import Read

if TYPE_CHECKING:
    from ai.model import Chunk

PART_SECONDS: Final = 20.0
"""Time of reading between two parts; a killed build loses no more."""


class Work:
    """In memory between the attempts of one run, and in parts between runs."""

    def __init__(self, origin: Origin, parts: Parts | None, pace: Pace) -> None:
        self.vectors = VectorCache(origin.dimensions, pace)
        self.done = 0
        self._origin = origin
        self._parts = parts
        self._pace = pace
        self._read: dict[tuple[str, str], Read] = {}
        self._unsaved: list[Read] = []
        self._saved_at = time.monotonic()
        self._loaded = parts is None

    @property
    def resumable(self) -> bool:
        """Whether what is done outlives this process."""
        return self._parts is not None

    def learn(self, before: Contents | None) -> None:
        """Take up unfinished builds, and the vectors of the version before."""
        if not self._loaded and self._parts:
            self._loaded = True
            for part in self._parts.load(self._origin):
                self._take_up(part)
        if before and (before.origin.embedding_model, before.origin.dimensions) == (
            self._origin.embedding_model,
            self._origin.dimensions,
        ):
            self.vectors.learn(before.chunks, before.vectors)

    def known(self, name: str, version: str) -> Read | None:
        """The file, if it was read already."""
        return self._read.get((name, version))

    def add(self, read: Read) -> None:
        """A file was read."""
        self.done += 1
        self._read[read.document.name, read.document.version] = read
        self._unsaved.append(read)
        if self._parts and time.monotonic() - self._saved_at > PART_SECONDS:
            self.keep()

    def keep(self) -> None:
        """Save what was not saved yet, for whoever builds next."""
        keys, self.vectors.fresh = self.vectors.fresh, []
        read, self._unsaved = self._unsaved, []
        self._saved_at = time.monotonic()
        if self._parts and (keys or read):
            part = Part(
                documents=[each.document for each in read],
                chunks=[chunk for each in read for chunk in each.chunks],
                keys=keys,
                vectors=self.vectors.rows_of(keys),
            )
            self._parts.save(self._origin, part)

    def forget(self) -> None:
        """All of it is published: nobody needs what was kept."""
        self.vectors.fresh, self._unsaved = [], []
        if self._parts:
            self._parts.forget()

    def check_time(self) -> None:
        """UnfinishedError when publishing needs the time that is left."""
        if self._pace.used_up:
            raise UnfinishedError("the time of this run is used up; the next goes on", self.done)

    def _take_up(self, part: Part) -> None:
        if part.keys and part.vectors.shape[1] == self._origin.dimensions:
            self.vectors.learn_keys(part.keys, part.vectors)
        chunks: dict[str, list[Chunk]] = {}
        for chunk in part.chunks:
            chunks.setdefault(chunk.document, []).append(chunk)
        for document in part.documents:
            own = chunks.get(document.name, [])
            if len(own) == document.chunks:
                self._read[document.name, document.version] = Read(document, tuple(own))

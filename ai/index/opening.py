"""Opening a version of the index by name, and what can be asked of it then."""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.knowledge import KnowledgeIndex, Query
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore
from ai.index.vocabulary import Vocabulary
from ai.model import Passage

log = logging.getLogger(__name__)

Opener = Callable[[str], KnowledgeIndex]
"""Opens a published version by name; KnowledgeError when it can not."""


class UnusableSnapshotError(KnowledgeError):
    """A version that came whole and can not be opened: trying again would not help."""


@dataclass(frozen=True, kw_only=True)
class QuestionModel:
    """The model that embeds questions, and the length of its vectors."""

    name: str
    dimensions: int

    def made(self, origin: Origin) -> bool:
        """Whether vectors of that origin can be compared with its own.

        Those of another model mean something else, even where they have as many dimensions.
        """
        return (self.name, self.dimensions) == (origin.embedding_model, origin.dimensions)


class Version(KnowledgeIndex, Protocol):
    """A published version, which knows how it was made."""

    @property
    def origin(self) -> Origin:
        """Of its chunks and vectors."""
        ...


class ByWords:
    """A version that is searched by words alone, whatever vector a question comes with."""

    def __init__(self, index: KnowledgeIndex) -> None:
        self._index = index

    @property
    def snapshot(self) -> str:
        """As of the version."""
        return self._index.snapshot

    @property
    def size(self) -> int:
        """As of the version."""
        return self._index.size

    @property
    def vocabulary(self) -> Vocabulary:
        """As of the version."""
        return self._index.vocabulary

    @property
    def by_words(self) -> bool:
        """Always: no question needs to be embedded."""
        return True

    def search(self, query: Query) -> list[Passage]:
        """As of the version, without the vector."""
        return self._index.search(replace(query, vector=None))


def for_questions(version: Version, model: QuestionModel) -> KnowledgeIndex:
    """A version as it can be searched with questions that `model` embeds.

    One that another model embedded still answers, by its words, until it is built anew: callers
    would otherwise hear an apology from a change of the setting to the next build.
    """
    if model.made(version.origin):
        return version
    made = version.origin
    log.warning(
        "snapshot %s was embedded by %s (%d dimensions), questions are by %s (%d): it is searched "
        "by words until the ingest function has built it anew",
        version.snapshot,
        made.embedding_model,
        made.dimensions,
        model.name,
        model.dimensions,
        extra={"event": "searched_by_words", "snapshot": version.snapshot},
    )
    return ByWords(version)


class SnapshotDownloads:
    """Opens snapshots from the index bucket."""

    def __init__(self, store: SnapshotStore) -> None:
        self._store = store
        self._folder: Path | None = None

    def __call__(self, snapshot: str) -> Snapshot:
        """Downloaded and open. The file has no name any more then, so that /tmp does not fill."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="snapshot-"))
        path = self._folder / f"{snapshot}.sqlite"
        self._store.fetch(snapshot, path)
        try:
            return Snapshot(path, snapshot)
        except KnowledgeError as error:
            raise UnusableSnapshotError(str(error)) from error
        finally:
            path.unlink()

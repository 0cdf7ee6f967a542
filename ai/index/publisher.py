"""How a written snapshot becomes searchable, before callers are pointed at it."""

import hashlib
from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from ai.index.contents import Contents
from ai.index.knowledge import KnowledgeIndex
from ai.index.snapshot import Snapshot
from ai.index.store import Pointer


class Publisher(Protocol):
    """What the builder needs of an index between writing a candidate and pointing callers at it."""

    def prepare(self, path: Path, contents: Contents, pointer: Pointer | None) -> str:
        """Make the candidate searchable for the gate; the name it would be published under.

        Callers notice nothing. It may add to the file at `path`; the name is the file's digest
        afterwards. `pointer` is what callers are answered from, as this builder has found it.
        """
        ...

    def open(self, snapshot: str, path: Path) -> AbstractContextManager[KnowledgeIndex]:
        """A prepared or published version, to be asked what callers would ask."""
        ...

    def holds(self, snapshot: str) -> bool:
        """Whether a published version can be searched where callers search."""
        ...

    def tidy(self, kept: Collection[str]) -> None:
        """Remove what none of the `kept` snapshots needs."""
        ...


class SnapshotPublisher:
    """The default index: the file is all there is."""

    def prepare(self, path: Path, contents: Contents, pointer: Pointer | None) -> str:  # noqa: ARG002
        """Nothing to make searchable."""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def open(self, snapshot: str, path: Path) -> AbstractContextManager[KnowledgeIndex]:
        """The file itself; KnowledgeError when it can not be opened."""
        return Snapshot(path, snapshot)

    def holds(self, snapshot: str) -> bool:  # noqa: ARG002
        """Who can fetch the file can search it."""
        return True

    def tidy(self, kept: Collection[str]) -> None:
        """Nothing lies outside the files."""

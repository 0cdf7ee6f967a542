"""Opening a version of the index by name, and the versions that may not be used."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.knowledge import KnowledgeIndex
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore

Opener = Callable[[str], KnowledgeIndex]
"""Opens a published version by name; KnowledgeError when it can not."""


class UnusableSnapshotError(KnowledgeError):
    """A version that came whole and can not be opened: trying again would not help."""


def check_model(snapshot: str, origin: Origin, model: str | None) -> None:
    """Whether questions that `model` embeds may be looked up in a version; None asks nothing.

    Vectors of another model mean something else, even where they have as many dimensions.

    Raises:
        UnusableSnapshotError: the version was embedded by another model.
    """
    if model not in {None, origin.embedding_model}:
        raise UnusableSnapshotError(
            f"snapshot {snapshot} was embedded by {origin.embedding_model}, questions are by "
            f"{model}; have the ingest function look again"
        )


class SnapshotDownloads:
    """Opens snapshots from the index bucket. With a `model`, those of others are refused."""

    def __init__(self, store: SnapshotStore, model: str | None = None) -> None:
        self._store = store
        self._model = model
        self._folder: Path | None = None

    def __call__(self, snapshot: str) -> Snapshot:
        """Downloaded and open. The file has no name any more then, so that /tmp does not fill."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="snapshot-"))
        path = self._folder / f"{snapshot}.sqlite"
        self._store.fetch(snapshot, path)
        try:
            opened = Snapshot(path, snapshot)
        except KnowledgeError as error:
            raise UnusableSnapshotError(str(error)) from error
        finally:
            path.unlink()
        try:
            check_model(snapshot, opened.origin, self._model)
        except UnusableSnapshotError:
            opened.close()
            raise
        return opened

"""The published snapshots of a stack: listed, rolled back to, released."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ai.errors import KnowledgeError, PointerGarbledError, PointerMovedError
from ai.index.history import History
from ai.index.snapshot import Snapshot
from ai.index.store import Pointer, SnapshotStore
from local.errors import BadInputError, OutsideError
from local.stack import Stack


@dataclass(frozen=True, kw_only=True)
class SnapshotState:
    """One snapshot that can be rolled back to. Counts are None where nobody wrote them down."""

    id: str
    published_at: str
    documents: int | None
    chunks: int | None
    current: bool
    bytes: int

    def to_json(self) -> dict[str, Any]:
        """As `index ls --json` prints it."""
        return {
            "id": self.id,
            "published_at": self.published_at,
            "documents": self.documents,
            "chunks": self.chunks,
            "current": self.current,
            "bytes": self.bytes,
        }


@dataclass(frozen=True, kw_only=True)
class SnapshotsReport:
    """Newest first. `held` is since when a rollback holds publishing."""

    snapshots: tuple[SnapshotState, ...]
    held: str | None

    def to_json(self) -> dict[str, Any]:
        """As `index ls --json` prints it."""
        return {"snapshots": [each.to_json() for each in self.snapshots], "held": self.held}


class Snapshots:
    """The index bucket of a stack, as its operator sees it."""

    def __init__(self, stack: Stack) -> None:
        s3, bucket = stack.client("s3"), str(stack.outputs["index_bucket"])
        self._store = SnapshotStore(s3, bucket)
        self._history = History(s3, bucket)

    def report(self) -> SnapshotsReport:
        """Every snapshot that is there."""
        pointer = self._pointer()
        found: list[SnapshotState] = []
        for published in self._history.published():
            facts = self._history.facts(published)
            found.append(
                SnapshotState(
                    id=published.snapshot,
                    published_at=facts.published_at,
                    documents=facts.documents,
                    chunks=facts.chunks,
                    current=pointer is not None and pointer.snapshot == published.snapshot,
                    bytes=published.size,
                )
            )
        found.sort(key=lambda each: each.published_at, reverse=True)
        return SnapshotsReport(snapshots=tuple(found), held=pointer.held if pointer else None)

    def roll_back(self, to: str | None) -> SnapshotState:
        """Point callers at `to`, or at the snapshot before the current one, and hold it there.

        `to` may be the beginning of an identifier.

        Raises:
            BadInputError: when there is no such snapshot, or this release can not read it.
            OutsideError: when somebody else published in that moment.
        """
        pointer = self._pointer()
        if pointer is None:
            raise BadInputError("nothing has been published yet")
        chosen = _chosen(self.report().snapshots, to)
        self._prove(chosen)
        self._move(chosen.id, pointer, datetime.now(UTC).isoformat(timespec="seconds"))
        return chosen

    def release(self) -> str:
        """Let builders publish again; the snapshot that callers are answered from stays so far.

        Raises:
            BadInputError: when nothing holds publishing.
        """
        pointer = self._pointer()
        if pointer is None or pointer.held is None:
            raise BadInputError("no rollback holds publishing: there is nothing to release")
        self._move(pointer.snapshot, pointer, None)
        return pointer.snapshot

    def _pointer(self) -> Pointer | None:
        try:
            return self._store.pointer()
        except PointerGarbledError as error:
            raise OutsideError(f"{error}; the next build mends the pointer") from error
        except KnowledgeError as error:
            raise OutsideError(str(error)) from error

    def _prove(self, chosen: SnapshotState) -> None:
        """What can not be opened is not rolled back to."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "snapshot.sqlite"
            try:
                self._store.fetch(chosen.id, path)
                with Snapshot(path, chosen.id):
                    pass
            except KnowledgeError as error:
                raise BadInputError(
                    f"snapshot {chosen.id[:12]} can not be used: {error}"
                ) from error

    def _move(self, snapshot: str, pointer: Pointer, held: str | None) -> None:
        try:
            self._store.move(snapshot, pointer, held)
        except PointerMovedError as error:
            raise OutsideError(
                "another snapshot was published in this moment: try again"
            ) from error


def _chosen(snapshots: tuple[SnapshotState, ...], to: str | None) -> SnapshotState:
    if to is None:
        after = [place for place, each in enumerate(snapshots) if each.current]
        older = snapshots[after[0] + 1 :] if after else snapshots
        if not older:
            raise BadInputError("there is no older snapshot: `callcenter index ls` lists them")
        return older[0]
    found = [each for each in snapshots if each.id.startswith(to)]
    if len(found) != 1 or not to:
        raise BadInputError(
            f"{len(found)} snapshots begin with {to!r}: `callcenter index ls` lists them"
        )
    return found[0]

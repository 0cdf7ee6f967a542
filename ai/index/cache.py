"""The snapshot a warm function answers from: looked up now and then, swapped only when good."""

import logging
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from ai.errors import KnowledgeError, NoSnapshotError
from ai.index.snapshot import Snapshot
from ai.index.store import Pointer, SnapshotStore

log = logging.getLogger(__name__)


class SnapshotCache:
    """Holds the current snapshot open, and looks for a newer one every `seconds`."""

    def __init__(
        self,
        store: SnapshotStore,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        directory: Path | None = None,
    ) -> None:
        self._store = store
        self._seconds = seconds
        self._clock = clock
        self._directory = directory
        self._lock = threading.Lock()
        self._held: tuple[Pointer, Snapshot] | None = None
        self._retired: Snapshot | None = None
        self._looked_at: float | None = None

    def current(self) -> Snapshot:
        """The snapshot to answer from.

        NoSnapshotError when nothing was ever published; KnowledgeError when the bucket can not
        be read and there is no earlier snapshot to go on with.
        """
        with self._lock:
            if self._is_due():
                self._look()
                self._looked_at = self._clock()
            if self._held is None:
                raise NoSnapshotError("no snapshot has been published yet")
            return self._held[1]

    def _is_due(self) -> bool:
        if self._held is None or self._looked_at is None:
            return True
        return self._clock() - self._looked_at >= self._seconds

    def _look(self) -> None:
        try:
            if self._held:
                self._swap(self._store.pointer_since(self._held[0]))
            elif pointer := self._store.pointer():
                self._swap(pointer)
        except KnowledgeError as error:
            if self._held is None:
                raise
            log.error(  # noqa: TRY400  the message says it all; a trace would not help
                "the snapshot is kept: %s", error, extra={"event": "snapshot_kept"}
            )

    def _swap(self, pointer: Pointer) -> None:
        if self._held and self._held[0].snapshot == pointer.snapshot:
            self._held = (pointer, self._held[1])
            return
        path = self._folder() / f"{pointer.snapshot}.sqlite"
        self._store.fetch(pointer.snapshot, path)
        opened = Snapshot(path, pointer.snapshot)
        path.unlink()  # it stays readable while it is open, and /tmp does not fill up
        if self._retired:
            self._retired.close()
        self._retired = self._held[1] if self._held else None  # someone may still search in it
        self._held = (pointer, opened)
        log.info("snapshot opened", extra={"event": "snapshot", "snapshot": pointer.snapshot})

    def _folder(self) -> Path:
        if self._directory is None:
            self._directory = Path(tempfile.mkdtemp(prefix="snapshot-"))
        return self._directory

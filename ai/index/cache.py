"""The snapshot a warm function answers from: looked after beside the turns, swapped when good.

A turn that finds a look due starts it in a thread and goes on. While the question is embedded the
look is usually done, so the search takes the newer version; when it is not, the search waits for
the rest of `patience` since the look began and then takes what is there. Lambda freezes threads
between invocations: a look that was under way goes on, or fails and is repeated, in a later turn.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from ai.errors import KnowledgeError, NoSnapshotError
from ai.index.knowledge import KnowledgeIndex, Query
from ai.index.opening import Opener, SnapshotDownloads, UnusableSnapshotError
from ai.index.store import Pointer, SnapshotStore
from ai.index.vocabulary import Vocabulary
from ai.model import Passage

log = logging.getLogger(__name__)

PATIENCE: Final = 0.25
"""Most seconds that a look may hold up a search, counted from when it began. One that finds
nothing new takes a tenth of that, and embedding the question takes longer."""

LONGEST_PAUSE: Final = 60.0
"""Seconds between looks when one after the other fails; the pause doubles until then."""


@dataclass(frozen=True, kw_only=True)
class _Held:
    pointer: Pointer
    index: KnowledgeIndex


@dataclass(frozen=True, kw_only=True)
class _Look:
    began: float
    done: threading.Event = field(default_factory=threading.Event)


def in_thread(work: Callable[[], None]) -> None:
    """Do it beside what is being done; the process does not wait for it to end."""
    threading.Thread(target=work, name="snapshot-look", daemon=True).start()


class SnapshotCache:
    """Holds the current version open, and looks for another one every `seconds`.

    An earlier version is released when the last turn that searches it lets go of it. `opener`
    opens one; without it, snapshots are downloaded.
    """

    def __init__(
        self,
        store: SnapshotStore,
        seconds: float,
        *,
        opener: Opener | None = None,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
        start: Callable[[Callable[[], None]], None] = in_thread,
    ) -> None:
        self._store = store
        self._seconds = seconds
        self._open: Opener = opener or SnapshotDownloads(store)
        self._patience = patience
        self._clock = clock
        self._start = start
        self._opening = threading.Lock()
        self._lock = threading.Lock()
        self._held: _Held | None = None
        self._look: _Look | None = None
        self._due = 0.0
        self._failures = 0
        self._unusable: str | None = None

    def current(self) -> KnowledgeIndex:
        """The index for one turn: it decides at its first search for the newest version there is.

        Waits only while nothing is held yet. NoSnapshotError when nothing was ever published;
        KnowledgeError when the bucket can not be read and there is nothing to go on with.
        """
        with self._opening:
            held = self._held or self._open_first()
        self._look_when_due()
        return _TurnIndex(held.index, self._settled)

    def _open_first(self) -> _Held:
        pointer = self._store.pointer()
        if pointer is None:
            raise NoSnapshotError("no snapshot has been published yet")
        held = self._held = self._opened(pointer)
        self._due = self._clock() + self._seconds
        return held

    def _look_when_due(self) -> None:
        with self._lock:
            if self._look or self._clock() < self._due:
                return
            look = self._look = _Look(began=self._clock())
        try:
            self._start(lambda: self._run(look))
        except RuntimeError as error:  # no thread to be had
            self._kept(error)
            self._end(look, good=False)

    def _run(self, look: _Look) -> None:
        good = False
        try:
            self._swap()
            good = True
        except (KnowledgeError, OSError) as error:
            self._kept(error)
        finally:
            self._end(look, good=good)

    def _end(self, look: _Look, *, good: bool) -> None:
        with self._lock:
            self._failures = 0 if good else self._failures + 1
            self._due = self._clock() + self._pause()
            self._look = None
        look.done.set()

    def _pause(self) -> float:
        if not self._failures:
            return self._seconds
        doubled = max(1.0, self._seconds) * 2.0 ** min(self._failures, 10)
        return max(self._seconds, min(LONGEST_PAUSE, doubled))

    def _swap(self) -> None:
        """Take what the pointer says now, be it newer or older than what is held."""
        held = self._held
        if held is None:
            return
        pointer = self._store.pointer_since(held.pointer)
        if pointer.snapshot == held.pointer.snapshot:
            self._held = _Held(pointer=pointer, index=held.index)
        elif pointer.snapshot != self._unusable:
            self._held = self._opened(pointer)

    def _opened(self, pointer: Pointer) -> _Held:
        try:
            index = self._open(pointer.snapshot)
        except UnusableSnapshotError:
            self._unusable = pointer.snapshot
            raise
        self._unusable = None
        log.info("snapshot opened", extra={"event": "snapshot", "snapshot": pointer.snapshot})
        return _Held(pointer=pointer, index=index)

    def _settled(self) -> KnowledgeIndex:
        """What is held once the look that is under way is done, or has had its time."""
        look = self._look
        if look:
            look.done.wait(max(0.0, look.began + self._patience - self._clock()))
        held = self._held
        if held is None:
            raise NoSnapshotError("no snapshot has been published yet")
        return held.index

    def _kept(self, error: Exception) -> None:
        log.error("the snapshot is kept: %s", error, extra={"event": "snapshot_kept"})


class _TurnIndex:
    """A `KnowledgeIndex` for one turn. From its first search on, it is one version."""

    def __init__(self, index: KnowledgeIndex, settled: Callable[[], KnowledgeIndex]) -> None:
        self._index = index
        self._settled = settled
        self._is_settled = False

    @property
    def snapshot(self) -> str:
        return self._index.snapshot

    @property
    def size(self) -> int:
        """Of an empty version it is asked before any search, which then never comes."""
        if not self._index.size:
            self._settle()
        return self._index.size

    @property
    def vocabulary(self) -> Vocabulary:
        return self._index.vocabulary

    @property
    def by_words(self) -> bool:
        """Of what is held now; a version that the search then changes to takes both."""
        return self._index.by_words

    def search(self, query: Query) -> list[Passage]:
        self._settle()
        return self._index.search(query)

    def _settle(self) -> None:
        if not self._is_settled:
            self._index = self._settled()
            self._is_settled = True

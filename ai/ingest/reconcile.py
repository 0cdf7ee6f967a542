"""Brings what callers are answered from in line with the documents bucket.

Events only say "look again": this compares the whole bucket with the published snapshot, so lost,
doubled or reordered events change nothing. Of several builders at once, one conditional write
wins and the others look again.
"""

import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ai.errors import KnowledgeError, PointerMovedError
from ai.index.contents import Contents, IndexedDocument
from ai.index.snapshot import Snapshot
from ai.index.store import Pointer, SnapshotStore
from ai.index.writer import write_snapshot
from ai.ingest.build import Builder, Candidate
from ai.ingest.report import report_json
from ai.ingest.source import Source

log = logging.getLogger(__name__)

ATTEMPTS: Final = 8
"""How often a builder that lost to another looks again. Each loss means another one published."""

Notify = Callable[[Sequence[IndexedDocument]], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a reconciliation came to. `published` is None when there was nothing new."""

    published: str | None
    documents: int
    failed: int
    chunks: int
    embedded: int


class Reconciler:
    """Reads the bucket, builds what changed, publishes it, and reports."""

    def __init__(
        self, source: Source, store: SnapshotStore, builder: Builder, notify: Notify
    ) -> None:
        self._source = source
        self._store = store
        self._builder = builder
        self._notify = notify

    def reconcile(self) -> Outcome:
        """Publish a snapshot of the bucket as it is now.

        ModelError or KnowledgeError when it could not be done; the old snapshot then goes on
        answering, and calling again takes up where this left off.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._once()
            except PointerMovedError:
                log.info("another builder published first", extra={"event": "publish_lost"})
        raise KnowledgeError(f"{ATTEMPTS} times another builder published first; try again later")

    def _once(self) -> Outcome:
        # The pointer is read before the listing: whoever then moves it unseen has listed later
        # than the pointer we replace, so a stale listing can never win.
        pointer = self._store.pointer()
        with tempfile.TemporaryDirectory(prefix="build-") as folder:
            before = self._contents(pointer, Path(folder))
            candidate = self._builder.build(self._source, before)
            if candidate:
                pointer = self._publish(candidate, pointer, Path(folder))
                if candidate.fresh_faults:
                    self._notify(candidate.fresh_faults)
        contents = candidate.contents if candidate else before
        if pointer is None or contents is None:
            raise KnowledgeError("nothing was published and nothing had to be")
        self._report(contents, pointer)
        return Outcome(
            published=pointer.snapshot if candidate else None,
            documents=len(contents.documents),
            failed=sum(document.fault is not None for document in contents.documents.values()),
            chunks=len(contents.chunks),
            embedded=candidate.embedded if candidate else 0,
        )

    def _contents(self, pointer: Pointer | None, folder: Path) -> Contents | None:
        """The published version; a damaged one is not built upon, but replaced."""
        if pointer is None:
            return None
        path = folder / "before.sqlite"
        try:
            self._store.fetch(pointer.snapshot, path)
            with Snapshot(path) as snapshot:
                return snapshot.contents()
        except KnowledgeError as error:
            log.warning(
                "the published snapshot is built anew: %s", error, extra={"event": "rebuild"}
            )
            return None

    def _publish(self, candidate: Candidate, pointer: Pointer | None, folder: Path) -> Pointer:
        path = folder / "candidate.sqlite"
        write_snapshot(candidate.contents, path)
        with Snapshot(path):
            pass  # what can not be opened is not published
        return self._store.move(self._store.put(path), pointer)

    def _report(self, contents: Contents, pointer: Pointer) -> None:
        """Write the report of what is published.

        Two builders may write theirs in the wrong order, so the pointer is looked at afterwards:
        who finds it moved looks again and reports anew.
        """
        written = self._store.report()
        if written is None or written.get("snapshot") != pointer.snapshot:
            self._store.write_report(report_json(contents.documents, pointer))
            if self._store.pointer_since(pointer) is not pointer:
                raise PointerMovedError("another snapshot was published while reporting")

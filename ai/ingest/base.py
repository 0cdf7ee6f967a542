"""The version that a build stands on: what callers are answered from, or the last good one."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ai.errors import KnowledgeError, SnapshotLostError
from ai.index.contents import Contents
from ai.index.history import History
from ai.index.snapshot import Snapshot
from ai.index.store import Pointer, SnapshotStore

log = logging.getLogger(__name__)

LOOKED_AT: Final = 3
"""Older snapshots tried when the published one is damaged."""


@dataclass(frozen=True, kw_only=True)
class Base:
    """A snapshot that can be read, with its file."""

    snapshot: str
    path: Path
    contents: Contents


def find_base(
    store: SnapshotStore, history: History, pointer: Pointer | None, folder: Path
) -> Base | None:
    """The published version; the newest good one when it is damaged or the pointer is.

    KnowledgeError when the bucket can not be read: that is no reason to go back to an older one.
    """
    path = folder / "before.sqlite"
    for snapshot in _candidates(history, pointer):
        try:
            store.fetch(snapshot, path)
        except SnapshotLostError as error:
            log.warning("%s", error, extra={"event": "snapshot_lost", "snapshot": snapshot})
            continue
        try:
            with Snapshot(path, snapshot) as opened:
                return Base(snapshot=snapshot, path=path, contents=opened.contents())
        except KnowledgeError as error:
            log.warning("%s", error, extra={"event": "snapshot_unreadable", "snapshot": snapshot})
    return None


def without(contents: Contents, names: Collection[str]) -> Contents | None:
    """A version less the documents that are not among `names`; None when that is all the same."""
    left = {name: document for name, document in contents.documents.items() if name in names}
    if left.keys() == contents.documents.keys():
        return None
    kept = [place for place, chunk in enumerate(contents.chunks) if chunk.document in left]
    return replace(
        contents,
        documents=left,
        chunks=tuple(contents.chunks[place] for place in kept),
        vectors=contents.vectors[kept],
    )


def _candidates(history: History, pointer: Pointer | None) -> Iterator[str]:
    if pointer:
        yield pointer.snapshot
    others = [item.snapshot for item in history.published()]
    tried = 0
    for snapshot in others:
        if tried < LOOKED_AT and not (pointer and snapshot == pointer.snapshot):
            tried += 1
            yield snapshot

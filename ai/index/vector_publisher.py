"""Publishing to S3 Vectors with the guarantees of a snapshot.

The vector index is a heap: vectors are written, never changed, and shown only where a manifest
names them. So a version appears at once with the pointer, goes back with it, and a build that dies
leaves nothing that anybody could find. The proof stands in docs/adr/0009-s3-vectors.md.
"""

import hashlib
import logging
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ai.errors import KnowledgeError
from ai.index.contents import Contents
from ai.index.knowledge import KnowledgeIndex
from ai.index.snapshot import Snapshot
from ai.index.store import Pointer, SnapshotStore
from ai.index.vector_client import GET_MOST, VectorsNotFoundError
from ai.index.vector_index import VectorBucket, Waiting, ensure_index
from ai.index.vector_items import digests, item, own_vector, own_words
from ai.index.vector_manifest import (
    Manifest,
    ManifestStore,
    era_of,
    key_of,
)
from ai.index.vector_tidy import tidy
from ai.index.vector_versions import open_version
from ai.index.vector_writes import VectorIndex, spread

log = logging.getLogger(__name__)

SEARCHABLE_SECONDS: Final = 60.0
"""Longest wait until what was written is found by a search."""

_PROBES: Final = 3
"""Of the vectors just written, so many are searched for before the pointer may move."""

_PROBE_SECONDS: Final = 0.5


@dataclass(frozen=True, kw_only=True)
class _Row:
    """A chunk of the version: where it stands in the contents, and its key."""

    place: int
    key: str


class VectorPublisher:
    """Writes what is new, checks that it can be found, and stores the manifest."""

    def __init__(
        self,
        bucket: VectorBucket,
        store: SnapshotStore,
        manifests: ManifestStore,
        waiting: Waiting | None = None,
    ) -> None:
        self._bucket = bucket
        self._store = store
        self._manifests = manifests
        self._waiting = waiting or Waiting()

    def prepare(self, path: Path, contents: Contents, pointer: Pointer | None) -> str:
        """Everything of the version is in the index and can be found when this returns."""
        name = ensure_index(self._bucket, contents.origin, self._waiting)
        index = self._index(name)
        base = self._base(pointer, name)
        era = era_of(pointer)
        records: set[bytes] = set()
        new: list[_Row] = []
        taken_over: list[_Row] = []
        for place, content in enumerate(digests(contents)):
            held = base.era(content) if base else None
            records.add(content + (held or era))
            row = _Row(place=place, key=key_of(content, held or era))
            (taken_over if held else new).append(row)
        new += _lost(index, taken_over)
        _stamp(path, {"index": name, "era": era.hex()})
        snapshot = _digest_of(path)
        # Before the vectors: whatever is ever written stands in a manifest, by which it is tidied.
        manifest = Manifest.of(name, era, contents.origin, contents.vocabulary, records)
        self._manifests.put(snapshot, manifest)
        index.put(item(contents, row.place, row.key) for row in new)
        self._check(index, contents, new)
        log.info("vectors written", extra={"event": "vectors", "index": name, "written": len(new)})
        return snapshot

    def open(self, snapshot: str, path: Path) -> AbstractContextManager[KnowledgeIndex]:
        """The version as callers are answered from it."""
        version = open_version(self._bucket, self._manifests, snapshot)
        return nullcontext(version) if version else Snapshot(path, snapshot)

    def holds(self, snapshot: str) -> bool:
        """Whether there is a manifest, and what it names is there, as far as a sample tells.

        KnowledgeError when S3 Vectors does not say.
        """
        try:
            manifest = self._manifests.get(snapshot)
        except KnowledgeError as error:
            log.warning("%s", error, extra={"event": "vectors_missing"})
            return False
        try:
            return not _gone(self._index(manifest.index), list(manifest))
        except VectorsNotFoundError as error:
            log.warning("%s", error, extra={"event": "vectors_missing"})
            return False

    def tidy(self, kept: Collection[str]) -> None:
        """Delete the vectors of snapshots that were deleted, and of builds that died or lost.

        What can not be deleted now is deleted after the next build: a version that was published
        is no failure because of what lies beside it.
        """
        try:
            tidy(self._bucket, self._store, self._manifests, kept, self._waiting)
        except KnowledgeError as error:
            log.error("vectors are not tidied: %s", error, extra={"event": "untidied"})  # noqa: TRY400

    def _index(self, name: str) -> VectorIndex:
        return VectorIndex(
            client=self._bucket.client, bucket=self._bucket.name, name=name, waiting=self._waiting
        )

    def _base(self, pointer: Pointer | None, index: str) -> Manifest | None:
        """What is published in this index; without it everything is written anew."""
        if pointer is None:
            return None
        try:
            base = self._manifests.get(pointer.snapshot)
        except KnowledgeError as error:
            log.info("no vectors to build upon: %s", error, extra={"event": "vectors_anew"})
            return None
        return base if base.index == index else None

    def _check(self, index: VectorIndex, contents: Contents, new: Sequence[_Row]) -> None:
        """All that was written is there, and a sample of it is found by meaning and by words."""
        keys = [row.key for row in new]
        missing = set(keys) - index.present(keys)
        if missing:
            raise KnowledgeError(
                f"{len(missing)} of {len(keys)} vectors just written to {index.name} are not there"
            )
        sample = spread(new, _PROBES)
        for row in sample:
            by_meaning = own_vector(contents, row.place)
            self._await(index, lambda row=row, by=by_meaning: index.finds(row.key, by))
        by_words = [(row.key, words) for row in sample if (words := own_words(contents, row.place))]
        if by_words:
            # One is enough: the service's analyzer may leave nothing of an odd text.
            self._await(index, lambda: any(index.finds(key, words) for key, words in by_words))

    def _await(self, index: VectorIndex, found: Callable[[], bool]) -> None:
        self._waiting.until(
            found,
            f"what was written to {index.name} was not found",
            SEARCHABLE_SECONDS,
            _PROBE_SECONDS,
        )


def _gone(index: VectorIndex, keys: Sequence[str]) -> bool:
    sample = spread(keys, GET_MOST)
    return bool(set(sample) - index.present(sample))


def _lost(index: VectorIndex, taken_over: Sequence[_Row]) -> list[_Row]:
    """Chunks of the version before that are not in the index any more; found by a sample."""
    if not _gone(index, [row.key for row in taken_over]):
        return []
    there = set(index)
    return [row for row in taken_over if row.key not in there]


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path, told: Mapping[str, str]) -> None:
    """Write the era into the file: built on another pointer, the same contents get another name.

    Otherwise going back to an old text would bring an old manifest to life again, just as its
    vectors are being tidied away.
    """
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE IF EXISTS s3_vectors")
        database.execute("CREATE TABLE s3_vectors (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        database.executemany("INSERT INTO s3_vectors VALUES (?, ?)", sorted(told.items()))

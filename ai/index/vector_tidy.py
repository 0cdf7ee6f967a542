"""Removes vectors that no kept snapshot needs, beside builders at work and without a lock."""

import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from ai.index.store import SnapshotStore
from ai.index.vector_index import VectorBucket, Waiting
from ai.index.vector_manifest import Manifest, ManifestStore, era_of
from ai.index.vector_writes import VectorIndex

log = logging.getLogger(__name__)

_YOUNG: Final = timedelta(days=1)
"""An index younger than this may belong to a build that has not stored its manifest yet."""


def tidy(
    bucket: VectorBucket,
    store: SnapshotStore,
    manifests: ManifestStore,
    kept: Collection[str],
    waiting: Waiting,
) -> None:
    """Delete what can never be shown again; KnowledgeError, and nothing deleted, when in doubt.

    Kept is what the snapshots need whose files are in the bucket, those in `kept`, and the one
    that is published. A manifest is stored before its vectors are written, so the manifests of all
    others name everything else.

    The order makes it safe: manifests are listed, then the pointer is read, then the files are
    listed. A manifest of the first list that has no file by then either carries the era of this
    pointer, and is left alone, or was written upon another pointer and can not be published any
    more. What is built upon this pointer takes over keys of its manifest, which is kept, or mints
    keys of its era, which no older manifest can have.
    """
    listed = manifests.snapshots()[1]
    pointer = store.pointer()
    if pointer is None:
        return
    era = era_of(pointer)
    files = manifests.snapshots()[0] | {pointer.snapshot, *kept}
    read = {snapshot: manifests.get(snapshot) for snapshot in sorted(listed)}
    dropped = {
        snapshot: manifest
        for snapshot, manifest in read.items()
        if snapshot not in files and manifest.written_in != era
    }
    living = [manifest for snapshot, manifest in read.items() if snapshot not in dropped]
    needed = {(manifest.index, key) for manifest in living for key in manifest}
    for snapshot, manifest in dropped.items():
        doomed = [key for key in manifest if (manifest.index, key) not in needed]
        _drop_vectors(bucket, manifest.index, doomed, waiting)
        manifests.delete(snapshot)
        told = {"event": "vectors_tidied", "snapshot": snapshot, "deleted": len(doomed)}
        log.info("vectors tidied", extra=told)
    if dropped:
        _drop_indexes(bucket, living)


def _drop_vectors(bucket: VectorBucket, name: str, keys: Sequence[str], waiting: Waiting) -> None:
    index = VectorIndex(client=bucket.client, bucket=bucket.name, name=name, waiting=waiting)
    index.delete(keys)


def _drop_indexes(bucket: VectorBucket, living: Collection[Manifest]) -> None:
    """Delete indexes of models that no snapshot uses any more."""
    used = {manifest.index for manifest in living}
    for index, made in list(bucket.indexes()):
        if index not in used and datetime.now(UTC) - made > _YOUNG:
            bucket.delete(index)
            log.info("vector index deleted", extra={"event": "vector_index", "index": index})

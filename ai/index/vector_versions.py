"""Versions in S3 Vectors, opened by name."""

import logging
from collections.abc import Callable

from ai.index.opening import SnapshotDownloads, Version
from ai.index.s3_vectors import S3VectorsIndex
from ai.index.store import SnapshotStore
from ai.index.vector_client import VectorsClient
from ai.index.vector_index import VectorBucket
from ai.index.vector_manifest import ManifestStore, NoManifestError
from ai.settings import VectorSettings

log = logging.getLogger(__name__)


def vector_bucket(client: VectorsClient, settings: VectorSettings) -> VectorBucket:
    """The vector bucket that the settings name."""
    return VectorBucket(client=client, name=settings.bucket, prefix=settings.index)


def version_opener(
    bucket: VectorBucket, manifests: ManifestStore, store: SnapshotStore
) -> Callable[[str], Version]:
    """What opens published versions."""
    downloads = SnapshotDownloads(store)
    return lambda snapshot: open_version(bucket, manifests, snapshot) or downloads(snapshot)


def open_version(
    bucket: VectorBucket, manifests: ManifestStore, snapshot: str
) -> S3VectorsIndex | None:
    """A prepared or published version; None when it is not in S3 Vectors, but a file alone.

    That is what is published when S3 Vectors is switched on: it answers until the next build.
    """
    try:
        manifest = manifests.get(snapshot)
    except NoManifestError as error:
        log.warning("%s, its file answers", error, extra={"event": "vectors_missing"})
        return None
    return S3VectorsIndex(bucket.client, bucket.name, snapshot, manifest)

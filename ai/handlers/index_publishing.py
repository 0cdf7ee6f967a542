"""What makes a candidate searchable: nothing for snapshot files, or S3 Vectors.

Apart from `index_kind`, so that the answer function does not load what only a build needs.
"""

from ai.clients import IngestClients
from ai.index.publisher import Publisher, SnapshotPublisher
from ai.index.store import SnapshotStore
from ai.index.vector_manifest import ManifestStore
from ai.index.vector_publisher import VectorPublisher
from ai.index.vector_versions import vector_bucket
from ai.settings import IngestSettings


def index_publisher(
    settings: IngestSettings, clients: IngestClients, store: SnapshotStore
) -> Publisher:
    """The publisher that the settings ask for."""
    if settings.vectors is None:
        return SnapshotPublisher()
    bucket = vector_bucket(clients.vectors(), settings.vectors)
    return VectorPublisher(bucket, store, ManifestStore(clients.s3, settings.index_bucket))

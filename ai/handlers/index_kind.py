"""Which index the settings ask for: snapshot files alone, or S3 Vectors beside them."""

from ai.clients import AnswerClients
from ai.index.opening import Opener, SnapshotDownloads
from ai.index.store import SnapshotStore
from ai.index.vector_manifest import ManifestStore
from ai.index.vector_versions import vector_bucket, version_opener
from ai.settings import AnswerSettings


def index_opener(settings: AnswerSettings, clients: AnswerClients, store: SnapshotStore) -> Opener:
    """How a version is opened, be it a file or kept in S3 Vectors."""
    model = settings.models.embedding_model
    if settings.vectors is None:
        return SnapshotDownloads(store, model)
    bucket = vector_bucket(clients.vectors(), settings.vectors)
    return version_opener(bucket, ManifestStore(clients.s3, settings.index_bucket), store, model)

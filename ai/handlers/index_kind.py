"""Which index the settings ask for: snapshot files alone, or S3 Vectors beside them."""

from collections.abc import Callable

from ai.clients import AnswerClients
from ai.index.opening import Opener, QuestionModel, SnapshotDownloads, Version, for_questions
from ai.index.store import SnapshotStore
from ai.index.vector_manifest import ManifestStore
from ai.index.vector_versions import vector_bucket, version_opener
from ai.settings import AnswerSettings


def index_opener(settings: AnswerSettings, clients: AnswerClients, store: SnapshotStore) -> Opener:
    """How a version is opened, be it a file or kept in S3 Vectors."""
    model = QuestionModel(
        name=settings.models.embedding_model, dimensions=settings.models.embedding_dimensions
    )
    opened = _versions(settings, clients, store)
    return lambda snapshot: for_questions(opened(snapshot), model)


def _versions(
    settings: AnswerSettings, clients: AnswerClients, store: SnapshotStore
) -> Callable[[str], Version]:
    if settings.vectors is None:
        return SnapshotDownloads(store)
    bucket = vector_bucket(clients.vectors(), settings.vectors)
    return version_opener(bucket, ManifestStore(clients.s3, settings.index_bucket), store)

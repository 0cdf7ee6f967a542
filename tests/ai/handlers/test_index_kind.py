"""The settings decide, and nothing asks S3 Vectors where it was not chosen."""

from pathlib import Path
from typing import cast

import pytest

from ai.clients import AnswerClients, IngestClients
from ai.errors import SettingsError, SnapshotLostError
from ai.handlers.index_kind import index_opener
from ai.handlers.index_publishing import index_publisher
from ai.index.publisher import SnapshotPublisher
from ai.index.s3_vectors import S3VectorsIndex
from ai.index.snapshot import Snapshot
from ai.index.store import SnapshotStore
from ai.index.vector_publisher import VectorPublisher
from ai.settings import AnswerSettings, IngestSettings
from tests.ai.fakes import models
from tests.ai.fakes.s3 import FakeS3
from tests.ai.fakes.vectors import BUCKET
from tests.ai.index.corpora import VectorShelf, contents

REGION = "ap-northeast-2"
CHOSEN = {"INDEX_KIND": "s3-vectors", "VECTOR_BUCKET": "vectors", "VECTOR_INDEX": "knowledge"}
ANSWER = {
    "AWS_REGION": REGION,
    "INDEX_BUCKET": "index",
    "CONTACTS_TABLE": "contacts",
    "EMBEDDING_MODEL": "amazon.titan-embed-text-v2:0",
    "ANSWER_MODEL": "apac.amazon.nova-lite-v1:0",
}
INGEST = {
    "AWS_REGION": REGION,
    "DOCUMENTS_BUCKET": "documents",
    "INDEX_BUCKET": "index",
    "EMBEDDING_MODEL": "amazon.titan-embed-text-v2:0",
    "REPORT_TOPIC_ARN": f"arn:aws:sns:{REGION}:123456789012:reports",
}


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")


@pytest.fixture
def store() -> SnapshotStore:
    return SnapshotStore(FakeS3().client, "index")


def test_without_a_choice_versions_are_files(store: SnapshotStore) -> None:
    answer, ingest = AnswerSettings.from_env(ANSWER), IngestSettings.from_env(INGEST)
    opener = index_opener(answer, AnswerClients(REGION, 7.0), store)
    with pytest.raises(SnapshotLostError):
        opener("gone")
    publisher = index_publisher(ingest, IngestClients(REGION, 4), store)
    assert isinstance(publisher, SnapshotPublisher)


def test_s3_vectors_is_asked_where_it_was_chosen(store: SnapshotStore) -> None:
    answer = AnswerSettings.from_env({**ANSWER, **CHOSEN})
    ingest = IngestSettings.from_env({**INGEST, **CHOSEN})
    assert index_opener(answer, AnswerClients(REGION, 7.0), store)
    publisher = index_publisher(ingest, IngestClients(REGION, 4), store)
    assert isinstance(publisher, VectorPublisher)


@pytest.mark.parametrize("name", ["VECTOR_BUCKET", "VECTOR_INDEX"])
@pytest.mark.parametrize("settings", [AnswerSettings, IngestSettings])
def test_what_s3_vectors_needs_is_asked_for_by_name(
    settings: type[AnswerSettings | IngestSettings], name: str
) -> None:
    env = {**ANSWER, **INGEST, **CHOSEN}
    del env[name]
    with pytest.raises(SettingsError, match=name):
        settings.from_env(env)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(SettingsError, match="INDEX_KIND is 'FAISS'"):
        AnswerSettings.from_env({**ANSWER, "INDEX_KIND": "faiss"})


def test_the_search_keeps_to_the_turns_time() -> None:
    client = AnswerClients(REGION, 7.0).vectors()
    config = getattr(client, "meta").config  # noqa: B009  the protocol has no such member
    assert config.read_timeout == pytest.approx(2.1)
    assert config.retries["total_max_attempts"] == 2


class _Clients:
    """The answer function's clients, at buckets in memory."""

    def __init__(self, shelf: VectorShelf) -> None:
        self.s3 = shelf.s3.client
        self._vectors = shelf.vectors.client

    def vectors(self) -> object:
        return self._vectors


@pytest.mark.parametrize(
    ("kind", "held"), [({}, Snapshot), ({**CHOSEN, "VECTOR_BUCKET": BUCKET}, S3VectorsIndex)]
)
def test_versions_of_another_model_than_the_settings_name_are_searched_by_words(
    tmp_path: Path, kind: dict[str, str], held: type[object]
) -> None:
    shelf = VectorShelf(tmp_path)
    snapshot = shelf.publish(contents())
    clients = cast("AnswerClients", _Clients(shelf))
    same = {**ANSWER, **kind, "EMBEDDING_MODEL": "fake", "EMBEDDING_DIMENSIONS": "64"}
    assert models.DIMENSIONS == 64
    for changed in ({}, {"EMBEDDING_MODEL": "other"}, {"EMBEDDING_DIMENSIONS": "1024"}):
        settings = AnswerSettings.from_env({**same, **changed})
        opened = index_opener(settings, clients, shelf.store)(snapshot)
        assert opened.by_words is bool(changed)
        assert isinstance(opened, held) is not bool(changed)
        assert opened.size == 3

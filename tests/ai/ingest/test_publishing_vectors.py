"""Documents in a bucket, built, gated and published to S3 Vectors, and asked as callers ask."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from ai.errors import KnowledgeError
from ai.index.cache import SnapshotCache
from ai.index.find import find_passages
from ai.index.knowledge import SearchOptions
from ai.index.opening import QuestionModel, for_questions
from ai.index.vector_index import VectorBucket, Waiting
from ai.index.vector_manifest import ManifestStore
from ai.index.vector_publisher import VectorPublisher
from ai.index.vector_versions import version_opener
from ai.ingest.reconcile import Outcome
from ai.model import Passage
from local.vectors.service import VectorsService
from local.vectors.wire import VectorsError
from tests.ai.fakes import models
from tests.ai.fakes.vectors import BUCKET, Call, FakeVectors, Killed, killer
from tests.ai.ingest.worlds import World


class VectorWorld(World):
    """The same buckets, with S3 Vectors beside them."""

    def __init__(self) -> None:
        super().__init__()
        self.vectors = FakeVectors(service=VectorsService(default_mode="CLASSIC", looks=1))
        self.bucket = VectorBucket(client=self.vectors.client, name=BUCKET, prefix="knowledge")
        self.manifests = ManifestStore(self.s3.client, "index")

    def publish(self, *, thorough: bool = False) -> Outcome:
        now = [0.0]

        def sleep(seconds: float) -> None:
            now[0] += seconds

        waiting = Waiting(clock=lambda: now[0], sleep=sleep)
        publisher = VectorPublisher(self.bucket, self.store, self.manifests, waiting)
        return replace(self.reconciler(), publisher=publisher).reconcile(thorough=thorough)

    def answers(self, question: str) -> list[str]:
        """What a fresh answer function finds."""
        return [passage.chunk.text for passage in self.passages(question)]

    def passages(self, question: str) -> list[Passage]:
        """The same, with their scores."""
        model = QuestionModel(name=self.model, dimensions=models.DIMENSIONS)
        versions = version_opener(self.bucket, self.manifests, self.store)
        cache = SnapshotCache(
            self.store, 0.0, opener=lambda name: for_questions(versions(name), model)
        )
        return find_passages(cache.current(), question, models.embed, SearchOptions(top_k=9))


@pytest.fixture
def vector_world() -> VectorWorld:
    world = VectorWorld()
    world.document("refund.md", "# 환불\n\n환불은 7일 안에 처리됩니다.")
    world.document("sla.md", "# SLA\n\nFitCloud 월간 가용률은 99.9%입니다.")
    world.document("glossary.csv", "spoken,written\n핏클라우드,FitCloud\n")
    return world


def test_uploaded_documents_answer_through_s3_vectors(vector_world: VectorWorld) -> None:
    outcome = vector_world.publish()
    assert outcome.outcome == "published"
    assert vector_world.answers("핏 클라우드 가용률")[0] == "FitCloud 월간 가용률은 99.9%입니다."
    assert "QueryVectors" in vector_world.vectors.names()


def test_a_deleted_document_leaves_the_answers_and_in_time_the_index(
    vector_world: VectorWorld,
) -> None:
    vector_world.kept = 1
    vector_world.publish()
    del vector_world.s3.buckets["documents"]["refund.md"]
    vector_world.publish()
    assert vector_world.answers("환불") == ["FitCloud 월간 가용률은 99.9%입니다."]


def test_a_build_killed_while_writing_leaves_the_old_answers(vector_world: VectorWorld) -> None:
    vector_world.publish()
    vector_world.document("refund.md", "# 환불\n\n환불은 14일 안에 처리됩니다.")
    vector_world.vectors.fail = killer("GetVectors", after=1)
    with pytest.raises(Killed):
        vector_world.publish()
    vector_world.vectors.fail = lambda _call: None
    assert vector_world.answers("환불")[0] == "환불은 7일 안에 처리됩니다."
    vector_world.publish()
    assert "환불은 7일 안에 처리됩니다." not in vector_world.answers("환불")


def test_a_worse_candidate_is_measured_in_s3_vectors_and_refused(
    vector_world: VectorWorld,
) -> None:
    vector_world.golden(("환불 며칠", "refund.md"), ("가용률", "sla.md"))
    assert vector_world.publish().outcome == "published"
    for name in ("refund.md", "sla.md"):
        vector_world.document(name, "# 공지\n\n준비 중입니다.")
    for number in range(12):
        vector_world.document(f"{number}.md", "# 환불 가용률\n\n환불 며칠 가용률 안내")
    assert vector_world.publish().outcome == "refused"
    assert vector_world.answers("환불")[0] == "환불은 7일 안에 처리됩니다."


def test_going_back_is_heard_at_once(vector_world: VectorWorld) -> None:
    first = vector_world.publish().published
    assert first
    vector_world.document("refund.md", "# 환불\n\n환불은 14일 안에 처리됩니다.")
    vector_world.publish()
    vector_world.store.move(first, vector_world.store.pointer())
    assert vector_world.answers("환불")[0] == "환불은 7일 안에 처리됩니다."


def test_before_the_first_build_in_s3_vectors_the_file_answers(vector_world: VectorWorld) -> None:
    vector_world.reconcile()  # as index kind `snapshot` does
    assert vector_world.answers("환불")[0] == "환불은 7일 안에 처리됩니다."
    assert "QueryVectors" not in vector_world.vectors.names()


def test_the_next_document_brings_the_published_ones_into_s3_vectors(
    vector_world: VectorWorld,
) -> None:
    vector_world.golden(("환불 며칠", "refund.md"))
    vector_world.reconcile()
    vector_world.document("new.md", "# 요금\n\n기본 요금은 월 3만 원입니다.")
    assert vector_world.publish().embedded == 1
    vector_world.vectors.calls.clear()
    assert len(vector_world.answers("환불 가용률 요금")) == 3
    assert set(vector_world.vectors.names()) == {"QueryVectors"}


@pytest.mark.parametrize("error", ["TooManyRequestsException", "AccessDeniedException"])
def test_s3_vectors_out_of_order_leaves_the_old_answers_and_is_told(
    vector_world: VectorWorld, error: str
) -> None:
    vector_world.publish()
    vector_world.document("refund.md", "# 환불\n\n환불은 14일 안에 처리됩니다.")

    def refuse(call: Call) -> None:
        if call.operation == "PutVectors":
            raise VectorsError(error, "no")

    vector_world.vectors.fail = refuse
    with pytest.raises(KnowledgeError, match=error):
        vector_world.publish()
    assert vector_world.answers("환불")[0] == "환불은 7일 안에 처리됩니다."


def test_looking_again_writes_nothing(vector_world: VectorWorld) -> None:
    vector_world.publish()
    held = dict(vector_world.s3.buckets["index"])
    keys = vector_world.vectors.keys()
    for thorough in (False, True):
        assert vector_world.publish(thorough=thorough).outcome == "unchanged"
    assert vector_world.vectors.keys() == keys
    assert vector_world.s3.buckets["index"] == held


def names(paths: Sequence[str]) -> set[str]:
    return {Path(path).suffix for path in paths}


def test_every_snapshot_has_its_manifest_beside_it(vector_world: VectorWorld) -> None:
    vector_world.publish()
    assert names(vector_world.snapshots()) == {".sqlite", ".keys"}


def test_another_model_of_as_many_dimensions_answers_by_words_until_a_build_of_its_own(
    vector_world: VectorWorld,
) -> None:
    vector_world.publish()
    vector_world.model = "another"
    by_words = vector_world.passages("환불")
    assert [one.chunk.text for one in by_words] == ["환불은 7일 안에 처리됩니다."]
    assert by_words[0].dense is None
    assert vector_world.publish().outcome == "published"
    by_both = vector_world.passages("환불")
    assert by_both[0].chunk.text == "환불은 7일 안에 처리됩니다."
    assert by_both[0].dense is not None
    assert vector_world.publish().outcome == "unchanged"

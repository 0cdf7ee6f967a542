import pytest

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.vector_index import READY_SECONDS, VectorBucket, Waiting, ensure_index
from local.vectors.service import VectorsService
from local.vectors.wire import VectorsError
from tests.ai.fakes.vectors import BUCKET, Call, FakeVectors

ORIGIN = Origin(readers="1", embedding_model="titan", dimensions=8)


class Time:
    def __init__(self) -> None:
        self.now = 0.0
        self.waiting = Waiting(clock=lambda: self.now, sleep=self.sleep)

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def bucket(vectors: FakeVectors) -> VectorBucket:
    return VectorBucket(client=vectors.client, name=BUCKET, prefix="knowledge")


@pytest.mark.parametrize("mode", ["CLASSIC", "ENHANCED"])
def test_an_index_is_made_for_hybrid_search_in_korean(mode: str) -> None:
    vectors = FakeVectors(service=VectorsService(default_mode=mode, looks=2))
    name = ensure_index(bucket(vectors), ORIGIN, Time().waiting)
    made = vectors.service.buckets[BUCKET].indexes[name]
    assert (made.dimension, made.metric, made.mode) == (8, "cosine", "ENHANCED")
    assert set(made.hidden) == {"search", "chunk"}
    assert made.searches["search"].language == "ko"
    assert made.searches["search"].status == "ACTIVE"
    assert ("UpdateIndexMode" in vectors.names()) == (mode == "CLASSIC")


def test_an_index_that_is_ready_costs_looks_only() -> None:
    vectors = FakeVectors()
    ensure_index(bucket(vectors), ORIGIN, Time().waiting)
    vectors.calls.clear()
    ensure_index(bucket(vectors), ORIGIN, Time().waiting)
    assert set(vectors.names()) == {"GetIndex"}


def test_an_index_that_was_made_without_text_search_gets_it() -> None:
    vectors = FakeVectors(service=VectorsService(default_mode="CLASSIC"))
    vectors.client.create_index(
        vectorBucketName=BUCKET,
        indexName=bucket(vectors).index_name(ORIGIN),
        dataType="float32",
        dimension=8,
        distanceMetric="cosine",
        metadataConfiguration={"nonFilterableMetadataKeys": ["chunk", "search"]},
    )
    name = ensure_index(bucket(vectors), ORIGIN, Time().waiting)
    assert vectors.service.buckets[BUCKET].indexes[name].searches


@pytest.mark.parametrize(
    ("dimension", "metric", "hidden"),
    [(9, "cosine", ["search", "chunk"]), (8, "euclidean", ["search", "chunk"]), (8, "cosine", [])],
)
def test_a_strange_index_of_that_name_is_not_written_to(
    dimension: int, metric: str, hidden: list[str]
) -> None:
    vectors = FakeVectors()
    vectors.client.create_index(
        vectorBucketName=BUCKET,
        indexName=bucket(vectors).index_name(ORIGIN),
        dataType="float32",
        dimension=dimension,
        distanceMetric=metric,
        metadataConfiguration={"nonFilterableMetadataKeys": hidden},
    )
    with pytest.raises(KnowledgeError, match="delete it, and the next build makes it anew"):
        ensure_index(bucket(vectors), ORIGIN, Time().waiting)


def test_a_text_search_that_is_never_ready_ends_the_build_in_time() -> None:
    vectors = FakeVectors(service=VectorsService(looks=10_000))
    time = Time()
    with pytest.raises(KnowledgeError, match="was not ready within 180 s"):
        ensure_index(bucket(vectors), ORIGIN, time.waiting)
    assert READY_SECONDS <= time.now <= READY_SECONDS + 5


def test_a_missing_vector_bucket_is_told_by_the_build() -> None:
    vectors = FakeVectors()
    del vectors.service.buckets[BUCKET]
    with pytest.raises(KnowledgeError, match="vector bucket"):
        ensure_index(bucket(vectors), ORIGIN, Time().waiting)


@pytest.mark.parametrize(
    "operation", ["GetIndex", "CreateIndex", "UpdateIndexMode", "UpdateMetadataConfiguration"]
)
def test_whatever_is_refused_is_an_error_of_the_knowledge(operation: str) -> None:
    vectors = FakeVectors(service=VectorsService(default_mode="CLASSIC"))

    def refuse(call: Call) -> None:
        if call.operation == operation:
            raise VectorsError("AccessDeniedException", "no")

    vectors.fail = refuse
    with pytest.raises(KnowledgeError, match="AccessDenied"):
        ensure_index(bucket(vectors), ORIGIN, Time().waiting)


def test_models_and_dimensions_have_indexes_of_their_own_and_readers_share_one() -> None:
    there = bucket(FakeVectors())
    other_readers = Origin(readers="2", embedding_model="titan", dimensions=8)
    other_model = Origin(readers="1", embedding_model="cohere", dimensions=8)
    other_length = Origin(readers="1", embedding_model="titan", dimensions=16)
    assert there.index_name(ORIGIN) == there.index_name(other_readers)
    names = {there.index_name(origin) for origin in (ORIGIN, other_model, other_length)}
    assert len(names) == 3
    assert all(3 <= len(name) <= 63 and name.startswith("knowledge-") for name in names)


def test_indexes_are_listed_page_by_page() -> None:
    vectors = FakeVectors()
    made = {bucket(vectors).index_name(Origin(readers="1", embedding_model=str(n), dimensions=3))
            for n in range(501)}  # fmt: skip
    for name in made:
        vectors.client.create_index(
            vectorBucketName=BUCKET,
            indexName=name,
            dataType="float32",
            dimension=3,
            distanceMetric="cosine",
        )
    vectors.calls.clear()
    assert {name for name, _ in bucket(vectors).indexes()} == made
    assert vectors.names() == ["ListIndexes", "ListIndexes"]

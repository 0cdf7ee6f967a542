"""What the local S3 Vectors answers, asked by boto3."""

import pytest

from local.vectors.service import VectorsService
from tests.ai.fakes.vectors import BUCKET, FakeVectors
from tests.local.vectors.films import INDEX, item, made, put, query, searchable, vector, words


def test_a_vector_search_ranks_by_distance() -> None:
    vectors = made()
    put(vectors, item("far", 0, 1), item("near", 1, 0.1), item("opposite", -1, 0))
    found = query(vectors, topK=2, **vector(1, 0), returnDistance=True)
    assert [one["key"] for one in found["vectors"]] == ["near", "far"]
    assert found["vectors"][1]["distance"] == pytest.approx(1.0)
    assert found["distanceMetric"] == "cosine"
    assert "metadata" not in found["vectors"][0]


def test_a_text_search_ranks_by_bm25() -> None:
    vectors = searchable()
    put(vectors, item("a", 1, 0, text="환불 안내"), item("b", 0, 1, text="해지 안내"))
    found = query(vectors, topK=5, **words("환불"), returnScores=True)
    [one] = found["vectors"]
    assert one["key"] == "a"
    assert one["scores"]["bm25Scores"][0]["score"] > 0
    assert "fused" not in one["scores"]


def test_a_hybrid_search_fuses_both_and_tells_all_scores() -> None:
    vectors = searchable()
    put(
        vectors,
        item("both", 1, 0.2, text="환불 안내"),
        item("words", 0, 1, text="환불과 그 밖의 안내 사항"),
        item("near", 1, 0, text="해지"),
    )
    found = query(
        vectors, topK=3, **vector(1, 0), **words("환불"), returnScores=True, returnMetadata=True
    )
    by_key = {one["key"]: one for one in found["vectors"]}
    assert found["vectors"][0]["key"] == "both"
    assert by_key["both"]["scores"]["fused"] == pytest.approx(1 / 61 + 1 / 62)
    assert by_key["words"]["scores"]["fused"] == pytest.approx(1 / 62 + 1 / 63)
    assert by_key["near"]["scores"]["bm25Scores"] == []
    assert by_key["words"]["scores"]["vectorDistance"] == pytest.approx(1.0)
    assert by_key["words"]["metadata"] == {"text": "환불과 그 밖의 안내 사항"}


def test_the_filter_comes_before_the_search() -> None:
    vectors = made()
    put(vectors, *(item(f"{n:03}", 1, 0, year=2020) for n in range(150)))
    put(vectors, item("rare", 0, 1, year=2021))
    found = query(vectors, topK=1, **vector(1, 0), filter={"year": 2021})
    assert [one["key"] for one in found["vectors"]] == ["rare"]


def test_results_come_page_by_page_until_top_k() -> None:
    vectors = made()
    put(vectors, *(item(f"{n:03}", 1, n / 1_000) for n in range(300)))
    first = query(vectors, topK=250, **vector(1, 0))
    keys = [one["key"] for one in first["vectors"]]
    page = first
    while "nextToken" in page:
        page = query(vectors, topK=250, **vector(1, 0), nextToken=page["nextToken"])
        keys += [one["key"] for one in page["vectors"]]
    assert len(first["vectors"]) == 100
    assert keys == [f"{n:03}" for n in range(250)]


def test_an_index_can_be_named_by_its_arn() -> None:
    vectors = made()
    arn = vectors.client.get_index(vectorBucketName=BUCKET, indexName=INDEX)["index"]["indexArn"]
    assert vectors.client.get_index(indexArn=arn)["index"]["indexName"] == INDEX


def test_a_text_search_is_built_while_it_is_looked_at() -> None:
    vectors = FakeVectors(service=VectorsService(looks=1))
    vectors.client.create_index(
        vectorBucketName=BUCKET,
        indexName=INDEX,
        dataType="float32",
        dimension=2,
        distanceMetric="cosine",
        metadataConfiguration={"textSearchConfigurations": [{"metadataKey": "text"}]},
    )

    def status() -> str:
        found = vectors.client.get_index(vectorBucketName=BUCKET, indexName=INDEX)["index"]
        return found["metadataConfiguration"]["textSearchConfigurations"][0]["status"]

    assert [status(), status()] == ["BUILDING", "ACTIVE"]

"""The local S3 Vectors, asked by boto3: what it refuses is what the service would refuse."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.vectors.service import VectorsService
from tests.ai.fakes.vectors import BUCKET, FakeVectors

INDEX = "films"


def made(dimension: int = 2, *, mode: str = "ENHANCED", **more: Any) -> FakeVectors:
    vectors = FakeVectors(service=VectorsService(default_mode=mode))
    vectors.client.create_index(
        vectorBucketName=BUCKET,
        indexName=INDEX,
        dataType="float32",
        dimension=dimension,
        distanceMetric="cosine",
        **more,
    )
    return vectors


def searchable() -> FakeVectors:
    return made(
        metadataConfiguration={
            "nonFilterableMetadataKeys": ["text"],
            "textSearchConfigurations": [{"metadataKey": "text", "language": "ko"}],
        }
    )


def put(vectors: FakeVectors, *items: dict[str, Any]) -> None:
    vectors.client.put_vectors(vectorBucketName=BUCKET, indexName=INDEX, vectors=list(items))


def item(key: str, *numbers: float, **metadata: Any) -> dict[str, Any]:
    return {"key": key, "data": {"float32": list(numbers)}, "metadata": metadata}


def query(vectors: FakeVectors, **request: Any) -> dict[str, Any]:
    return vectors.client.query_vectors(vectorBucketName=BUCKET, indexName=INDEX, **request)


def vector(*numbers: float) -> dict[str, Any]:
    return {"queryVector": {"float32": list(numbers)}}


def words(text: str, key: str = "text") -> dict[str, Any]:
    return {"queryTexts": [{"text": text, "metadataKey": key}]}


def refused(error: pytest.ExceptionInfo[ClientError]) -> tuple[str, int]:
    response = error.value.response
    status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return response.get("Error", {}).get("Code", ""), status


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


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"topK": 1}, "queryTexts is required"),
        ({"topK": 10_001, **vector(1, 0)}, "at most 10000"),
        ({"topK": 1, **vector(1, 0, 0)}, "3 dimensions"),
        ({"topK": 1, **vector(0, 0)}, "all zeros"),
        ({"topK": 1, **words("환불", key="title")}, "title is not searchable"),
        ({"topK": 1, **words("가" * 1_025)}, "at most 1024"),
        ({"topK": 1, **vector(1, 0), "filter": {"text": "x"}}, "not filterable"),
        ({"topK": 1, **vector(1, 0), "queryMode": "CLASSIC"}, "CLASSIC"),
        ({"topK": 1, **vector(1, 0), "nextToken": "x"}, "nextToken"),
        (
            {"topK": 1, "queryTexts": [{"text": "a", "metadataKey": "text"}] * 2},
            "each metadata key once",
        ),
    ],
)
def test_a_wrong_search_is_refused(request_: dict[str, Any], message: str) -> None:
    with pytest.raises(ClientError, match=message) as error:
        query(searchable(), **request_)
    assert refused(error) == ("ValidationException", 400)


def test_a_text_search_needs_an_enhanced_index() -> None:
    vectors = made(mode="CLASSIC")
    with pytest.raises(ClientError, match="ENHANCED"):
        query(vectors, topK=1, **words("환불"))
    with pytest.raises(ClientError, match="ENHANCED"):
        vectors.client.update_metadata_configuration(
            vectorBucketName=BUCKET,
            indexName=INDEX,
            add={"textSearchConfigurations": [{"metadataKey": "text"}]},
        )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (item("a", 1), "1 dimensions"),
        (item("a", 0, 0), "all zeros"),
        (item("a", 1, float("nan")), "must be a number"),
        (item("a", 1, 0, text="가" * 14_000), "at most 40960 bytes"),
        (item("a", 1, 0, title="가" * 700), "at most 2048 bytes"),
        (item("a", 1, 0, **{str(n): n for n in range(51)}), "at most 50"),
        (item("a", 1, 0, title={"deep": 1}), "string, number, boolean"),
        (item("a", 1, 0, title=None), "string, number, boolean"),
    ],
)
def test_a_vector_that_can_not_be_kept_is_refused_with_its_batch(
    given: dict[str, Any], message: str
) -> None:
    vectors = searchable()
    with pytest.raises(ClientError, match=message) as error:
        put(vectors, item("good", 1, 0), given)
    assert refused(error)[0] == "ValidationException"
    assert vectors.keys() == set()


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("PutVectors", {"vectors": [item(str(n), 1, 0) for n in range(501)]}),
        ("DeleteVectors", {"keys": [str(n) for n in range(501)]}),
        ("GetVectors", {"keys": [str(n) for n in range(101)]}),
        ("ListVectors", {"maxResults": 1_001}),
        ("ListVectors", {"segmentCount": 2}),
        ("QueryVectors", {"topK": 1, "unknown": True, **vector(1, 0)}),
        ("QueryVectors", {"topK": "1", **vector(1, 0)}),
        ("QueryVectors", {"topK": 1, "queryVector": {}}),
        ("UpdateIndexMode", {"indexMode": "BETTER"}),
        ("UpdateMetadataConfiguration", {}),
        ("PutVectors", {}),
        ("PutVectors", {"vectors": [{"key": "", "data": {"float32": [1, 0]}}]}),
        ("QueryVectors", {"topK": 1, **words("")}),
    ],
)
def test_what_the_model_does_not_have_is_refused_at_the_wire(
    operation: str, request_: dict[str, Any]
) -> None:
    """Past botocore's own checks: as any client might send it."""
    body = json.dumps({"vectorBucketName": BUCKET, "indexName": INDEX, **request_}).encode()
    answer = made().service.answer("POST", f"/{operation}", body)
    assert (answer.status, answer.kind) == (400, "ValidationException")


def test_what_is_not_there_is_not_found() -> None:
    vectors = made()
    with pytest.raises(ClientError) as error:
        vectors.client.get_index(vectorBucketName=BUCKET, indexName="other")
    assert refused(error) == ("NotFoundException", 404)
    with pytest.raises(ClientError) as error:
        vectors.client.get_index(vectorBucketName="other", indexName=INDEX)
    assert refused(error) == ("NotFoundException", 404)


def test_what_is_there_is_not_made_twice() -> None:
    with pytest.raises(ClientError) as error:
        made().client.create_index(
            vectorBucketName=BUCKET,
            indexName=INDEX,
            dataType="float32",
            dimension=2,
            distanceMetric="cosine",
        )
    assert refused(error) == ("ConflictException", 409)


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


@pytest.mark.parametrize(("method", "path"), [("GET", "/QueryVectors"), ("POST", "/Nonsense")])
def test_an_unknown_operation_is_told(method: str, path: str) -> None:
    answer = VectorsService().answer(method, path, b"{}")
    assert (answer.status, answer.kind) == (404, "UnknownOperationException")


def test_a_request_that_is_too_large_is_refused() -> None:
    answer = made().service.answer("POST", "/PutVectors", b" " * (20 * 1024 * 1024 + 1))
    assert answer.kind == "ValidationException"

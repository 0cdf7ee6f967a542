"""What the local S3 Vectors refuses is what the service would refuse."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.vectors.service import VectorsService
from tests.ai.fakes.vectors import BUCKET
from tests.local.vectors.films import (
    INDEX,
    item,
    made,
    put,
    query,
    refused,
    searchable,
    vector,
    words,
)


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


@pytest.mark.parametrize(("method", "path"), [("GET", "/QueryVectors"), ("POST", "/Nonsense")])
def test_an_unknown_operation_is_told(method: str, path: str) -> None:
    answer = VectorsService().answer(method, path, b"{}")
    assert (answer.status, answer.kind) == (404, "UnknownOperationException")


def test_a_request_that_is_too_large_is_refused() -> None:
    answer = made().service.answer("POST", "/PutVectors", b" " * (20 * 1024 * 1024 + 1))
    assert answer.kind == "ValidationException"

"""An index of films in the local S3 Vectors, asked by boto3."""

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

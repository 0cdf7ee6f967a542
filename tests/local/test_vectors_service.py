"""The local S3 Vectors over real HTTP on loopback."""

import http.client
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from local.vectors.service import PAYLOAD_BYTES, VectorsService
from local.vectors_service import VectorsServer

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def server() -> Iterator[VectorsServer]:
    server = VectorsServer(VectorsService())
    yield server
    server.close()


def client(server: VectorsServer) -> Any:
    session: Any = boto3.Session(
        aws_access_key_id="test", aws_secret_access_key="test", region_name="ap-northeast-2"
    )
    return session.client("s3vectors", endpoint_url=server.endpoint)


def test_boto3_makes_fills_and_searches_an_index(server: VectorsServer) -> None:
    vectors = client(server)
    vectors.create_vector_bucket(vectorBucketName="films")
    target = {"vectorBucketName": "films", "indexName": "scenes"}
    vectors.create_index(**target, dataType="float32", dimension=2, distanceMetric="cosine")
    vectors.put_vectors(
        **target, vectors=[{"key": "바다", "data": {"float32": [1, 0]}, "metadata": {"색": "파랑"}}]
    )
    found = vectors.query_vectors(
        **target, topK=1, queryVector={"float32": [1, 0]}, returnMetadata=True
    )
    [one] = found["vectors"]
    assert (one["key"], one["metadata"]) == ("바다", {"색": "파랑"})


def test_errors_come_as_the_services_own(server: VectorsServer) -> None:
    with pytest.raises(ClientError) as error:
        client(server).get_index(vectorBucketName="films", indexName="scenes")
    assert error.value.response.get("Error", {}).get("Code") == "NotFoundException"


@pytest.mark.parametrize("length", ["x", str(PAYLOAD_BYTES + 1)])
def test_a_body_that_can_not_be_read_is_refused(server: VectorsServer, length: str) -> None:
    connection = http.client.HTTPConnection(server.endpoint.removeprefix("http://"), timeout=5)
    connection.putrequest("POST", "/PutVectors")
    connection.putheader("Content-Length", length)
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 400
    assert response.getheader("x-amzn-ErrorType") == "ValidationException"
    connection.close()

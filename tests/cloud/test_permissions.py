"""Functions run under their own roles, and the emulator refuses what a role does not allow."""

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from tests.cloud.callcenter import CallCenter

_TRESPASSER = """
import json, os, boto3
from botocore.exceptions import ClientError

def handler(event, context):
    client = boto3.client(event["service"])
    try:
        getattr(client, event["operation"])(**event["arguments"])
        return {"refused": None}
    except ClientError as error:
        return {"refused": error.response["Error"]["Code"]}
"""


def _role_of(center: CallCenter, output: str) -> str:
    name = center.state.outputs[output]
    found = center.clients("lambda").get_function_configuration(FunctionName=name)
    return str(found["Role"])


@pytest.fixture(params=["answer_function", "ingest_function"])
def trespasser(center: CallCenter, request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """A function that runs under the role of a real one, and does what it is told."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("trespasser.py", _TRESPASSER)
    output = str(request.param)
    name = f"trespasser-{output}".replace("_", "-")
    center.clients("lambda").create_function(
        FunctionName=name,
        Role=_role_of(center, output),
        Handler="trespasser.handler",
        Runtime="python3.13",
        Code={"ZipFile": archive.getvalue()},
        Timeout=30,
    )
    yield output, name
    center.clients("lambda").delete_function(FunctionName=name)


def _refused(center: CallCenter, name: str, service: str, operation: str, **given: object) -> str:
    event = {"service": service, "operation": operation, "arguments": given}
    answer = center.clients("lambda").invoke(FunctionName=name, Payload=json.dumps(event).encode())
    result = json.loads(answer["Payload"].read())
    assert "refused" in result, result
    return str(result["refused"])


def test_what_a_role_does_not_allow_is_refused(
    center: CallCenter, trespasser: tuple[str, str]
) -> None:
    output, name = trespasser
    outputs = center.state.outputs
    assert _refused(center, name, "sqs", "list_queues") == "AccessDenied"
    assert _refused(center, name, "s3", "list_buckets") == "AccessDenied"
    if output == "answer_function":
        documents = outputs["documents_bucket"]
        assert "Denied" in _refused(center, name, "s3", "list_objects_v2", Bucket=documents)
        put = {"Bucket": outputs["index_bucket"], "Key": "current", "Body": "{}"}
        assert "Denied" in _refused(center, name, "s3", "put_object", **put)
    else:
        index = outputs["index_bucket"]
        current = {"Bucket": index, "Key": "current"}
        assert "Denied" in _refused(center, name, "s3", "delete_object", **current)
        table = outputs["contacts_table"]
        assert "Denied" in _refused(center, name, "dynamodb", "scan", TableName=table)


def test_what_a_role_allows_is_not_refused(center: CallCenter, trespasser: tuple[str, str]) -> None:
    _, name = trespasser
    bucket = center.state.outputs["index_bucket"]

    refused = _refused(center, name, "s3", "get_object", Bucket=bucket, Key="current")

    assert refused == "None"

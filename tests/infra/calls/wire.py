"""Stands in for AWS right behind boto3: real clients, real parameters, nothing on a socket.

Every call is checked against botocore's own model and kept.
"""

import io
import json
import re
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from unittest import mock

import botocore.client
from botocore import xform_name
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from botocore.validate import ParamValidator

from local.vectors.service import VectorsService
from tests.ai.fakes.dynamodb import FakeDynamoDB
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.ai.fakes.s3 import FakeS3
from tests.ai.fakes.schedules import FakeConnect, FakeScheduler
from tests.ai.fakes.transacting_dynamodb import TransactingDynamoDB
from tests.ai.fakes.vectors import FakeVectors

MISSING = {"NoSuchKey", "404"}


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call as boto3 was asked for it. `missing`: what it named was not there."""

    service: str
    operation: str
    parameters: Mapping[str, Any]
    missing: bool


def embedding(text: str, dimensions: int) -> list[float]:
    """A vector in which texts that share words lie close."""
    vector = [0.0] * dimensions
    for word in re.findall(r"\w+", text):
        vector[zlib.crc32(word.encode()) % dimensions] += 1.0
    return vector if any(vector) else [1.0] * dimensions


def _older_vectors() -> FakeVectors:
    """In a bucket that makes indexes as all did before September 2026."""
    return FakeVectors(service=VectorsService(default_mode="CLASSIC"))


@dataclass
class World:
    """Everything that functions talk to, and what they said."""

    s3: FakeS3 = field(default_factory=FakeS3)
    turns: FakeDynamoDB = field(default_factory=FakeDynamoDB)
    vectors: FakeVectors = field(default_factory=_older_vectors)
    by_phone: dict[str, FakeKeyedDynamoDB] = field(default_factory=dict[str, FakeKeyedDynamoDB])
    """Tables whose items have the key `phone`, by name; made when they are first asked."""
    bookings: TransactingDynamoDB = field(default_factory=TransactingDynamoDB)
    scheduler: FakeScheduler = field(default_factory=FakeScheduler)
    connect: FakeConnect = field(default_factory=FakeConnect)
    calls: list[Call] = field(default_factory=list[Call])

    def add_vector_bucket(self, name: str) -> None:
        """As the program would have made it."""
        body = json.dumps({"vectorBucketName": name}).encode()
        self.vectors.service.answer("POST", "/CreateVectorBucket", body)

    def age(self) -> None:
        """Two days pass for everything that is kept."""
        then = datetime.now(UTC) - timedelta(days=2)
        for name, objects in self.s3.buckets.items():
            self.s3.stored_at.update({(name, key): then for key in objects})
        for bucket in self.vectors.service.buckets.values():
            for index in bucket.indexes.values():
                index.created = then

    def lose_vectors(self) -> None:
        """Somebody has deleted what was in the indexes."""
        for bucket in self.vectors.service.buckets.values():
            for index in bucket.indexes.values():
                index.vectors.clear()

    @contextmanager
    def reached(self) -> Generator[None]:
        """While it lasts, every boto3 client ends up here."""
        through: Callable[[Any, str, dict[str, Any]], Any]
        through = vars(botocore.client.BaseClient)["_make_api_call"]

        def call(client: Any, operation: str, parameters: dict[str, Any]) -> Any:
            if client is self.vectors.client:
                return through(client, operation, parameters)
            return self._take(client, operation, parameters)

        with mock.patch.object(botocore.client.BaseClient, "_make_api_call", call):
            yield

    def _take(self, client: Any, operation: str, parameters: dict[str, Any]) -> Any:
        model = client.meta.service_model
        service = str(model.service_name)
        shape = model.operation_model(operation).input_shape
        report = ParamValidator().validate(parameters, shape)
        assert not report.has_errors(), f"{service} {operation}: {report.generate_report()}"
        missing = False
        try:
            return self._answer(service, operation, parameters)
        except ClientError as error:
            missing = error.response.get("Error", {}).get("Code") in MISSING
            raise
        finally:
            self.calls.append(
                Call(service=service, operation=operation, parameters=parameters, missing=missing)
            )

    def _answer(self, service: str, operation: str, parameters: dict[str, Any]) -> Any:
        if service == "s3" and operation == "ListObjectsV2":
            pages = self.s3.listed(parameters["Bucket"], parameters.get("Prefix", ""))
            return {"Contents": [item for page in pages for item in page.get("Contents", [])]}
        if service == "s3vectors":
            return getattr(self.vectors.client, xform_name(operation))(**parameters)
        fakes: Mapping[str, object] = {
            "s3": self.s3,
            "dynamodb": self._table(parameters),
            "scheduler": self.scheduler,
            "connect": self.connect,
            "bedrock-runtime": _Models(),
            "sns": _Accepting("MessageId"),
            "sqs": _Accepting("MessageId"),
        }
        if service not in fakes:
            raise NotImplementedError(f"nobody stands in for {service} ({operation}) here")
        return getattr(fakes[service], xform_name(operation))(**parameters)

    def table_by_phone(self, name: str) -> FakeKeyedDynamoDB:
        """One table of items with the key `phone`."""
        return self.by_phone.setdefault(name, FakeKeyedDynamoDB(key="phone"))

    def _table(self, parameters: Mapping[str, Any]) -> object:
        if "phone" in parameters.get("Key", ()):
            return self.table_by_phone(parameters["TableName"])
        return self.bookings if _is_booking(parameters) else _Tables(self.turns)


def _is_booking(parameters: Mapping[str, Any]) -> bool:
    """Whether a call is about the table whose items have the key `pk`."""
    several = {"RequestItems", "TransactItems"} & set(parameters)
    return bool(several) or "pk" in parameters.get("Key", ())


@dataclass
class _Tables:
    turns: FakeDynamoDB

    def put_item(self, **request: Any) -> dict[str, Any]:
        self.turns.put_item(TableName=request["TableName"], Item=request["Item"])
        return {}

    def query(self, **request: Any) -> dict[str, Any]:
        if "IndexName" in request:
            return {"Items": self.turns.items}
        return self.turns.query(**request)

    def get_item(self, **_request: Any) -> dict[str, Any]:
        return {}


class _Models:
    def invoke_model(self, **request: Any) -> dict[str, Any]:
        asked = json.loads(request["body"])
        vector = embedding(asked["inputText"], int(asked["dimensions"]))
        data = json.dumps({"embedding": vector, "inputTextTokenCount": 9}).encode()
        return {"body": StreamingBody(io.BytesIO(data), len(data))}

    def converse(self, **request: Any) -> dict[str, Any]:
        asked = json.dumps(request["messages"], ensure_ascii=False)
        passage = re.search(r'<passage id=\\"1\\"[^>]*>\\n(.*?)\\n</passage>', asked)
        first = cast("re.Match[str]", passage).group(1).split("\\n")[-1].partition(". ")[0]
        text = f"{first.rstrip('.')}. [1]"
        return {
            "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
            "stopReason": "end_turn",
            "usage": {"inputTokens": 9, "outputTokens": 9, "totalTokens": 18},
            "metrics": {"latencyMs": 1},
        }


class _Accepting:
    """Takes whatever it is sent."""

    def __init__(self, key: str) -> None:
        self._answer = {key: "1"}

    def __getattr__(self, _operation: str) -> Any:
        def accept(**_request: Any) -> dict[str, str]:
            return self._answer

        return accept

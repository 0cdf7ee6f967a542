"""A real boto3 client for S3 Vectors whose requests are answered in the process.

Everything but the socket is real: botocore serialises, retries and parses; the local S3 Vectors
checks each request against the service's model, and searches.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from botocore.config import Config

from ai.index.vector_client import VectorsClient
from local.vectors.service import VectorsService
from local.vectors.wire import Answer, VectorsError

BUCKET = "knowledge-vectors"


@dataclass(frozen=True)
class Call:
    """One request on the wire."""

    operation: str
    body: dict[str, Any]


class Killed(BaseException):
    """The process has ended; nothing after it runs."""


def killer(operation: str, after: int = 0) -> Callable[[Call], None]:
    """For `FakeVectors.fail`: ends the process at an operation, `after` that many went well."""
    left = [after]

    def fail(call: Call) -> None:
        if call.operation == operation:
            if not left[0]:
                raise Killed
            left[0] -= 1

    return fail


@dataclass
class FakeVectors:
    """`fail` may raise a VectorsError, or what botocore raises when nothing answers.

    `rewrite` may change a request before it is answered, as a service would that lags behind.
    """

    service: VectorsService = field(default_factory=VectorsService)
    calls: list[Call] = field(default_factory=list[Call])
    fail: Callable[[Call], None] = lambda _call: None
    rewrite: Callable[[Call], None] = lambda _call: None
    attempts: int = 1

    def __post_init__(self) -> None:
        self.client = self._client()
        self.service.answer(
            "POST", "/CreateVectorBucket", json.dumps({"vectorBucketName": BUCKET}).encode()
        )

    def names(self) -> list[str]:
        """Operations in the order they were asked for."""
        return [call.operation for call in self.calls]

    def keys(self) -> set[str]:
        """Keys of all vectors that are held."""
        indexes = self.service.buckets[BUCKET].indexes.values()
        return {key for index in indexes for key in index.vectors}

    def _client(self) -> VectorsClient:
        session: Any = boto3.Session(
            aws_access_key_id="test", aws_secret_access_key="test", region_name="ap-northeast-2"
        )
        client = session.client(
            "s3vectors",
            config=Config(retries={"total_max_attempts": self.attempts, "mode": "standard"}),
        )
        client.meta.events.register("before-send.s3vectors", self._send)
        return cast("VectorsClient", client)

    def _send(self, request: AWSPreparedRequest, **_: object) -> AWSResponse:
        path = urlsplit(request.url).path
        body = cast("bytes | str", request.body)
        raw = body.encode() if isinstance(body, str) else bytes(body)
        call = Call(path.strip("/"), json.loads(raw))
        self.calls.append(call)
        try:
            self.fail(call)
            self.rewrite(call)
            raw = json.dumps(call.body).encode()
            answer = self.service.answer(request.method, path, raw)
        except VectorsError as error:
            answer = error.answer()
        return _response(request.url, answer)


def _response(url: str, answer: Answer) -> AWSResponse:
    return AWSResponse(url, answer.status, cast("Any", answer.headers), _Raw(answer.body))


@dataclass
class _Raw:
    body: bytes

    def stream(self, *_: object, **__: object) -> Iterator[bytes]:
        yield self.body

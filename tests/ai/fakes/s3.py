"""An S3 client with buckets in memory: ETags, conditional requests, listing in pages."""
# ruff: noqa: N803  arguments are named as S3 names them

import hashlib
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import ClientError
from botocore.response import StreamingBody

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


def client_error(code: str, operation: str = "Operation") -> ClientError:
    """The error that botocore raises for a code."""
    return ClientError({"Error": {"Code": code, "Message": code}}, operation)


@dataclass
class FakeS3:
    """Buckets by name, objects by key. `fail` may raise for an operation and a key."""

    buckets: dict[str, dict[str, bytes]] = field(default_factory=dict[str, dict[str, bytes]])
    calls: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    fail: Callable[[str, str], None] = lambda _operation, _key: None
    before_put: Callable[[str], None] = lambda _key: None
    page_size: int = 2
    metadata: dict[tuple[str, str], dict[str, str]] = field(
        default_factory=dict[tuple[str, str], dict[str, str]]
    )
    stored_at: dict[tuple[str, str], datetime] = field(
        default_factory=dict[tuple[str, str], datetime]
    )
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def client(self) -> "S3Client":
        """Itself, as what it stands in for."""
        return cast("S3Client", self)

    def put(self, bucket: str, key: str, data: bytes) -> None:
        """Put an object as somebody else would."""
        self.buckets.setdefault(bucket, {})[key] = data

    def get_object(
        self,
        *,
        Bucket: str,
        Key: str,
        IfNoneMatch: str | None = None,
    ) -> dict[str, Any]:
        """Read; 304 when the ETag given still holds."""
        self._note("get_object", Key)
        with self._lock:
            data = self.buckets.get(Bucket, {}).get(Key)
        if data is None:
            raise client_error("NoSuchKey", "GetObject")
        if IfNoneMatch == _etag(data):
            raise client_error("304", "GetObject")
        return {"Body": StreamingBody(io.BytesIO(data), len(data)), "ETag": _etag(data)}

    def put_object(
        self,
        *,
        Bucket: str,
        Key: str,
        Body: bytes | io.BufferedReader,
        IfMatch: str | None = None,
        IfNoneMatch: str | None = None,
        ContentType: str = "",
        Metadata: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Write; 412 when a condition does not hold."""
        self._note("put_object", Key)
        self.before_put(Key)
        data = Body if isinstance(Body, bytes) else Body.read()
        with self._lock:
            held = self.buckets.setdefault(Bucket, {}).get(Key)
            if IfMatch is not None and (held is None or _etag(held) != IfMatch):
                raise client_error("PreconditionFailed", "PutObject")
            if IfNoneMatch == "*" and held is not None:
                raise client_error("PreconditionFailed", "PutObject")
            self.buckets[Bucket][Key] = data
            self.metadata[Bucket, Key] = Metadata or {}
            self.stored_at[Bucket, Key] = datetime.now(UTC)
        return {"ETag": _etag(data)}

    def head_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        """What stands with an object."""
        self._note("head_object", Key)
        if Key not in self.buckets.get(Bucket, {}):
            raise client_error("404", "HeadObject")
        return {"Metadata": self.metadata.get((Bucket, Key), {})}

    def delete_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        """Delete; what is not there may be deleted too."""
        self._note("delete_object", Key)
        with self._lock:
            self.buckets.get(Bucket, {}).pop(Key, None)
        return {}

    def get_paginator(self, operation: str) -> "_Pages":
        """Pages of a listing."""
        assert operation == "list_objects_v2"
        return _Pages(self)

    def listed(self, bucket: str, prefix: str = "") -> Iterator[dict[str, Any]]:
        """A listing, page by page; the last page of an empty bucket has no `Contents`."""
        self._note("list_objects_v2", bucket)
        with self._lock:
            held = sorted(self.buckets.get(bucket, {}).items())
        objects = [(key, data) for key, data in held if key.startswith(prefix)]
        for start in range(0, len(objects), self.page_size):
            yield {
                "Contents": [
                    {
                        "Key": key,
                        "ETag": _etag(data),
                        "Size": len(data),
                        "LastModified": self.stored_at.get((bucket, key), datetime.now(UTC)),
                    }
                    for key, data in objects[start : start + self.page_size]
                ]
            }
        yield {}

    def _note(self, operation: str, key: str) -> None:
        self.calls.append((operation, key))
        self.fail(operation, key)


@dataclass
class _Pages:
    s3: FakeS3

    def paginate(self, *, Bucket: str, Prefix: str = "") -> Iterator[dict[str, Any]]:
        return self.s3.listed(Bucket, Prefix)


def _etag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'

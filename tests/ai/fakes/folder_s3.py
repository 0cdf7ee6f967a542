"""An S3 client whose buckets are folders, so that they outlive a process that is killed.

A write appears whole or not at all, as in S3. Conditional writes are checked without a lock: for
one builder at a time.
"""
# ruff: noqa: N803  arguments are named as S3 names them

import hashlib
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from botocore.response import StreamingBody

from tests.ai.fakes.s3 import client_error

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


class FolderS3:
    """`stage` is told before each call and after each write."""

    def __init__(self, root: Path, stage: Callable[[str], None] = lambda _: None) -> None:
        self._root = root
        self._stage = stage

    @property
    def client(self) -> "S3Client":
        """Itself, as what it stands in for."""
        return cast("S3Client", self)

    def get_object(
        self, *, Bucket: str, Key: str, IfNoneMatch: str | None = None
    ) -> dict[str, Any]:
        """Read; 304 when the ETag given still holds."""
        self._stage(f"get {Key}")
        path = self._root / Bucket / Key
        if not path.is_file():
            raise client_error("NoSuchKey", "GetObject")
        data = path.read_bytes()
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
        Metadata: dict[str, str] | None = None,
    ) -> dict[str, Any]:
        """Write; 412 when a condition does not hold."""
        self._stage(f"put {Key}")
        data = Body if isinstance(Body, bytes) else Body.read()
        path = self._root / Bucket / Key
        held = _etag(path.read_bytes()) if path.is_file() else None
        if (IfMatch is not None and held != IfMatch) or (IfNoneMatch == "*" and held):
            raise client_error("PreconditionFailed", "PutObject")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._root / "draft"
        draft.write_bytes(data)
        draft.replace(path)
        self._stage(f"after {Key}")
        return {"ETag": _etag(data)}

    def delete_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        """Delete; what is not there may be deleted too."""
        self._stage(f"delete {Key}")
        (self._root / Bucket / Key).unlink(missing_ok=True)
        return {}

    def get_paginator(self, operation: str) -> "FolderS3":
        """Listing is all that is paged here."""
        assert operation == "list_objects_v2"
        return self

    def paginate(self, *, Bucket: str, Prefix: str = "") -> Iterator[dict[str, Any]]:
        """One page with everything."""
        self._stage(f"list {Bucket}")
        folder = self._root / Bucket
        found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
        yield {
            "Contents": [
                {
                    "Key": key,
                    "ETag": _etag(path.read_bytes()),
                    "Size": path.stat().st_size,
                    "LastModified": datetime.fromtimestamp(path.stat().st_mtime, UTC),
                }
                for key, path in found.items()
                if path.is_file() and key.startswith(Prefix)
            ]
        }


def _etag(data: bytes) -> str:
    return f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'

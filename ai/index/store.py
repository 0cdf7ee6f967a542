"""Snapshots in the index bucket: content-addressed files and one pointer.

snapshots/<sha256>.sqlite   never changed
current                     {"snapshot", "published_at"}: what callers are answered from
report.json                 what became of each document in `current`
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from ai.errors import KnowledgeError, PointerMovedError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

POINTER_KEY: Final = "current"
REPORT_KEY: Final = "report.json"

_MISSING: Final = frozenset({"NoSuchKey", "404", "NotFound"})
_NOT_MODIFIED: Final = frozenset({"304", "NotModified"})
_CONFLICT: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """Which snapshot answers. `etag` is what a conditional move must still find."""

    snapshot: str
    published_at: str
    etag: str


class SnapshotStore:
    """The index bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def pointer(self) -> Pointer | None:
        """The pointer, or None when nothing was published."""
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=POINTER_KEY)
            return _pointer(response)
        except ClientError as error:
            if _code(error) in _MISSING:
                return None
            raise _unreadable(POINTER_KEY, error) from error
        except (BotoCoreError, ValueError, KeyError, TypeError) as error:
            raise _unreadable(POINTER_KEY, error) from error

    def pointer_since(self, known: Pointer) -> Pointer:
        """The pointer; `known` itself while it has not moved. KnowledgeError when it has gone."""
        try:
            response = self._client.get_object(
                Bucket=self._bucket, Key=POINTER_KEY, IfNoneMatch=known.etag
            )
            return _pointer(response)
        except ClientError as error:
            if _code(error) in _NOT_MODIFIED:
                return known
            raise _unreadable(POINTER_KEY, error) from error
        except (BotoCoreError, ValueError, KeyError, TypeError) as error:
            raise _unreadable(POINTER_KEY, error) from error

    def fetch(self, snapshot: str, path: Path) -> None:
        """Download a snapshot to `path`; the file appears only when its digest is right."""
        key = _snapshot_key(snapshot)
        part = path.with_name(f"{path.name}.part")
        digest = hashlib.sha256()
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=key)
            with part.open("wb") as file:
                for piece in response["Body"].iter_chunks(1 << 20):
                    digest.update(piece)
                    file.write(piece)
        except (ClientError, BotoCoreError, OSError) as error:
            part.unlink(missing_ok=True)
            raise _unreadable(key, error) from error
        if digest.hexdigest() != snapshot:
            part.unlink(missing_ok=True)
            raise KnowledgeError(f"{key} does not have the digest in its name; publish it again")
        part.replace(path)

    def put(self, path: Path) -> str:
        """Upload a snapshot under its digest, and return that. Doing so twice is harmless."""
        snapshot = _digest(path)
        with path.open("rb") as file:
            self._client.put_object(Bucket=self._bucket, Key=_snapshot_key(snapshot), Body=file)
        return snapshot

    def move(self, snapshot: str, previous: Pointer | None) -> Pointer:
        """Point at `snapshot`; PointerMovedError when the pointer is not `previous` any more."""
        published_at = datetime.now(UTC).isoformat(timespec="milliseconds")
        body = _json({"snapshot": snapshot, "published_at": published_at})
        try:
            if previous:
                response = self._client.put_object(
                    Bucket=self._bucket, Key=POINTER_KEY, Body=body, IfMatch=previous.etag
                )
            else:
                response = self._client.put_object(
                    Bucket=self._bucket, Key=POINTER_KEY, Body=body, IfNoneMatch="*"
                )
        except ClientError as error:
            if _code(error) in _CONFLICT | _MISSING:
                raise PointerMovedError("another builder published first") from error
            raise
        return Pointer(snapshot=snapshot, published_at=published_at, etag=response["ETag"])

    def report(self) -> Mapping[str, Any] | None:
        """The last report, or None when there is none or it is not readable."""
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=REPORT_KEY)
            return dict(json.loads(response["Body"].read()))
        except ClientError as error:
            if _code(error) in _MISSING:
                return None
            raise
        except ValueError:
            return None

    def write_report(self, report: Mapping[str, Any]) -> None:
        """Replace the report."""
        self._client.put_object(
            Bucket=self._bucket,
            Key=REPORT_KEY,
            Body=_json(report),
            ContentType="application/json; charset=utf-8",
        )


def _pointer(response: "GetObjectOutputTypeDef") -> Pointer:
    fields = json.loads(response["Body"].read())
    return Pointer(
        snapshot=str(fields["snapshot"]),
        published_at=str(fields["published_at"]),
        etag=response["ETag"],
    )


def _snapshot_key(snapshot: str) -> str:
    return f"snapshots/{snapshot}.sqlite"


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _unreadable(key: str, error: Exception) -> KnowledgeError:
    return KnowledgeError(f"{key} can not be read from the index bucket: {error}")

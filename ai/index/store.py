"""Snapshots in the index bucket: content-addressed files, one pointer, one report.

snapshots/<sha256>.sqlite   never changed; the last ones stay, to be rolled back to
current                     {"snapshot", "published_at", "held"}: what callers are answered from
report.json                 what became of each document, and of the last candidate
parts/…                     what unfinished builds have done so far (ai.ingest.parts)
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from ai.errors import (
    KnowledgeError,
    PointerGarbledError,
    PointerMovedError,
    SnapshotLostError,
)
from ai.service_errors import code_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_s3.type_defs import GetObjectOutputTypeDef

POINTER_KEY: Final = "current"
REPORT_KEY: Final = "report.json"
SNAPSHOTS: Final = "snapshots/"

_SUFFIX: Final = ".sqlite"
_MISSING: Final = frozenset({"NoSuchKey", "404", "NotFound"})
_NOT_MODIFIED: Final = frozenset({"304", "NotModified"})
_CONFLICT: Final = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412", "409"})


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """Which snapshot answers. `etag` is what a conditional move must still find.

    `held` says since when (ISO 8601) it stays where it is: after a rollback, until released.
    """

    snapshot: str
    published_at: str
    etag: str
    held: str | None = None


@dataclass(frozen=True, kw_only=True)
class StoredReport:
    """The report as it is; empty, and without `etag`, before the first one."""

    fields: Mapping[str, Any]
    etag: str | None


class SnapshotStore:
    """The index bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def pointer(self) -> Pointer | None:
        """The pointer, or None when nothing was published.

        PointerGarbledError when it says nothing, KnowledgeError when it can not be read.
        """
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=POINTER_KEY)
            return _pointer(response)
        except ClientError as error:
            if code_of(error) in _MISSING:
                return None
            raise _unreadable(POINTER_KEY, error) from error
        except BotoCoreError as error:
            raise _unreadable(POINTER_KEY, error) from error

    def pointer_since(self, known: Pointer) -> Pointer:
        """The pointer; `known` itself while it has not moved. KnowledgeError when it has gone."""
        try:
            response = self._client.get_object(
                Bucket=self._bucket, Key=POINTER_KEY, IfNoneMatch=known.etag
            )
            return _pointer(response)
        except ClientError as error:
            if code_of(error) in _NOT_MODIFIED:
                return known
            raise _unreadable(POINTER_KEY, error) from error
        except BotoCoreError as error:
            raise _unreadable(POINTER_KEY, error) from error

    def fetch(self, snapshot: str, path: Path) -> None:
        """Download a snapshot to `path`; the file appears only when its digest is right.

        SnapshotLostError when there is none of that digest, KnowledgeError when it can not be read.
        """
        key = snapshot_key(snapshot)
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
            if code_of(error) in _MISSING:
                raise SnapshotLostError(f"{key} is not in the index bucket any more") from error
            raise _unreadable(key, error) from error
        if digest.hexdigest() != snapshot:
            part.unlink(missing_ok=True)
            raise SnapshotLostError(f"{key} does not have the digest in its name")
        part.replace(path)

    def put(self, path: Path, facts: Mapping[str, str] | None = None) -> str:
        """Upload a snapshot under its digest, and return that. Doing so twice is harmless.

        `facts` stay with the file, for who lists them; ASCII only.
        """
        snapshot = _digest(path)
        with path.open("rb") as file:
            self._client.put_object(
                Bucket=self._bucket,
                Key=snapshot_key(snapshot),
                Body=file,
                Metadata={"published-at": _now(), **(facts or {})},
            )
        return snapshot

    def move(self, snapshot: str, previous: Pointer | None, held: str | None = None) -> Pointer:
        """Point at `snapshot`; PointerMovedError when the pointer is not `previous` any more."""
        published_at = _now()
        body = _json({"snapshot": snapshot, "published_at": published_at, "held": held})
        etag = self._write(POINTER_KEY, body, previous.etag if previous else None)
        return Pointer(snapshot=snapshot, published_at=published_at, etag=etag, held=held)

    def report(self) -> StoredReport:
        """The last report; without fields when there is none or it is not readable."""
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=REPORT_KEY)
        except ClientError as error:
            if code_of(error) in _MISSING:
                return StoredReport(fields={}, etag=None)
            raise
        try:
            fields = dict(json.loads(response["Body"].read()))
        except (ValueError, TypeError):
            fields = {}
        return StoredReport(fields=fields, etag=response["ETag"])

    def write_report(self, fields: Mapping[str, Any], previous: StoredReport) -> StoredReport:
        """Replace the report; PointerMovedError when somebody else did so since `previous`."""
        etag = self._write(REPORT_KEY, _json(fields), previous.etag)
        return StoredReport(fields=fields, etag=etag)

    def _write(self, key: str, body: bytes, etag: str | None) -> str:
        """Write where `etag` still stands, or where nothing does; the new ETag."""
        try:
            if etag is None:
                response = self._client.put_object(
                    Bucket=self._bucket, Key=key, Body=body, IfNoneMatch="*"
                )
            else:
                response = self._client.put_object(
                    Bucket=self._bucket, Key=key, Body=body, IfMatch=etag
                )
        except ClientError as error:
            if code_of(error) in _CONFLICT | _MISSING:
                raise PointerMovedError("another builder published first") from error
            raise
        return response["ETag"]


def snapshot_key(snapshot: str) -> str:
    """Where a snapshot lies."""
    return f"{SNAPSHOTS}{snapshot}{_SUFFIX}"


def snapshot_of(key: str) -> str | None:
    """The snapshot of a key; None when the key is another file's."""
    name = key.removeprefix(SNAPSHOTS)
    return name.removesuffix(_SUFFIX) if name != key and name.endswith(_SUFFIX) else None


def _pointer(response: "GetObjectOutputTypeDef") -> Pointer:
    body = response["Body"].read()
    try:
        fields = json.loads(body)
        held = fields.get("held")
        return Pointer(
            snapshot=str(fields["snapshot"]),
            published_at=str(fields["published_at"]),
            etag=response["ETag"],
            held=None if held is None else str(held),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PointerGarbledError(
            f"{POINTER_KEY} can not be read from the index bucket: {error!r}", response["ETag"]
        ) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _unreadable(key: str, error: Exception) -> KnowledgeError:
    return KnowledgeError(f"{key} can not be read from the index bucket: {error}")

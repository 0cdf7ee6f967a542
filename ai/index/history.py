"""The snapshots that lie in the index bucket: what can be rolled back to, and what may go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from ai.index.store import SNAPSHOTS, SnapshotStore, snapshot_key, snapshot_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

FRESH: Final = timedelta(hours=1)
"""Younger snapshots never go: another builder may be about to point at one, or a reader at it."""


@dataclass(frozen=True, kw_only=True)
class Published:
    """A snapshot in the bucket. `size` is in bytes; `stored_at` is when it was last put there."""

    snapshot: str
    size: int
    stored_at: datetime


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a snapshot's publisher said of it. `published_at` is ISO 8601; counts may be unknown."""

    published_at: str
    documents: int | None
    chunks: int | None


class History:
    """Lists and tidies the index bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def published(self) -> list[Published]:
        """Every snapshot, newest first."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=SNAPSHOTS
        )
        found = [
            Published(snapshot=snapshot, size=item.get("Size", 0), stored_at=item["LastModified"])
            for page in pages
            for item in page.get("Contents", [])
            if (snapshot := snapshot_of(item.get("Key", ""))) and "LastModified" in item
        ]
        return sorted(found, key=lambda item: (item.stored_at, item.snapshot), reverse=True)

    def facts(self, published: Published) -> Facts:
        """What stands with the file."""
        head = self._client.head_object(Bucket=self._bucket, Key=snapshot_key(published.snapshot))
        said = head.get("Metadata", {})
        return Facts(
            published_at=said.get("published-at")
            or published.stored_at.astimezone(UTC).isoformat(timespec="milliseconds"),
            documents=_number(said, "documents"),
            chunks=_number(said, "chunks"),
        )

    def prune(self, store: SnapshotStore, keep: int, now: datetime | None = None) -> list[str]:
        """Delete all but the `keep` newest, the fresh ones and what callers are answered from."""
        found = self.published()
        # Looked up after the listing: a rollback in between is seen.
        pointer = store.pointer()
        before = (now or datetime.now(UTC)) - FRESH
        gone = [
            item.snapshot
            for item in found[keep:]
            if item.stored_at < before and not (pointer and pointer.snapshot == item.snapshot)
        ]
        for snapshot in gone:
            self._client.delete_object(Bucket=self._bucket, Key=snapshot_key(snapshot))
        return gone


def _number(said: Mapping[str, str], name: str) -> int | None:
    text = said.get(name, "")
    return int(text) if text.isdecimal() else None

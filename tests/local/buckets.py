"""Buckets in memory, as far as the documents commands use them."""

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ai.ingest.source import Listed, listing_digest
from tests.ai.fakes.s3 import client_error


@dataclass
class FakeS3:
    """Objects by bucket and key."""

    objects: dict[tuple[str, str], bytes] = field(default_factory=dict[tuple[str, str], bytes])

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803
        """As boto3."""
        self.objects[Bucket, Key] = Body

    def get_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803
        """As boto3."""
        if (Bucket, Key) not in self.objects:
            raise client_error("NoSuchKey")
        body = self.objects[Bucket, Key]
        return {"Body": io.BytesIO(body), "ETag": f'"{version(body)}"'}

    def delete_object(self, *, Bucket: str, Key: str) -> None:  # noqa: N803
        """As boto3."""
        self.objects.pop((Bucket, Key), None)

    def get_paginator(self, operation: str) -> "FakeS3":
        """Listing is all that is paged here."""
        assert operation == "list_objects_v2"
        return self

    def paginate(self, *, Bucket: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        """A page an object, and an empty one."""
        for (bucket, key), body in list(self.objects.items()):
            if bucket == Bucket:
                yield {"Contents": [{"Key": key, "ETag": f'"{version(body)}"'}]}
        yield {}

    def names(self, bucket: str) -> list[str]:
        """The keys of a bucket."""
        return sorted(key for where, key in self.objects if where == bucket)


REFUSAL: dict[str, Any] = {
    "ran": True,
    "passed": False,
    "questions": 10,
    "recall": 0.5,
    "floor": 0.6,
    "before": 0.9,
    "regression": 0.02,
    "worse": [{"id": "q1", "question": "환불은 며칠", "documents": ["a.md"]}],
    "missing": [],
    "stale": [{"id": "q2", "question": "없는 문서", "documents": ["gone.md"]}],
}


def version(body: bytes) -> str:
    """An object's ETag."""
    return hashlib.md5(body, usedforsecurity=False).hexdigest()


@dataclass
class Builder:
    """Stands for the ingest function: makes a report of the bucket when told to look."""

    s3: FakeS3
    answer: dict[str, Any] = field(default_factory=dict[str, Any])
    refuses: bool = False
    invoked: int = 0

    def invoke(self, *, FunctionName: str, Qualifier: str, Payload: bytes) -> dict[str, Any]:  # noqa: N803
        """As boto3's Lambda client."""
        assert (FunctionName, Qualifier, Payload) == ("ingest", "live", b"{}")
        self.invoked += 1
        if not self.answer:
            self.look()
        return self.answer

    def look(self, *, broken: tuple[str, ...] = ()) -> None:
        """Writes the report. One that refuses publishes nothing new after its first look."""
        files = {name: body for (bucket, name), body in self.s3.objects.items() if bucket == "docs"}
        entries = [
            self._entry(name, body, broken=name in broken)
            for name, body in files.items()
            if name in broken or name not in {"glossary.csv", "golden.jsonl"}
        ]
        listing = {name: Listed(version=version(body), size=1) for name, body in files.items()}
        report = {
            "documents": [] if self.refuses else entries,
            "snapshot": "5nap",
            "gate": REFUSAL if self.refuses else {"ran": False},
            "candidate": {
                "outcome": "refused",
                "added": sorted(files),
                "changed": [],
                "removed": ["old.md"],
                "documents": entries,
            }
            if self.refuses
            else None,
            "listing": listing_digest(listing),
        }
        self.s3.put_object(Bucket="index", Key="report.json", Body=json.dumps(report).encode())

    @staticmethod
    def _entry(name: str, body: bytes, *, broken: bool) -> dict[str, Any]:
        entry = {"name": name, "version": version(body), "status": "indexed", "chunks": 3}
        if broken:
            return {**entry, "status": "failed", "chunks": 0, "reason": "corrupt"}
        return entry


@dataclass
class Buckets:
    """Clients of the emulator."""

    s3: FakeS3 = field(default_factory=FakeS3)

    def __post_init__(self) -> None:
        self.builder = Builder(self.s3)

    def __call__(self, service: str) -> Any:
        """A client by its service."""
        return {"s3": self.s3, "lambda": self.builder}[service]

"""Which vectors of an S3 Vectors index one snapshot consists of.

snapshots/<sha256>.keys    beside snapshots/<sha256>.sqlite: one JSON line, then the keys, sorted

A vector index holds the chunks of several snapshots, of builds under way, and of builds that died.
Only what the manifest names is ever shown, so a half-written version can not be seen.
"""

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from botocore.exceptions import BotoCoreError, ClientError

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.glossary import Glossary, Term
from ai.index.store import SNAPSHOTS, Pointer
from ai.index.vocabulary import Vocabulary
from ai.service_errors import code_of

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

_FORMAT: Final = "1"
_CONTENT: Final = 16
_ERA: Final = 8
_RECORD: Final = _CONTENT + _ERA
_ENDS: Final = (".sqlite", ".keys")


def era_of(pointer: Pointer | None) -> bytes:
    """Names the stretch of time in which the pointer stands where it stands. Never comes again.

    Keys written by a build carry the era of the pointer it wants to replace. Once the pointer has
    moved, whatever of that era was not published never will be, and may be deleted.
    """
    if pointer is None:
        return bytes(_ERA)
    text = f"{pointer.etag}\n{pointer.published_at}\n{pointer.snapshot}"
    return hashlib.sha256(text.encode()).digest()[:_ERA]


def key_of(content: bytes, era: bytes) -> str:
    """The key of a vector."""
    return f"{content.hex()}-{era.hex()}"


class NoManifestError(KnowledgeError):
    """The snapshot was published without S3 Vectors."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`records` are 24 bytes a chunk, sorted: digest of its content, then the era of its key.

    `written_in` is the era in which the manifest itself was written.
    """

    index: str
    written_in: bytes
    origin: Origin
    vocabulary: Vocabulary
    records: bytes

    @classmethod
    def of(
        cls,
        index: str,
        written_in: bytes,
        origin: Origin,
        vocabulary: Vocabulary,
        records: Iterable[bytes],
    ) -> Self:
        """A manifest of records in any order."""
        return cls(
            index=index,
            written_in=written_in,
            origin=origin,
            vocabulary=vocabulary,
            records=b"".join(sorted(records)),
        )

    @property
    def size(self) -> int:
        """Number of chunks."""
        return len(self.records) // _RECORD

    def __contains__(self, key: str) -> bool:
        content, _, era = key.partition("-")
        try:
            record = bytes.fromhex(content) + bytes.fromhex(era)
        except ValueError:
            return False
        place = self._place(record)
        return place < self.size and self._record(place) == record

    def era(self, content: bytes) -> bytes | None:
        """The era under which a content was written, or None when it is not in this version."""
        place = self._place(content)
        if place < self.size and (record := self._record(place)).startswith(content):
            return record[_CONTENT:]
        return None

    def __iter__(self) -> Iterator[str]:
        for place in range(self.size):
            record = self._record(place)
            yield key_of(record[:_CONTENT], record[_CONTENT:])

    def encode(self) -> bytes:
        """As it is stored."""
        head = {
            "format": _FORMAT,
            "index": self.index,
            "era": self.written_in.hex(),
            "readers": self.origin.readers,
            "embedding_model": self.origin.embedding_model,
            "dimensions": self.origin.dimensions,
            "glossary": _pairs(self.vocabulary.glossary.terms),
            "derived": _pairs(self.vocabulary.derived),
            "sha256": hashlib.sha256(self.records).hexdigest(),
        }
        return json.dumps(head, ensure_ascii=False).encode() + b"\n" + self.records

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """From what was stored; ValueError when it is cut off, damaged or of another format."""
        line, _, records = data.partition(b"\n")
        head: dict[str, Any] = dict(json.loads(line))
        if head.get("format") != _FORMAT:
            raise ValueError(f"it is not of format {_FORMAT}")
        if hashlib.sha256(records).hexdigest() != head["sha256"]:
            raise ValueError("its keys are damaged")
        return cls(
            index=head["index"],
            written_in=bytes.fromhex(head["era"]),
            origin=Origin(
                readers=head["readers"],
                embedding_model=head["embedding_model"],
                dimensions=int(head["dimensions"]),
            ),
            vocabulary=Vocabulary(
                glossary=Glossary(_terms(head["glossary"])), derived=_terms(head["derived"])
            ),
            records=records,
        )

    def _place(self, record: bytes) -> int:
        return bisect_left(range(self.size), record, key=self._record)

    def _record(self, place: int) -> bytes:
        return self.records[place * _RECORD : (place + 1) * _RECORD]


class ManifestStore:
    """Manifests in the index bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    def get(self, snapshot: str) -> Manifest:
        """The manifest of a snapshot.

        NoManifestError when it has none, KnowledgeError when it can not be read.
        """
        key = f"{SNAPSHOTS}{snapshot}.keys"
        try:
            response = self._client.get_object(Bucket=self._bucket, Key=key)
            return Manifest.decode(response["Body"].read())
        except (ClientError, BotoCoreError, OSError, ValueError, KeyError, TypeError) as error:
            if code_of(error) in {"NoSuchKey", "404"}:
                raise NoManifestError(f"snapshot {snapshot} is not in S3 Vectors") from error
            raise KnowledgeError(
                f"{key} can not be read from the index bucket, so snapshot {snapshot} can not be "
                f"searched in S3 Vectors: {error}"
            ) from error

    def put(self, snapshot: str, manifest: Manifest) -> None:
        """Store the manifest of a snapshot."""
        key = f"{SNAPSHOTS}{snapshot}.keys"
        self._client.put_object(Bucket=self._bucket, Key=key, Body=manifest.encode())

    def snapshots(self) -> tuple[frozenset[str], frozenset[str]]:
        """Which snapshots have their file in the bucket, and which have a manifest."""
        found: dict[str, set[str]] = {end: set() for end in _ENDS}
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=SNAPSHOTS):
            for item in page.get("Contents", []):
                name = item.get("Key", "").removeprefix(SNAPSHOTS)
                for end in _ENDS:
                    if name.endswith(end):
                        found[end].add(name.removesuffix(end))
        return frozenset(found[".sqlite"]), frozenset(found[".keys"])

    def delete(self, snapshot: str) -> None:
        """Remove a manifest; harmless when it is not there."""
        self._client.delete_object(Bucket=self._bucket, Key=f"{SNAPSHOTS}{snapshot}.keys")


def _pairs(terms: Iterable[Term]) -> list[list[str]]:
    return [[term.spoken, term.written] for term in terms]


def _terms(pairs: Iterable[Iterable[str]]) -> tuple[Term, ...]:
    return tuple(Term(spoken=spoken, written=written) for spoken, written in pairs)

"""What an unfinished build has done so far, so that the next one goes on where it stopped.

A part holds documents that were read, their chunks, and vectors by the text they were made from.
Parts lie in the index bucket until a snapshot with what they hold is published. Losing one costs
time and nothing else.
"""

import hashlib
import io
import json
import logging
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

from ai.index.contents import IndexedDocument, Origin
from ai.index.ranking import Floats
from ai.model import Chunk, Labels

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

log = logging.getLogger(__name__)

PARTS: Final = "parts/"

ABANDONED: Final = timedelta(days=1)
"""Age at which parts that no build takes up, such as another model's, are deleted."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """`vectors` has a row for each of `keys`; chunks may be there without their vectors."""

    documents: Sequence[IndexedDocument]
    chunks: Sequence[Chunk]
    keys: Sequence[str]
    vectors: Floats


class Parts(Protocol):
    """Where parts are kept."""

    def load(self, origin: Origin) -> Iterator[Part]:
        """The parts that were made as `origin` says."""
        ...

    def save(self, origin: Origin, part: Part) -> None:
        """Keep a part."""
        ...

    def forget(self) -> None:
        """Delete what was loaded or saved: it is published."""
        ...


class BucketParts:
    """Parts in the index bucket, for one build."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        self._client = client
        self._bucket = bucket
        self._keys: set[str] = set()

    def load(self, origin: Origin) -> Iterator[Part]:
        """The parts that were made as `origin` says; one that can not be read is left out."""
        for key, _ in self._listed(_folder(origin)):
            self._keys.add(key)
            body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
            try:
                yield _decoded(body)
            except (
                ValueError,
                KeyError,
                TypeError,
                OSError,
                EOFError,
                zipfile.BadZipFile,
            ) as error:
                log.warning("%s is left out: %r", key, error, extra={"event": "part_unreadable"})

    def save(self, origin: Origin, part: Part) -> None:
        """Keep a part under the digest of what it holds."""
        body = _encoded(part)
        key = f"{_folder(origin)}{hashlib.sha256(body).hexdigest()}.npz"
        self._keys.add(key)
        self._client.put_object(Bucket=self._bucket, Key=key, Body=body)

    def forget(self) -> None:
        """Delete what was loaded or saved, and what nobody took up for a day."""
        before = datetime.now(UTC) - ABANDONED
        for key, stored_at in list(self._listed(PARTS)):
            if key in self._keys or stored_at < before:
                self._client.delete_object(Bucket=self._bucket, Key=key)
        self._keys.clear()

    def _listed(self, prefix: str) -> Iterator[tuple[str, datetime]]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        )
        for page in pages:
            for item in page.get("Contents", []):
                yield item.get("Key", ""), item.get("LastModified", datetime.now(UTC))


def _folder(origin: Origin) -> str:
    told = json.dumps(asdict(origin), sort_keys=True)
    return f"{PARTS}{hashlib.sha256(told.encode()).hexdigest()[:16]}/"


def _encoded(part: Part) -> bytes:
    facts = {
        "documents": [_document_facts(document) for document in part.documents],
        "chunks": [
            [chunk.id, chunk.document, chunk.title, chunk.heading_path, chunk.page, chunk.text]
            for chunk in part.chunks
        ],
        "keys": list(part.keys),
    }
    told = json.dumps(facts, ensure_ascii=False).encode()
    buffer = io.BytesIO()
    np.savez(
        buffer,
        facts=np.frombuffer(told, dtype=np.uint8),
        vectors=np.asarray(part.vectors, dtype=np.float32),
    )
    return buffer.getvalue()


def _decoded(body: bytes) -> Part:
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        facts: dict[str, Any] = json.loads(arrays["facts"].tobytes())
        vectors: Floats = arrays["vectors"]
    keys = [str(key) for key in facts["keys"]]
    if vectors.ndim != 2 or len(vectors) != len(keys):
        raise ValueError(f"{len(keys)} keys, but vectors of shape {vectors.shape}")
    return Part(
        documents=[_document(fields) for fields in facts["documents"]],
        chunks=[
            Chunk(
                id=id_, document=name, title=title, heading_path=tuple(path), page=page, text=text
            )
            for id_, name, title, path, page, text in facts["chunks"]
        ],
        keys=keys,
        vectors=vectors,
    )


def _document_facts(document: IndexedDocument) -> dict[str, Any]:
    labels = document.labels
    return {
        **asdict(document),
        "labels": {
            **asdict(labels),
            "valid_from": labels.valid_from and labels.valid_from.isoformat(),
            "valid_until": labels.valid_until and labels.valid_until.isoformat(),
        },
    }


def _document(fields: Mapping[str, Any]) -> IndexedDocument:
    labels = dict(fields["labels"])
    for name in ("valid_from", "valid_until"):
        labels[name] = labels[name] and date.fromisoformat(labels[name])
    whole: dict[str, Any] = {**fields, "labels": Labels(**labels)}
    return IndexedDocument(**whole)

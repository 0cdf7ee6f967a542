"""Vectors in and out of an index, in batches that S3 Vectors takes."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, TypeVar

from ai.index.ranking import Floats
from ai.index.vector_client import (
    DELETE_MOST,
    GET_MOST,
    LIST_MOST,
    PAYLOAD_MOST,
    PUT_MOST,
    VectorsClient,
    asking,
)
from ai.index.vector_index import Waiting

T = TypeVar("T")

VECTORS_A_SECOND: Final = 2_000
"""Written or deleted by one builder; an index takes 2,500 (S3 Vectors user guide, limitations)."""

_DECIMALS: Final = 8
"""Of a vector's numbers: below what a float32 between -1 and 1 can tell, and half the bytes."""

_NUMBER_BYTES: Final = 13
"""Longest number with 8 decimals, with its comma and space: `-0.12345678, `."""

_HEAD_BYTES: Final = 1_024
"""Of a request beside its vectors, or of a vector beside its numbers and metadata."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A vector to be written. `vector` has length 1."""

    key: str
    vector: Floats
    metadata: dict[str, Any]

    def request(self) -> dict[str, Any]:
        """As PutVectors takes it."""
        numbers: list[float] = self.vector.astype("float64").round(_DECIMALS).tolist()
        return {
            "key": self.key,
            "data": {"float32": numbers},
            "metadata": {**self.metadata, "id": self.key},
        }

    def bytes(self) -> int:
        """At most so many on the wire (JSON in ASCII, as botocore writes it)."""
        return _HEAD_BYTES + _NUMBER_BYTES * len(self.vector) + len(json.dumps(self.metadata))


@dataclass(kw_only=True)
class VectorIndex:
    """One index, read and written at a bounded rate."""

    client: VectorsClient
    bucket: str
    name: str
    waiting: Waiting = field(default_factory=Waiting)
    _free_at: float = 0.0

    def put(self, items: Iterable[Item]) -> list[str]:
        """Write; returns the keys. Doing so twice is harmless."""
        written: list[str] = []
        for batch in put_batches(items):
            self._pace(len(batch))
            with asking(f"writing {len(batch)} vectors to {self.name}"):
                self.client.put_vectors(
                    **self._target(), vectors=[item.request() for item in batch]
                )
            written += [item.key for item in batch]
        return written

    def delete(self, keys: Iterable[str]) -> int:
        """Delete; returns how many. Keys that are not there do no harm."""
        deleted = 0
        for batch in _batches(keys, DELETE_MOST):
            self._pace(len(batch))
            with asking(f"deleting {len(batch)} vectors from {self.name}"):
                self.client.delete_vectors(**self._target(), keys=batch)
            deleted += len(batch)
        return deleted

    def present(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that are there."""
        found: set[str] = set()
        for batch in _batches(keys, GET_MOST):
            with asking(f"looking for {len(batch)} vectors in {self.name}"):
                answer = self.client.get_vectors(**self._target(), keys=batch)
            found.update(vector["key"] for vector in answer["vectors"])
        return found

    def __iter__(self) -> Iterator[str]:
        """All keys in the index, page by page."""
        token: dict[str, str] = {}
        while True:
            with asking(f"listing the vectors of {self.name}"):
                page = self.client.list_vectors(**self._target(), maxResults=LIST_MOST, **token)
            for vector in page["vectors"]:
                yield vector["key"]
            if not page.get("nextToken"):
                return
            token = {"nextToken": page["nextToken"]}

    def finds(self, key: str, by: dict[str, Any]) -> bool:
        """Whether a search (`queryVector` or `queryTexts` in `by`) comes upon the key."""
        with asking(f"searching {self.name} for a vector just written"):
            answer = self.client.query_vectors(
                **self._target(), topK=1, filter={"id": {"$eq": key}}, **by
            )
        return any(vector["key"] == key for vector in answer["vectors"])

    def _target(self) -> dict[str, Any]:
        return {"vectorBucketName": self.bucket, "indexName": self.name}

    def _pace(self, vectors: int) -> None:
        now = self.waiting.clock()
        if now < self._free_at:
            self.waiting.sleep(self._free_at - now)
        self._free_at = max(now, self._free_at) + vectors / VECTORS_A_SECOND


def put_batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in order, in batches within both limits of PutVectors: number and bytes."""
    batch: list[Item] = []
    size = _HEAD_BYTES
    for item in items:
        more = item.bytes()
        if batch and (len(batch) == PUT_MOST or size + more > PAYLOAD_MOST):
            yield batch
            batch, size = [], _HEAD_BYTES
        batch.append(item)
        size += more
    if batch:
        yield batch


def spread(things: Sequence[T], most: int) -> list[T]:
    """At most `most` of the things: the first, the last and some evenly between."""
    if len(things) <= most:
        return list(things)
    step = (len(things) - 1) / (most - 1)
    return [things[round(step * place)] for place in range(most)]


def _batches(keys: Iterable[str], most: int) -> Iterator[list[str]]:
    iterator = iter(keys)
    while batch := list(islice(iterator, most)):
        yield batch

"""The S3 Vectors index itself: made, switched to hybrid search, waited for.

Neither Pulumi's nor CloudFormation's resource has arguments for text search, and an index can not
be changed in its dimensions: so the first build of a model makes the index.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.vector_client import (
    VectorsClient,
    VectorsConflictError,
    VectorsNotFoundError,
    asking,
)
from ai.index.vector_metadata import METADATA_VERSION, NOT_FILTERABLE, SEARCH_KEY

log = logging.getLogger(__name__)

LANGUAGE: Final = "ko"
"""Analyzer of the text search (CreateIndex, LanguageCode)."""

READY_SECONDS: Final = 180.0
"""Longest wait for a text search to be built; a build has 300 s by default."""

_LOOK_SECONDS: Final = 2.0


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How to wait: a clock in seconds, and a sleep."""

    clock: Callable[[], float] = field(default=time.monotonic)
    sleep: Callable[[float], None] = field(default=time.sleep)

    def until(self, ready: Callable[[], bool], what: str, seconds: float, every: float) -> None:
        """Ask `ready` again and again; KnowledgeError when it stays False for `seconds`."""
        ends = self.clock() + seconds
        while not ready():
            if self.clock() >= ends:
                raise KnowledgeError(f"{what} within {seconds:g} s; the build can be tried again")
            self.sleep(every)


@dataclass(frozen=True, kw_only=True)
class VectorBucket:
    """A vector bucket, and the start of the names of this call center's indexes in it."""

    client: VectorsClient
    name: str
    prefix: str

    def index_name(self, origin: Origin) -> str:
        """One index for everything that can be compared: another model means another index."""
        made_by = f"{METADATA_VERSION}\n{origin.embedding_model}\n{origin.dimensions}"
        return f"{self.prefix}-{hashlib.sha256(made_by.encode()).hexdigest()[:12]}"

    def indexes(self) -> Iterator[tuple[str, datetime]]:
        """Our indexes, and when each was made."""
        token: dict[str, str] = {}
        while True:
            with asking("listing the indexes"):
                page = self.client.list_indexes(
                    vectorBucketName=self.name, prefix=f"{self.prefix}-", **token
                )
            for index in page["indexes"]:
                yield index["indexName"], index["creationTime"]
            if not page.get("nextToken"):
                return
            token = {"nextToken": page["nextToken"]}

    def delete(self, index: str) -> None:
        """Delete an index and all it holds."""
        with asking(f"deleting index {index}"):
            self.client.delete_index(vectorBucketName=self.name, indexName=index)


def ensure_index(bucket: VectorBucket, origin: Origin, waiting: Waiting) -> str:
    """The name of the index for `origin`, there and ready for hybrid search.

    Safe to call by several builders at once, and again after any failure.
    """
    name = bucket.index_name(origin)
    found = _look(bucket, name)
    if found is None:
        _create(bucket, name, origin.dimensions)
        found = _looked(bucket, name)
    _check(name, found, origin.dimensions)
    if found.get("indexMode") != "ENHANCED":
        with asking(f"switching index {name} to ENHANCED"):
            bucket.client.update_index_mode(
                vectorBucketName=bucket.name, indexName=name, indexMode="ENHANCED"
            )
        waiting.until(
            lambda: _looked(bucket, name).get("indexMode") == "ENHANCED",
            f"index {name} did not switch to ENHANCED",
            READY_SECONDS,
            _LOOK_SECONDS,
        )
    if _text_search(_looked(bucket, name)) is None:
        _add_text_search(bucket, name)
    waiting.until(
        lambda: _is_ready(_looked(bucket, name)),
        f"the text search of index {name} was not ready",
        READY_SECONDS,
        _LOOK_SECONDS,
    )
    return name


def _look(bucket: VectorBucket, name: str) -> dict[str, Any] | None:
    try:
        return _looked(bucket, name)
    except VectorsNotFoundError:
        return None


def _looked(bucket: VectorBucket, name: str) -> dict[str, Any]:
    with asking(f"looking at index {name}"):
        found = bucket.client.get_index(vectorBucketName=bucket.name, indexName=name)
    return dict(found["index"])


def _create(bucket: VectorBucket, name: str, dimensions: int) -> None:
    """Without text search: in a bucket that makes CLASSIC indexes it would be refused."""
    try:
        with asking(f"creating index {name}"):
            bucket.client.create_index(
                vectorBucketName=bucket.name,
                indexName=name,
                dataType="float32",
                dimension=dimensions,
                distanceMetric="cosine",
                metadataConfiguration={"nonFilterableMetadataKeys": list(NOT_FILTERABLE)},
            )
    except VectorsConflictError:
        return  # another builder made it just now
    log.info("vector index created", extra={"event": "vector_index", "index": name})


def _check(name: str, found: dict[str, Any], dimensions: int) -> None:
    kept = found.get("metadataConfiguration", {}).get("nonFilterableMetadataKeys", [])
    if (
        found.get("dimension") != dimensions
        or found.get("distanceMetric") != "cosine"
        or not set(NOT_FILTERABLE) <= set(kept)
    ):
        raise KnowledgeError(
            f"index {name} was not made by this program (dimension {found.get('dimension')}, "
            f"{found.get('distanceMetric')}, not filterable: {', '.join(kept) or 'nothing'}); "
            "delete it, and the next build makes it anew"
        )


def _add_text_search(bucket: VectorBucket, name: str) -> None:
    search = [{"metadataKey": SEARCH_KEY, "language": LANGUAGE}]
    try:
        with asking(f"adding text search to index {name}"):
            bucket.client.update_metadata_configuration(
                vectorBucketName=bucket.name,
                indexName=name,
                add={"textSearchConfigurations": search},
            )
    except VectorsConflictError:
        return  # another builder added it just now


def _text_search(found: dict[str, Any]) -> dict[str, Any] | None:
    searches = found.get("metadataConfiguration", {}).get("textSearchConfigurations", [])
    return next((one for one in searches if one.get("metadataKey") == SEARCH_KEY), None)


def _is_ready(found: dict[str, Any]) -> bool:
    search = _text_search(found)
    return (
        found.get("indexMode") == "ENHANCED"
        and search is not None
        and search.get("status", "ACTIVE") == "ACTIVE"
    )

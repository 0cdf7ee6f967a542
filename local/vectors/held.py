"""What the local S3 Vectors holds, and the limits that it keeps.

Limits are those of the S3 user guide, "Limitations and restrictions" of S3 Vectors; the number of
results is that of June 2026.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from local.vectors.wire import invalid, not_found

METADATA_BYTES: Final = 40 * 1024
FILTERABLE_BYTES: Final = 2 * 1024
METADATA_KEYS: Final = 50
TOP_K: Final = 10_000

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_INDEX_ARN: Final = re.compile(r"arn:[^:]+:s3vectors:[^:]*:[^:]*:bucket/([^/]+)/index/([^/]+)")
_BUCKET_ARN: Final = re.compile(r"arn:[^:]+:s3vectors:[^:]*:[^:]*:bucket/([^/]+)")


@dataclass
class Vector:
    """A stored vector."""

    data: npt.NDArray[np.float32]
    metadata: dict[str, Any]


@dataclass
class Index:
    """A vector index. `searches` maps a metadata key to its language and to looks until ACTIVE."""

    bucket: str
    name: str
    arn: str
    dimension: int
    metric: str
    mode: str
    hidden: tuple[str, ...] = ()
    searches: dict[str, "TextSearch"] = field(default_factory=dict[str, "TextSearch"])
    vectors: dict[str, Vector] = field(default_factory=dict[str, Vector])
    created: datetime = field(default_factory=lambda: datetime.now(UTC))

    def checked(self, given: Mapping[str, Any]) -> Vector:
        """A vector as it is put; ValidationException when it can not be kept."""
        data = self.checked_data(given["data"], f"vectors/{given['key']}/data")
        metadata = given.get("metadata", {})
        self._check_metadata(metadata, f"vectors/{given['key']}/metadata")
        return Vector(data=data, metadata=dict(metadata))

    def checked_data(self, data: Mapping[str, Any], path: str) -> npt.NDArray[np.float32]:
        """Numbers of a vector of this index."""
        numbers: list[float] = data["float32"]
        if len(numbers) != self.dimension:
            raise invalid(path, f"has {len(numbers)} dimensions, the index has {self.dimension}")
        if not all(math.isfinite(number) for number in numbers):
            raise invalid(path, "must hold finite numbers")
        vector = np.array(numbers, dtype=np.float32)
        if self.metric == "cosine" and not vector.any():
            raise invalid(path, "must not be all zeros with the cosine metric")
        return vector

    def _check_metadata(self, metadata: Any, path: str) -> None:
        if not isinstance(metadata, dict):
            raise invalid(path, "must be an object")
        held = cast("dict[str, Any]", metadata)
        if len(held) > METADATA_KEYS:
            raise invalid(path, f"has {len(held)} keys; at most {METADATA_KEYS}")
        for key, value in held.items():
            if not _is_plain(value):
                raise invalid(f"{path}/{key}", "must be a string, number, boolean or list of those")
        filterable = {key: value for key, value in held.items() if key not in self.hidden}
        for what, part, most in (
            ("Metadata", held, METADATA_BYTES),
            ("Filterable metadata", filterable, FILTERABLE_BYTES),
        ):
            size = len(json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode())
            if size > most:
                raise invalid(path, f"{what} must have at most {most} bytes, not {size}")


@dataclass
class TextSearch:
    """A text search on one metadata key. It answers once it was looked at `looks` times."""

    language: str | None
    looks: int

    @property
    def status(self) -> str:
        """As GetIndex tells it."""
        return "BUILDING" if self.looks > 0 else "ACTIVE"


@dataclass
class Bucket:
    """A vector bucket. `encryption` is told as it was given; nothing is encrypted in memory."""

    name: str
    arn: str
    default_mode: str
    indexes: dict[str, Index] = field(default_factory=dict[str, Index])
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    tags: dict[str, str] = field(default_factory=dict[str, str])
    encryption: dict[str, str] = field(default_factory=lambda: {"sseType": "AES256"})


def bucket_named(buckets: Mapping[str, Bucket], request: Mapping[str, Any]) -> Bucket:
    """The bucket that a request names, by name or by ARN."""
    name = request.get("vectorBucketName")
    if name is None:
        match = _BUCKET_ARN.fullmatch(request.get("vectorBucketArn", ""))
        if match is None:
            raise invalid("vectorBucketName", "or vectorBucketArn is required")
        name = match[1]
    if name not in buckets:
        raise not_found("vector bucket")
    return buckets[name]


def index_named(buckets: Mapping[str, Bucket], request: Mapping[str, Any]) -> Index:
    """The index that a request names, by both names or by ARN."""
    match = _INDEX_ARN.fullmatch(request.get("indexArn", ""))
    if match:
        request = {"vectorBucketName": match[1], "indexName": match[2]}
    elif "indexName" not in request:
        raise invalid("indexName", "or indexArn is required")
    bucket = bucket_named(buckets, request)
    if request["indexName"] not in bucket.indexes:
        raise not_found("index")
    return bucket.indexes[request["indexName"]]


def check_name(name: str, path: str) -> None:
    """Names of buckets and indexes."""
    if not _NAME.fullmatch(name):
        raise invalid(path, "may hold lower-case letters, digits, dots and hyphens")


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str | int | float) for one in cast("list[Any]", value))
    return isinstance(value, str | int | float)  # a boolean is an int

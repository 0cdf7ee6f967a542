"""Requests of S3 Vectors' wire protocol, answered from memory."""

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from local.loopback import Answer, json_answer
from local.vectors.held import (
    Bucket,
    Index,
    TextSearch,
    bucket_named,
    check_name,
    index_named,
)
from local.vectors.searching import query
from local.vectors.shapes import problems, service_model
from local.vectors.told import index_told, page_of, seconds, vector_told
from local.vectors.wire import VectorsError, conflict, invalid

PAYLOAD_BYTES: Final = 20 * 1024 * 1024
"""Of one request (user guide, limitations)."""


_Operation = Callable[[dict[str, Any]], dict[str, Any]]


class VectorsService:
    """All buckets of one account and Region. Any number of threads may ask at once.

    `default_mode` is what new buckets make indexes in; `looks` is how often GetIndex tells that a
    text search is still being built.
    """

    def __init__(
        self,
        *,
        region: str = "ap-northeast-2",
        account: str = "000000000000",
        default_mode: str = "ENHANCED",
        looks: int = 0,
    ) -> None:
        self.buckets: dict[str, Bucket] = {}
        self._arns = f"arn:aws:s3vectors:{region}:{account}:bucket"
        self._default_mode = default_mode
        self._looks = looks
        self._lock = threading.RLock()
        self._operations: Mapping[str, _Operation] = {
            "CreateVectorBucket": self._create_bucket,
            "GetVectorBucket": self._get_bucket,
            "DeleteVectorBucket": self._delete_bucket,
            "CreateIndex": self._create_index,
            "GetIndex": self._get_index,
            "ListIndexes": self._list_indexes,
            "DeleteIndex": self._delete_index,
            "UpdateIndexMode": self._update_mode,
            "UpdateMetadataConfiguration": self._update_metadata,
            "PutVectors": self._put,
            "GetVectors": self._get,
            "ListVectors": self._list,
            "DeleteVectors": self._delete,
            "QueryVectors": lambda request: query(index_named(self.buckets, request), request),
        }

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """What the service would send back."""
        name = path.strip("/")
        operation = self._operations.get(name)
        if method != "POST" or operation is None:
            return Answer(status=404, body=b"{}", kind="UnknownOperationException")
        try:
            request = _read(name, body)
            with self._lock:
                told = operation(request)
        except VectorsError as error:
            return error.answer()
        wrong = list(problems(service_model().operation_model(name).output_shape, told))
        if wrong:
            raise AssertionError(f"{name} would answer what its model does not have: {wrong}")
        return json_answer(told)

    def _create_bucket(self, request: dict[str, Any]) -> dict[str, Any]:
        name = request.get("vectorBucketName", "")
        check_name(name, "vectorBucketName")
        if name in self.buckets:
            raise conflict(f"A vector bucket named {name} exists")
        arn = f"{self._arns}/{name}"
        made = Bucket(name, arn, self._default_mode, tags=request.get("tags", {}))
        made.encryption.update(request.get("encryptionConfiguration", {}))
        self.buckets[name] = made
        return {"vectorBucketArn": arn}

    def _get_bucket(self, request: dict[str, Any]) -> dict[str, Any]:
        bucket = bucket_named(self.buckets, request)
        told = {
            "vectorBucketName": bucket.name,
            "vectorBucketArn": bucket.arn,
            "creationTime": seconds(bucket.created),
            "encryptionConfiguration": bucket.encryption,
            "defaultIndexMode": bucket.default_mode,
        }
        return {"vectorBucket": told}

    def _delete_bucket(self, request: dict[str, Any]) -> dict[str, Any]:
        bucket = bucket_named(self.buckets, request)
        if bucket.indexes:
            raise conflict("The vector bucket still has indexes")
        del self.buckets[bucket.name]
        return {}

    def _create_index(self, request: dict[str, Any]) -> dict[str, Any]:
        bucket, name = bucket_named(self.buckets, request), request["indexName"]
        check_name(name, "indexName")
        if name in bucket.indexes:
            raise conflict(f"An index named {name} exists")
        told = request.get("metadataConfiguration", {})
        index = Index(
            bucket=bucket.name,
            name=name,
            arn=f"{bucket.arn}/index/{name}",
            dimension=request["dimension"],
            metric=request["distanceMetric"],
            mode=bucket.default_mode,
            hidden=tuple(told.get("nonFilterableMetadataKeys", ())),
        )
        self._add_searches(index, told.get("textSearchConfigurations", []))
        bucket.indexes[name] = index
        return {"indexArn": index.arn}

    def _get_index(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        told = index_told(index)
        for search in index.searches.values():
            search.looks = max(0, search.looks - 1)
        return {"index": told}

    def _list_indexes(self, request: dict[str, Any]) -> dict[str, Any]:
        bucket = bucket_named(self.buckets, request)
        names = sorted(n for n in bucket.indexes if n.startswith(request.get("prefix", "")))
        page, more = page_of(names, request)
        kept = ("vectorBucketName", "indexName", "indexArn", "creationTime")
        told = [index_told(bucket.indexes[name]) for name in page]
        return {"indexes": [{key: one[key] for key in kept} for one in told], **more}

    def _delete_index(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        del self.buckets[index.bucket].indexes[index.name]
        return {}

    def _update_mode(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        if request["indexMode"] == "CLASSIC" and index.searches:
            raise invalid("indexMode", "an index with a text search can not be CLASSIC")
        index.mode = request["indexMode"]
        return {}

    def _update_metadata(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        if ("add" in request) == ("delete" in request):
            raise invalid("add", "or delete is required, but not both")
        if "add" in request:
            self._add_searches(index, request["add"].get("textSearchConfigurations", []))
        for one in request.get("delete", {}).get("textSearchConfigurations", []):
            index.searches.pop(one["metadataKey"], None)
        return {"indexArn": index.arn}

    def _add_searches(self, index: Index, told: list[dict[str, Any]]) -> None:
        if told and index.mode != "ENHANCED":
            raise invalid("textSearchConfigurations", "need an index in ENHANCED mode")
        for one in told:
            if one["metadataKey"] in index.searches:
                raise conflict(f"{one['metadataKey']} is searchable already")
            index.searches[one["metadataKey"]] = TextSearch(one.get("language"), self._looks)

    def _put(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        checked = {one["key"]: index.checked(one) for one in request["vectors"]}
        if len(checked) != len(request["vectors"]):
            raise invalid("vectors", "must have each key once")
        index.vectors.update(checked)
        return {}

    def _get(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        there = [key for key in dict.fromkeys(request["keys"]) if key in index.vectors]
        return {"vectors": [vector_told(index, key, request) for key in there]}

    def _list(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        if ("segmentCount" in request) != ("segmentIndex" in request):
            raise invalid("segmentCount", "and segmentIndex go together")
        page, more = page_of(sorted(index.vectors), request)
        return {"vectors": [vector_told(index, key, request) for key in page], **more}

    def _delete(self, request: dict[str, Any]) -> dict[str, Any]:
        index = index_named(self.buckets, request)
        for key in request["keys"]:
            index.vectors.pop(key, None)
        return {}


def _read(name: str, body: bytes) -> dict[str, Any]:
    if len(body) > PAYLOAD_BYTES:
        raise invalid("body", f"has {len(body)} bytes; at most {PAYLOAD_BYTES}")
    try:
        request = json.loads(body or b"{}")
    except ValueError as error:
        raise invalid("body", "is not JSON") from error
    wrong = list(problems(service_model().operation_model(name).input_shape, request))
    if wrong:
        told = "; ".join(f"{path} {text}" for path, text in wrong[:5])
        raise VectorsError("ValidationException", told, wrong)
    return request

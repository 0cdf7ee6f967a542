"""What is told of indexes and vectors, and in which pages. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from local.vectors.held import Index

LIST_PAGE: Final = 500
"""Of a listing that does not say how many it wants (ListVectors, maxResults)."""


def index_told(index: Index) -> dict[str, Any]:
    """As GetIndex tells it."""
    return {
        "vectorBucketName": index.bucket,
        "indexName": index.name,
        "indexArn": index.arn,
        "creationTime": seconds(index.created),
        "dataType": "float32",
        "dimension": index.dimension,
        "distanceMetric": index.metric,
        "indexMode": index.mode,
        "metadataConfiguration": {
            "nonFilterableMetadataKeys": list(index.hidden),
            "textSearchConfigurations": [
                {"metadataKey": key, "status": search.status}
                | ({"language": search.language} if search.language else {})
                for key, search in index.searches.items()
            ],
        },
    }


def vector_told(index: Index, key: str, request: Mapping[str, Any]) -> dict[str, Any]:
    """As GetVectors and ListVectors tell it."""
    told: dict[str, Any] = {"key": key}
    if request.get("returnData"):
        told["data"] = {"float32": index.vectors[key].data.tolist()}
    if request.get("returnMetadata"):
        told["metadata"] = index.vectors[key].metadata
    return told


def page_of(names: list[str], request: Mapping[str, Any]) -> tuple[list[str], dict[str, str]]:
    """Names after the one in `nextToken`, and where the next page begins."""
    after = request.get("nextToken", "")
    rest = [name for name in names if name > after]
    most = int(request.get("maxResults", LIST_PAGE))
    return rest[:most], ({"nextToken": rest[most - 1]} if len(rest) > most else {})


def seconds(moment: datetime) -> float:
    """A moment as it goes over the wire."""
    return moment.timestamp()

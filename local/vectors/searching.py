"""QueryVectors over one index."""

import base64
import json
from collections.abc import Mapping
from typing import Any, Final, cast

import numpy as np

from local.vectors.filters import passes
from local.vectors.held import TOP_K, Index, Vector
from local.vectors.ranking import best_first, bm25, distances, fused
from local.vectors.wire import invalid

PAGE: Final = 100
"""Results on a page. AWS does not say how many it puts on one."""


def query(index: Index, request: Mapping[str, Any]) -> dict[str, Any]:
    """One page of results, ranked by distance, by BM25, or by both fused."""
    _check(index, request)
    allowed = _allowed(index, request)
    near = _distances(index, allowed, request)
    said = _scores(index, allowed, request)
    ranked, scores = _ranked(near, said, int(request["topK"]))
    first = _first(request)
    page = ranked[first : first + PAGE]
    matched = set(best_first(near, lambda distance: distance)[: int(request["topK"])])
    told = {key: distance for key, distance in near.items() if key in matched}
    answer: dict[str, Any] = {
        "vectors": [_result(key, allowed[key], request, told, said, scores) for key in page],
        "distanceMetric": index.metric,
    }
    if first + PAGE < len(ranked):
        answer["nextToken"] = _token(first + PAGE)
    return answer


def _check(index: Index, request: Mapping[str, Any]) -> None:
    if "queryVector" not in request and "queryTexts" not in request:
        raise invalid("queryVector", "or queryTexts is required")
    if request["topK"] > TOP_K:
        raise invalid("topK", f"must be at most {TOP_K}")
    if request.get("queryMode") == "CLASSIC" and index.mode == "ENHANCED":
        raise invalid("queryMode", "CLASSIC can not be asked of an ENHANCED index")
    texts: list[dict[str, Any]] = request.get("queryTexts", [])
    if texts and index.mode != "ENHANCED":
        raise invalid("queryTexts", "needs an index in ENHANCED mode")
    keys = [text["metadataKey"] for text in texts]
    if len(set(keys)) != len(keys):
        raise invalid("queryTexts", "must name each metadata key once")
    for key in keys:
        search = index.searches.get(key)
        if search is None:
            raise invalid("queryTexts", f"{key} is not searchable")
        if search.status != "ACTIVE":
            raise invalid("queryTexts", f"the text search on {key} is still being built")


def _allowed(index: Index, request: Mapping[str, Any]) -> dict[str, Vector]:
    if "filter" not in request:
        return dict(index.vectors)
    hidden = frozenset(index.hidden)
    passes(request["filter"], {}, hidden)  # a wrong filter is refused even by an empty index
    return {
        key: vector
        for key, vector in index.vectors.items()
        if passes(request["filter"], vector.metadata, hidden)
    }


def _distances(
    index: Index, allowed: Mapping[str, Vector], request: Mapping[str, Any]
) -> dict[str, float]:
    if "queryVector" not in request:
        return {}
    vector = index.checked_data(request["queryVector"], "queryVector")
    if not allowed:
        return {}
    rows = np.stack([one.data for one in allowed.values()])
    found = distances(rows, vector, index.metric)
    return dict(zip(allowed, found.tolist(), strict=True))


def _scores(
    index: Index, allowed: Mapping[str, Vector], request: Mapping[str, Any]
) -> dict[str, dict[str, float]]:
    """For each searched key: BM25 of the vectors that match. Rarity is told by all vectors."""
    found: dict[str, dict[str, float]] = {}
    for text in request.get("queryTexts", []):
        key = text["metadataKey"]
        texts = {
            name: str(vector.metadata[key])
            for name, vector in index.vectors.items()
            if key in vector.metadata
        }
        scored = bm25(texts, text["text"])
        found[key] = {name: score for name, score in scored.items() if name in allowed}
    return found


def _ranked(
    near: Mapping[str, float], said: Mapping[str, Mapping[str, float]], top: int
) -> tuple[list[str], dict[str, float]]:
    """Keys in order, and their fused scores when both kinds of search were asked for.

    Each kind of search hands over its best `top`, and what it does not hand over, it did not match.
    """
    by_text = [best_first(scores, lambda score: -score)[:top] for scores in said.values()]
    by_vector = best_first(near, lambda distance: distance)[:top]
    if not said:
        return by_vector, {}
    if not near and len(by_text) == 1:
        return by_text[0], {}
    scores = fused([*by_text, by_vector])
    return best_first(scores, lambda score: -score)[:top], scores


def _result(
    key: str,
    vector: Vector,
    request: Mapping[str, Any],
    near: Mapping[str, float],
    said: Mapping[str, Mapping[str, float]],
    scores: Mapping[str, float],
) -> dict[str, Any]:
    result: dict[str, Any] = {"key": key}
    if request.get("returnMetadata"):
        result["metadata"] = vector.metadata
    if request.get("returnDistance") and key in near:
        result["distance"] = near[key]
    if request.get("returnScores") and said:
        told: dict[str, Any] = {
            "bm25Scores": [
                {"metadataKey": name, "score": found[key]}
                for name, found in said.items()
                if key in found
            ]
        }
        if scores:
            told["fused"] = scores[key]
        if key in near:
            told["vectorDistance"] = near[key]
        result["scores"] = told
    return result


def _token(first: int) -> str:
    return base64.b64encode(json.dumps({"first": first}).encode()).decode()


def _first(request: Mapping[str, Any]) -> int:
    if "nextToken" not in request:
        return 0
    try:
        told = cast("dict[str, int]", json.loads(base64.b64decode(request["nextToken"])))
        return told["first"]
    except (ValueError, KeyError, TypeError) as error:
        raise invalid("nextToken", "is not one of this index") from error

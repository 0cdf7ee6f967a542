"""The distributed index: hybrid search in Amazon S3 Vectors, shown through a manifest.

S3 Vectors searches by meaning and, with its Korean analyzer, by words, and joins both rankings by
reciprocal rank. That only picks the candidates here: they are ordered as a snapshot orders its
chunks, by the weighted sum of both scores, which was measured better.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ai.errors import KnowledgeError
from ai.index.contents import Origin
from ai.index.knowledge import Query
from ai.index.ranking import Floats, fuse, unit_rows
from ai.index.tokens import tokens
from ai.index.vector_client import GET_MOST, TEXT_MOST, TOP_MOST, VectorsClient, asking
from ai.index.vector_manifest import Manifest
from ai.index.vector_metadata import SEARCH_KEY, chunk_of, filter_of
from ai.index.vocabulary import Vocabulary
from ai.model import Chunk, Passage

CANDIDATES: Final = 50
"""Results asked for at first: they are scaled among each other, so more than are shown."""

_DEPTHS: Final = (CANDIDATES, 1_000, TOP_MOST)
"""Results asked for when too few of those above belong to the version."""


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    """A chunk that came up. `dense` is None when it came up by its words only."""

    key: str
    chunk: Chunk
    dense: float | None
    lexical: float
    joined: float


class S3VectorsIndex:
    """One snapshot in an S3 Vectors index. Safe to search from several threads."""

    def __init__(
        self, client: VectorsClient, bucket: str, snapshot: str, manifest: Manifest
    ) -> None:
        self._client = client
        self._target = {"vectorBucketName": bucket, "indexName": manifest.index}
        self._snapshot = snapshot
        self._manifest = manifest

    @property
    def snapshot(self) -> str:
        """Identifier: the digest of the snapshot's file in the index bucket."""
        return self._snapshot

    @property
    def size(self) -> int:
        """Number of chunks."""
        return self._manifest.size

    @property
    def origin(self) -> Origin:
        """How the vectors were made; questions must be embedded the same way."""
        return self._manifest.origin

    @property
    def by_words(self) -> bool:
        """It has vectors of its own."""
        return False

    @property
    def vocabulary(self) -> Vocabulary:
        """How callers say what this version's documents write."""
        return self._manifest.vocabulary

    def close(self) -> None:
        """Nothing to release: it holds no file."""

    def search(self, query: Query) -> list[Passage]:
        """The best passages by fused score, best first."""
        origin = self._manifest.origin
        asked = np.zeros(origin.dimensions) if query.vector is None else query.vector
        vector = np.asarray(asked, dtype=np.float32)
        if vector.shape != (origin.dimensions,):
            if not self.size:
                return []
            raise KnowledgeError(
                f"the question has {vector.size} dimensions, snapshot {self._snapshot} has "
                f"{origin.dimensions} ({origin.embedding_model}); build it again with the same "
                "model"
            )
        if not np.isfinite(vector).all():
            raise KnowledgeError("the question's vector has numbers that are none; embed it again")
        request = _request(query, vector)
        nothing_asked = "queryVector" not in request and "queryTexts" not in request
        nothing_passes = query.filters.documents is not None and not query.filters.documents
        if not self.size or query.limit <= 0 or nothing_asked or nothing_passes:
            return []
        found = self._candidates(request, query.limit)
        return self._passages(found, vector, query)

    def _candidates(self, request: dict[str, Any], limit: int) -> list[_Candidate]:
        """Candidates of this version; deeper only when others crowd them out."""
        found: list[_Candidate] = []
        for depth in _DEPTHS:
            top = max(depth, limit)
            found, seen = [], 0
            for hit in self._hits({**request, "topK": top}):
                seen += 1
                if hit["key"] in self._manifest:
                    found.append(_candidate(hit))
                if len(found) >= max(limit, CANDIDATES):
                    return found
            if len(found) >= limit or seen < top:
                return found
        return found

    def _hits(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        token: dict[str, str] = {}
        while True:
            with asking("the search"):
                page = self._client.query_vectors(**self._target, **request, **token)
            yield from page["vectors"]
            if not page.get("nextToken"):
                return
            token = {"nextToken": page["nextToken"]}

    def _passages(self, found: Sequence[_Candidate], vector: Floats, query: Query) -> list[Passage]:
        dense, lexical = _dense(found), np.array([one.lexical for one in found], dtype=np.float32)
        scores = fuse(dense, lexical, query.dense_weight)
        order = sorted(
            range(len(found)),
            key=lambda place: (-float(scores[place]), -found[place].joined, found[place].key),
        )[: query.limit]
        if query.vector is None:
            return [_passage(found[place], float(scores[place]), None) for place in order]
        unmeasured = [found[place].key for place in order if found[place].dense is None]
        measured = self._cosines(unmeasured, vector)
        passages: list[Passage] = []
        for place in order:
            one = found[place]
            cosine = measured.get(one.key) if one.dense is None else one.dense
            if cosine is not None:  # it was deleted between both calls
                passages.append(_passage(one, float(scores[place]), cosine))
        return passages

    def _cosines(self, keys: Sequence[str], vector: Floats) -> dict[str, float]:
        """Exact cosines of chunks that came up by their words only."""
        found: dict[str, float] = {}
        unit = unit_rows(vector[np.newaxis, :])[0]
        for start in range(0, len(keys), GET_MOST):
            with asking("the search"):
                answer = self._client.get_vectors(
                    **self._target,
                    keys=list(keys[start : start + GET_MOST]),
                    returnData=True,
                    returnMetadata=True,
                )
            for stored in answer["vectors"]:
                row = np.asarray(stored["data"]["float32"], dtype=np.float32)
                directed = chunk_of(stored["metadata"])[1]
                cosine = float(unit_rows(row[np.newaxis, :])[0] @ unit) if directed else 0.0
                found[stored["key"]] = cosine
        return found


def _request(query: Query, vector: Floats) -> dict[str, Any]:
    """QueryVectors without topK. A question without words, or a zero vector, is left out."""
    request: dict[str, Any] = {"queryMode": "ENHANCED", "returnMetadata": True}
    if vector.any():
        request["queryVector"] = {"float32": [float(number) for number in vector]}
    words = search_text(query.text)
    if words:
        request["queryTexts"] = [{"text": words, "metadataKey": SEARCH_KEY}]
        request["returnScores"] = True
    else:
        request["returnDistance"] = True
    passing = filter_of(query.filters)
    if passing is not None:
        request["filter"] = passing
    return request


def search_text(text: str) -> str:
    """Each word once, so that a question in two spellings counts no word twice.

    At most what S3 Vectors takes, of its end: that is where `find_passages` puts the spelling of
    the documents. Empty when there is nothing to look up.
    """
    words = " ".join(dict.fromkeys(text.split()))
    return words[-TEXT_MOST:].strip() if tokens(words) else ""


def _candidate(hit: dict[str, Any]) -> _Candidate:
    chunk, directed = chunk_of(hit.get("metadata") or {})
    scores: dict[str, Any] = hit.get("scores") or {}
    distance = scores.get("vectorDistance", hit.get("distance"))
    by_words: list[dict[str, Any]] = scores.get("bm25Scores") or []
    words = sum(float(one["score"]) for one in by_words)
    if not directed:
        distance = 1.0
    return _Candidate(
        key=hit["key"],
        chunk=chunk,
        dense=None if distance is None else 1.0 - float(distance),
        lexical=words,
        joined=float(scores.get("fused") or 0.0),
    )


def _passage(one: _Candidate, score: float, dense: float | None) -> Passage:
    return Passage(chunk=one.chunk, score=score, dense=dense, lexical=one.lexical)


def _dense(found: Sequence[_Candidate]) -> Floats:
    """Cosines to rank by. Who came up by its words only is at most as near as the farthest."""
    known = [one.dense for one in found if one.dense is not None]
    least = min(known, default=0.0)
    return np.array([least if one.dense is None else one.dense for one in found], dtype=np.float32)

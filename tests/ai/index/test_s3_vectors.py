"""What of the search only S3 Vectors has: its wire, its limits, its failures."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from botocore.exceptions import ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

from ai.errors import KnowledgeError
from ai.index.knowledge import Filters, KnowledgeIndex, Query
from ai.index.s3_vectors import CANDIDATES, search_text
from ai.index.vector_manifest import Manifest
from local.vectors.wire import VectorsError
from tests.ai.fakes import models
from tests.ai.fakes.vectors import Call, FakeVectors
from tests.ai.index.corpora import File, VectorShelf, contents, query

ENDPOINT = "https://s3vectors.ap-northeast-2.api.aws"


@pytest.fixture
def shelf(tmp_path: Path) -> VectorShelf:
    return VectorShelf(tmp_path)


@pytest.fixture
def index(shelf: VectorShelf) -> KnowledgeIndex:
    found = shelf.open(shelf.publish(contents()))
    shelf.vectors.calls.clear()
    return found


def asked(vectors: FakeVectors) -> dict[str, object]:
    [call] = [call for call in vectors.calls if call.operation == "QueryVectors"]
    return call.body


def test_one_request_asks_for_meaning_and_words_together(
    shelf: VectorShelf, index: KnowledgeIndex
) -> None:
    index.search(query("환불 며칠", filters=Filters(product="FitCloud", on=date(2026, 1, 2))))
    body = asked(shelf.vectors)
    assert shelf.vectors.names() == ["QueryVectors"]
    assert body["queryTexts"] == [{"text": "환불 며칠", "metadataKey": "search"}]
    assert body["queryMode"] == "ENHANCED"
    assert body["returnScores"] is True
    assert body["returnMetadata"] is True
    assert body["topK"] == CANDIDATES
    assert "queryVector" in body
    assert "$and" in str(body["filter"])


def test_without_filters_none_is_sent(shelf: VectorShelf, index: KnowledgeIndex) -> None:
    index.search(query("환불"))
    assert "filter" not in asked(shelf.vectors)


def test_a_question_in_two_spellings_counts_no_word_twice() -> None:
    assert search_text("핏클라우드 요금 FitCloud 요금") == "핏클라우드 요금 FitCloud"


def test_of_a_long_question_the_end_is_looked_up(shelf: VectorShelf, index: KnowledgeIndex) -> None:
    index.search(query(" ".join(f"낱말{n}" for n in range(400)) + " 환불"))
    [text] = shelf.vectors.calls[0].body["queryTexts"]
    assert len(text["text"]) <= 1_024
    assert text["text"].endswith("환불")


def test_a_passage_found_by_its_words_only_has_its_exact_cosine(shelf: VectorShelf) -> None:
    """Enough others are nearer by meaning that the service does not tell its distance."""
    far = File("far.md", (("약관", "가용률 산정 방식"),))
    others = [File(f"{n:03}.md", (("요금", f"요금 정산 안내 {n}"),)) for n in range(80)]
    made = contents([far, *others])
    index = shelf.open(shelf.publish(made))
    asked = Query(
        text="가용률 산정", vector=models.embed("요금 정산 안내"), limit=5, dense_weight=0.3
    )
    shelf.vectors.calls.clear()
    found = index.search(asked)
    assert found[0].chunk.document == "far.md"
    vector = np.array(asked.vector, dtype=np.float32)
    place = next(n for n, chunk in enumerate(made.chunks) if chunk.document == "far.md")
    expected = float(made.vectors[place] @ vector / np.linalg.norm(vector))
    assert found[0].dense == pytest.approx(expected, abs=1e-5)
    assert shelf.vectors.names() == ["QueryVectors", "GetVectors"]


def test_versions_that_crowd_out_the_current_one_are_looked_past(shelf: VectorShelf) -> None:
    """Kept snapshots leave their vectors in the index: the search goes deeper, page by page."""
    old = [File(f"{n:03}.md", (("요금", "요금 정산 안내"),)) for n in range(300)]
    shelf.publish(contents(old))
    new = shelf.publish(contents([File("new.md", (("요금", "정산 안내 요금 새로"),))]))
    shelf.vectors.calls.clear()
    found = shelf.open(new).search(query("요금 정산 안내", limit=3))
    assert [one.chunk.document for one in found] == ["new.md"]
    tops = [call.body["topK"] for call in shelf.vectors.calls]
    tokens = ["nextToken" in call.body for call in shelf.vectors.calls]
    assert tops == [50, 1_000, 1_000, 1_000, 1_000]
    assert tokens == [False, False, True, True, True]


def test_a_vector_that_went_between_two_calls_is_left_out(shelf: VectorShelf) -> None:
    far = File("far.md", (("약관", "가용률 산정 방식"),))
    others = [File(f"{n:03}.md", (("요금", f"요금 정산 안내 {n}"),)) for n in range(80)]
    index = shelf.open(shelf.publish(contents([far, *others])))

    def lose(call: Call) -> None:
        if call.operation == "GetVectors":
            for one in shelf.vectors.service.buckets["knowledge-vectors"].indexes.values():
                one.vectors.clear()

    shelf.vectors.fail = lose
    found = index.search(
        Query(text="가용률 산정", vector=models.embed("요금 정산 안내"), limit=5, dense_weight=0.3)
    )
    assert "far.md" not in {one.chunk.document for one in found}
    assert len(found) == 4


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (VectorsError("TooManyRequestsException", "slow down"), "TooManyRequestsException"),
        (VectorsError("ServiceUnavailableException", "busy"), "ServiceUnavailableException"),
        (VectorsError("InternalServerException", "oops"), "InternalServerException"),
        (VectorsError("RequestTimeoutException", "late"), "RequestTimeoutException"),
        (VectorsError("AccessDeniedException", "no"), "AccessDeniedException"),
        (VectorsError("ValidationException", "what"), "ValidationException"),
        (VectorsError("KmsDisabledException", "key"), "KmsDisabledException"),
        (ReadTimeoutError(endpoint_url=ENDPOINT), "did not answer"),
        (ConnectTimeoutError(endpoint_url=ENDPOINT), "did not answer"),
        (EndpointConnectionError(endpoint_url=ENDPOINT), "did not answer"),
    ],
)
def test_a_failed_search_is_never_taken_for_no_documents(
    shelf: VectorShelf, index: KnowledgeIndex, error: Exception, message: str
) -> None:
    def fail(_call: Call) -> None:
        raise error

    shelf.vectors.fail = fail
    with pytest.raises(KnowledgeError, match=message):
        index.search(query("환불"))


def test_a_failure_on_a_later_page_is_a_failure(shelf: VectorShelf) -> None:
    old = [File(f"{n:03}.md", (("요금", "요금 정산 안내"),)) for n in range(300)]
    shelf.publish(contents(old))
    new = shelf.publish(contents([File("new.md", (("요금", "정산 안내 요금 새로"),))]))

    def fail(call: Call) -> None:
        if "nextToken" in call.body:
            raise VectorsError("ServiceUnavailableException", "busy")

    shelf.vectors.fail = fail
    with pytest.raises(KnowledgeError):
        shelf.open(new).search(query("요금 정산 안내"))


def test_a_search_while_the_text_search_is_built_is_a_failure(
    shelf: VectorShelf, index: KnowledgeIndex
) -> None:
    [one] = shelf.vectors.service.buckets["knowledge-vectors"].indexes.values()
    one.searches["search"].looks = 1
    with pytest.raises(KnowledgeError, match="still being built"):
        index.search(query("환불"))


def test_metadata_that_is_not_ours_is_a_failure(shelf: VectorShelf, index: KnowledgeIndex) -> None:
    [one] = shelf.vectors.service.buckets["knowledge-vectors"].indexes.values()
    for vector in one.vectors.values():
        vector.metadata["chunk"] = "{"
    with pytest.raises(KnowledgeError, match="can not be read"):
        index.search(query("환불"))


def test_a_vector_that_no_manifest_names_is_never_shown(
    shelf: VectorShelf, index: KnowledgeIndex
) -> None:
    manifest = shelf.manifests.get(index.snapshot)
    fewer = Manifest.of(
        manifest.index,
        manifest.written_in,
        manifest.origin,
        manifest.vocabulary,
        [manifest.records[:24]],
    )
    shelf.manifests.put("fewer", fewer)
    assert len(shelf.open("fewer").search(query("환불 해지 가용률", limit=9))) == 1
    assert shelf.open("fewer").size == 1


def test_a_throttled_search_is_asked_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def at_once(_seconds: float) -> None:
        return

    monkeypatch.setattr("time.sleep", at_once)
    shelf = VectorShelf(tmp_path, FakeVectors(attempts=2))
    index = shelf.open(shelf.publish(contents()))
    left = [1]

    def throttle(_call: Call) -> None:
        if left[0]:
            left[0] -= 1
            raise VectorsError("TooManyRequestsException", "slow down")

    shelf.vectors.fail = throttle
    assert index.search(query("환불"))

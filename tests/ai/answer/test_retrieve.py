from collections.abc import Iterator
from pathlib import Path

import pytest

from ai.answer.retrieve import retrieve
from ai.contract import Reason
from ai.errors import AbstainedError, DeadlineError, KnowledgeError, ModelError, NoSnapshotError
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.index.opening import QuestionModel, for_questions
from ai.index.snapshot import Snapshot
from ai.model import Exchange
from tests.ai.fakes import models
from tests.ai.fakes.assistants import open_snapshot

FILES = {
    "fitcloud.md": "# FitCloud 요금\n\nFitCloud 스타터 요금제는 월 99,000원입니다.\n".encode(),
    "refund.md": "# 환불\n\n환불은 7일 안에 처리됩니다.\n".encode(),
    "glossary.csv": "spoken,written\n핏클라우드,FitCloud\nrefund,환불\n".encode(),
}


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    with open_snapshot(FILES, tmp_path / "s.sqlite") as opened:
        yield opened


def test_the_question_is_embedded_as_documents_write_it(snapshot: Snapshot) -> None:
    embedded: list[str] = []

    def embed(text: str) -> list[float]:
        embedded.append(text)
        return models.embed(text)

    found = retrieve("핏 클라우드 얼마예요", (), lambda: snapshot, embed, SearchOptions())
    assert embedded == ["FitCloud 얼마예요"]
    assert found.passages[0].chunk.document == "fitcloud.md"
    assert found.index is snapshot


def test_an_english_question_finds_what_the_glossary_has_the_korean_of(snapshot: Snapshot) -> None:
    asked = "how long does a refund take"
    found = retrieve(asked, (), lambda: snapshot, models.embed, SearchOptions(top_k=1))
    assert found.passages[0].chunk.document == "refund.md"
    assert found.question == asked


def test_a_follow_up_is_searched_with_the_question_before(snapshot: Snapshot) -> None:
    history = [Exchange(question="FitCloud 스타터 요금제 알려 주세요", answer="네.")]
    found = retrieve("그럼 가격은요?", history, lambda: snapshot, models.embed, SearchOptions())
    assert found.passages[0].chunk.document == "fitcloud.md"


def test_no_more_passages_than_asked_for(snapshot: Snapshot) -> None:
    options = SearchOptions(top_k=1)
    assert len(retrieve("환불", (), lambda: snapshot, models.embed, options).passages) == 1


def test_an_empty_snapshot_is_no_documents(tmp_path: Path) -> None:
    with (
        open_snapshot({}, tmp_path / "s.sqlite") as empty,
        pytest.raises(AbstainedError) as caught,
    ):
        retrieve("환불", (), lambda: empty, models.embed, SearchOptions())
    assert caught.value.reason is Reason.NO_DOCUMENTS


def test_nothing_published_is_no_documents() -> None:
    def none() -> KnowledgeIndex:
        raise NoSnapshotError("nothing")

    with pytest.raises(AbstainedError) as caught:
        retrieve("환불", (), none, models.embed, SearchOptions())
    assert caught.value.reason is Reason.NO_DOCUMENTS


def test_a_failing_embedding_is_a_failed_search(snapshot: Snapshot) -> None:
    def refuse(_text: str) -> list[float]:
        raise ModelError("throttled")

    with pytest.raises(KnowledgeError):
        retrieve("환불", (), lambda: snapshot, refuse, SearchOptions())


def test_a_late_embedding_stays_a_matter_of_time(snapshot: Snapshot) -> None:
    def late(_text: str) -> list[float]:
        raise DeadlineError("late")

    with pytest.raises(DeadlineError):
        retrieve("환불", (), lambda: snapshot, late, SearchOptions())


def test_passages_below_the_lowest_score_are_left_out(snapshot: Snapshot) -> None:
    with pytest.raises(AbstainedError) as caught:
        retrieve("환불", (), lambda: snapshot, models.embed, SearchOptions(min_score=1.0))
    assert caught.value.reason is Reason.NOT_IN_DOCUMENTS


def test_an_index_of_another_model_is_asked_by_words_and_no_lowest_score_holds(
    snapshot: Snapshot,
) -> None:
    def unasked(_text: str) -> list[float]:
        raise AssertionError("the question was embedded")

    index = for_questions(snapshot, QuestionModel(name="other", dimensions=1_024))
    options = SearchOptions(min_score=0.99)
    found = retrieve("환불은 며칠 걸려요", (), lambda: index, unasked, options)
    assert [passage.chunk.document for passage in found.passages] == ["refund.md"]
    with pytest.raises(AbstainedError) as caught:
        retrieve("점심 메뉴", (), lambda: index, unasked, options)
    assert caught.value.reason is Reason.NOT_IN_DOCUMENTS

"""What callers may expect of an index, whichever it is. Both are held to every sentence."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ai.errors import KnowledgeError
from ai.index.find import find_passages
from ai.index.knowledge import KnowledgeIndex, Query, SearchOptions
from tests.ai.fakes import models
from tests.ai.index.corpora import (
    DERIVED,
    FILES,
    GLOSSARY,
    MAKERS,
    File,
    Shelf,
    contents,
    names,
    query,
)


@pytest.fixture(params=MAKERS)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    return MAKERS[request.param](tmp_path)


@pytest.fixture
def index(shelf: Shelf) -> KnowledgeIndex:
    return shelf.open(shelf.publish(contents()))


def test_the_passage_that_says_it_comes_first(index: KnowledgeIndex) -> None:
    found = index.search(query("환불 처리 며칠"))
    assert found[0].chunk.document == "refund.md"
    assert found[0].chunk.heading_path == ("환불",)
    scores = [passage.score for passage in found]
    assert scores == sorted(scores, reverse=True)
    assert found[0].lexical > 0


def test_a_passage_is_the_chunk_as_it_was_indexed(index: KnowledgeIndex) -> None:
    found = index.search(query("환불 해지 가용률", limit=10))
    assert {passage.chunk for passage in found} == set(contents().chunks)


def test_dense_is_the_cosine_of_question_and_passage(index: KnowledgeIndex) -> None:
    made = contents()
    asked = np.array(models.embed("핏클라우드 환불"), dtype=np.float32)
    cosines = made.vectors @ (asked / np.linalg.norm(asked))
    expected = {chunk.id: float(cosine) for chunk, cosine in zip(made.chunks, cosines, strict=True)}
    found = index.search(query("핏클라우드 환불", limit=10))
    assert len(found) == len(expected)
    for passage in found:
        assert passage.dense == pytest.approx(expected[passage.chunk.id], abs=1e-5)


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 50])
def test_as_many_passages_come_as_were_asked_for_or_exist(
    index: KnowledgeIndex, limit: int
) -> None:
    assert len(index.search(query("환불", limit=limit))) == min(limit, 3)


def test_the_spoken_form_of_a_term_finds_its_passage(index: KnowledgeIndex) -> None:
    found = index.search(query("핏 클라우드", dense_weight=0))
    assert found[0].chunk.document == "sla.md"


def test_the_weight_decides_between_meaning_and_words(shelf: Shelf) -> None:
    files = (File("a.md", (("가", "정산 주기"),)), File("b.md", (("나", "환불"),)))
    made = contents(files)
    index = shelf.open(shelf.publish(made))
    asked = Query(text="환불", vector=made.vectors[0].tolist(), limit=1, dense_weight=1.0)
    assert names(index.search(asked)) == {"a.md"}
    assert names(index.search(replace(asked, dense_weight=0.0))) == {"b.md"}


def test_an_empty_version_finds_nothing(shelf: Shelf) -> None:
    index = shelf.open(shelf.publish(contents(())))
    assert index.size == 0
    assert index.search(query("환불")) == []


@pytest.mark.parametrize("text", ["?!", "…", ""])
def test_a_question_without_words_is_looked_up_by_meaning_alone(
    index: KnowledgeIndex, text: str
) -> None:
    asked = Query(text=text, vector=models.embed("환불"), limit=1, dense_weight=0.7)
    found = index.search(asked)
    assert found[0].chunk.document == "refund.md"
    assert found[0].lexical == 0


def test_a_question_without_meaning_is_looked_up_by_words_alone(index: KnowledgeIndex) -> None:
    asked = Query(text="가용률", vector=[0.0] * models.DIMENSIONS, limit=1, dense_weight=0.7)
    found = index.search(asked)
    assert found[0].chunk.document == "sla.md"
    assert found[0].dense == pytest.approx(0.0, abs=1e-6)


def test_a_question_of_any_length_is_looked_up(index: KnowledgeIndex) -> None:
    assert index.search(query("환불 규정이 어떻게 되나요 " * 300))


def test_a_chunk_of_any_ordinary_length_comes_back_whole(shelf: Shelf) -> None:
    row = "요금표: " + "한 달에 천 원, " * 600
    made = contents((File("long.md", (("요금", row),)),))
    index = shelf.open(shelf.publish(made))
    found = index.search(query("요금표", limit=20))
    assert {passage.chunk.text for passage in found} == {chunk.text for chunk in made.chunks}


def test_a_deleted_document_is_gone_from_the_next_version(shelf: Shelf) -> None:
    before = shelf.publish(contents())
    after = shelf.publish(contents(FILES[1:]))
    assert names(shelf.open(after).search(query("환불 해지"))) == {"sla.md"}
    assert "refund.md" in names(shelf.open(before).search(query("환불 해지")))


def test_a_changed_document_says_only_what_it_says_now(shelf: Shelf) -> None:
    before = shelf.publish(contents())
    changed = (File("refund.md", (("환불", "환불은 14일 안에 처리됩니다."),)), FILES[1])
    after = shelf.publish(contents(changed))
    new = {one.chunk.text for one in shelf.open(after).search(query("환불 처리", limit=9))}
    old = {one.chunk.text for one in shelf.open(before).search(query("환불 처리", limit=9))}
    assert {text for text in new if "일 안에" in text} == {"환불은 14일 안에 처리됩니다."}
    assert {text for text in old if "일 안에" in text} == {"환불은 7일 안에 처리됩니다."}


def test_ties_come_in_the_same_order_every_time(shelf: Shelf) -> None:
    same = [File(f"{n}.md", (("요금", "요금은 천 원입니다."),)) for n in range(6)]
    made = contents(same)
    orders = set[tuple[str, ...]]()
    for _ in range(2):
        index = shelf.open(shelf.publish(made))
        for _ in range(3):
            found = index.search(query("정산", limit=4))
            orders.add(tuple(passage.chunk.document for passage in found))
    assert len(orders) == 1


@pytest.mark.parametrize("vector", [[1.0, 2.0, 3.0], [0.5] * 65, []])
def test_a_question_of_another_model_is_refused(index: KnowledgeIndex, vector: list[float]) -> None:
    with pytest.raises(KnowledgeError, match="dimensions"):
        index.search(Query(text="환불", vector=vector, limit=1, dense_weight=0.5))


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_question_vector_that_is_no_vector_is_refused(
    index: KnowledgeIndex, number: float
) -> None:
    vector = [number] + [0.1] * (models.DIMENSIONS - 1)
    with pytest.raises(KnowledgeError):
        index.search(Query(text="환불", vector=vector, limit=1, dense_weight=0.5))


def test_the_version_says_what_it_is(shelf: Shelf) -> None:
    name = shelf.publish(contents())
    index = shelf.open(name)
    assert index.snapshot == name
    assert index.size == 3
    assert index.vocabulary.glossary == GLOSSARY
    assert index.vocabulary.derived == DERIVED


def test_a_question_finds_its_passages_the_way_callers_ask(index: KnowledgeIndex) -> None:
    found = find_passages(index, "핏 클라우드 가용률", models.embed, SearchOptions(top_k=2))
    assert found[0].chunk.document == "sla.md"


def test_several_threads_may_search_at_once(index: KnowledgeIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(index.search, [query("환불")] * 40))
    assert len({tuple(passage.chunk.id for passage in passages) for passages in found}) == 1


def test_one_question_at_a_time_gives_the_same_as_many(index: KnowledgeIndex) -> None:
    questions = [query(text) for text in ("환불", "해지", "가용률", "핏클라우드")]
    alone = [index.search(question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(index.search, itertools.chain(*[questions] * 5)))
    for place, found in enumerate(together):
        assert [one.chunk.id for one in found] == [one.chunk.id for one in alone[place % 4]]


def test_without_a_vector_only_passages_with_a_word_in_common_are_found(
    index: KnowledgeIndex,
) -> None:
    found = index.search(Query(text="환불", vector=None, limit=10, dense_weight=0.7))
    assert found[0].chunk.heading_path == ("환불",)
    assert {passage.dense for passage in found} == {None}
    assert all(passage.lexical > 0 for passage in found)
    assert index.search(Query(text="zebra", vector=None, limit=10, dense_weight=0.7)) == []
    assert index.search(Query(text="?!", vector=None, limit=10, dense_weight=0.7)) == []

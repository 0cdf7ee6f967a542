import unicodedata
from collections.abc import Sequence

import pytest

from ai.index.knowledge import Query, SearchOptions
from ai.index.vocabulary import Vocabulary
from ai.model import Passage
from ai.quality.questions import GoldenQuestion
from ai.quality.retrieval import Quality, Ranked, measure, rank_of
from ai.quality.tuning import choose, tune
from tests.ai.index.chunks import chunk


class FakeIndex:
    """Gives documents in an order that depends on the dense weight alone."""

    snapshot = "fake"
    size = 6
    vocabulary = Vocabulary()
    by_words = False

    def __init__(self, orders: dict[float, str]) -> None:
        self.orders = orders
        self.queries: list[Query] = []

    def search(self, query: Query) -> list[Passage]:
        self.queries.append(query)
        order = self.orders.get(query.dense_weight, "abcdef")
        return [
            Passage(chunk=chunk("글", document=name), score=1.0, dense=1.0, lexical=1.0)
            for name in order[: query.limit]
        ]


def embed(text: str) -> Sequence[float]:
    return [1.0]


def asks(*documents: str, answerable: bool = True) -> GoldenQuestion:
    return GoldenQuestion(id="q", question="요금이요", documents=documents, answerable=answerable)


def test_recall_counts_the_first_passage_of_any_named_document() -> None:
    questions = [asks("a"), asks("z", "c"), asks("e"), asks("z")]
    quality = measure(FakeIndex({}), questions, embed, SearchOptions(top_k=5))
    assert [row.rank for row in quality.rows] == [1, 3, 5, None]
    assert quality.recall == {1: 0.25, 3: 0.5, 5: 0.75}
    assert quality.mrr == pytest.approx((1 + 1 / 3 + 1 / 5) / 4)
    assert quality.questions == 4
    assert quality.recall_at(4) == 0.5


def test_questions_without_a_document_are_searched_for_but_not_counted() -> None:
    quality = measure(FakeIndex({}), [asks("a"), asks()], embed, SearchOptions())
    assert (quality.questions, len(quality.rows)) == (1, 2)
    assert quality.recall[1] == 1.0


def test_unanswerable_questions_are_not_searched_for() -> None:
    index = FakeIndex({})
    quality = measure(index, [asks("a", answerable=False)], embed, SearchOptions())
    assert (quality.questions, quality.mrr, index.queries) == (0, 0.0, [])


def test_progress_is_told_question_by_question() -> None:
    told: list[tuple[int, int]] = []
    questions = [asks("a"), asks("b")]

    def tell(done: int, of: int) -> None:
        told.append((done, of))

    measure(FakeIndex({}), questions, embed, SearchOptions(), tell)
    assert told == [(1, 2), (2, 2)]


def test_names_match_however_their_hangul_is_composed() -> None:
    found = Passage(
        chunk=chunk("글", document=unicodedata.normalize("NFD", "자료/요금.md")),
        score=1.0,
        dense=1.0,
        lexical=1.0,
    )
    assert rank_of(asks("./자료/요금.md"), [found]) == 1


def test_tuning_recommends_the_middle_of_what_is_equally_good() -> None:
    index = FakeIndex({0.5: "xa", 0.6: "ax", 0.7: "ax", 0.8: "ax", 0.9: "xa"})
    index.orders |= dict.fromkeys((0.0, 0.1, 0.2, 0.3, 0.4, 1.0), "xxa")
    embedded: list[str] = []

    def counted(text: str) -> Sequence[float]:
        embedded.append(text)
        return [1.0]

    found = tune(index, [asks("a")], counted, SearchOptions())
    assert (found.flat, found.recommended) == ((0.6, 0.8), 0.7)
    assert len(found.tried) == 11
    assert embedded == ["요금이요"]


def test_a_single_best_weight_is_taken_as_it_is() -> None:
    def scored(rank: int) -> Quality:
        return Quality(rows=(Ranked(question=asks("a"), rank=rank),))

    found = choose([(0.0, scored(2)), (0.5, scored(3)), (1.0, scored(1))])
    assert (found.flat, found.recommended) == ((1.0, 1.0), 1.0)

from collections.abc import Sequence

import pytest

from ai.index.contents import Contents, IndexedDocument
from ai.index.glossary import Glossary, Term
from ai.index.knowledge import SearchOptions
from ai.index.vocabulary import Vocabulary
from ai.ingest.gate import GateRules, embedded_texts, judge, parted, read_golden
from ai.quality.questions import GoldenQuestion
from ai.quality.retrieval import Quality, Ranked
from tests.ai.fakes.assistants import MemorySource, build

RULES = GateRules(floor=0.6, regression=0.02)
QUESTIONS = [
    GoldenQuestion(id=str(number), question=f"질문 {number}", documents=("a.md",))
    for number in range(100)
]


def quality(ranks: Sequence[int | None]) -> Quality:
    return Quality(
        rows=tuple(
            Ranked(question=question, rank=rank)
            for question, rank in zip(QUESTIONS, ranks, strict=False)
        )
    )


def ranks(found: int, of: int) -> list[int | None]:
    return [1] * found + [None] * (of - found)


@pytest.mark.parametrize(
    ("found", "before", "of", "passed"),
    [
        (6, None, 10, True),  # just the floor
        (5, None, 10, False),
        (10, 10, 10, True),
        (9, 10, 10, False),  # a small set may lose none
        (49, 50, 50, True),  # 2 points are one of fifty
        (98, 100, 100, True),
        (97, 100, 100, False),
        (59, 50, 100, False),  # better than before, but below the floor
        (80, 70, 100, True),
    ],
)
def test_the_floor_and_what_is_published_decide(
    found: int, before: int | None, of: int, passed: bool
) -> None:
    had = None if before is None else quality(ranks(before, of))
    verdict = judge(quality(ranks(found, of)), had, [], RULES)
    assert verdict.passed is passed
    assert verdict.recall == found / of
    assert verdict.questions == of


def test_a_passage_beyond_the_third_does_not_count() -> None:
    verdict = judge(quality([3, 4]), quality([3, 3]), [], RULES)
    assert verdict.recall == 0.5
    [worse] = verdict.worse
    assert (worse.id, worse.before, worse.after) == ("1", 3, 4)


def test_what_got_worse_is_told_from_what_was_never_found() -> None:
    verdict = judge(quality([None, None, 1]), quality([1, None, 2]), [], RULES)
    assert [question.id for question in verdict.worse] == ["0"]
    assert [question.id for question in verdict.missing] == ["1"]


def test_gains_make_up_for_losses() -> None:
    verdict = judge(quality([None, 1, 1]), quality([1, None, 1]), [], RULES)
    assert verdict.passed
    assert [question.id for question in verdict.worse] == ["0"]


def test_without_a_question_that_counts_everything_passes() -> None:
    verdict = judge(quality([]), quality([]), QUESTIONS[:2], RULES)
    assert verdict.passed
    assert verdict.to_json(RULES) == {
        "ran": True,
        "passed": True,
        "questions": 0,
        "recall": None,
        "floor": 0.6,
        "before": None,
        "regression": 0.02,
        "worse": [],
        "missing": [],
        "stale": [
            {
                "id": str(number),
                "question": f"질문 {number}",
                "documents": ["a.md"],
                "before": None,
                "after": None,
            }
            for number in range(2)
        ],
    }


def question(*documents: str, answerable: bool = True) -> GoldenQuestion:
    return GoldenQuestion(id="1", question="질문", documents=documents, answerable=answerable)


def contents(*documents: IndexedDocument) -> Contents:
    made = build({"a.md": "환불은 7일입니다.".encode()})
    return Contents(
        origin=made.origin,
        documents={document.name: document for document in documents},
        chunks=(),
        vectors=made.vectors[:0],
    )


GOOD = IndexedDocument(name="a.md", version="1", chunks=2)
BROKEN = IndexedDocument(name="b.pdf", version="1", chunks=0, fault="corrupt")
CARRIED = IndexedDocument(name="c.pdf", version="2", chunks=3, fault="corrupt")


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        (question("a.md"), True),
        (question("gone.md", "a.md"), True),
        (question("gone.md"), False),
        (question("b.pdf"), False),
        (question("c.pdf"), True),
        (question("./a.md"), True),
    ],
)
def test_a_question_whose_documents_are_all_gone_or_unreadable_is_stale(
    asked: GoldenQuestion, counts: bool
) -> None:
    counted, stale = parted([asked], contents(GOOD, BROKEN, CARRIED))
    assert (len(counted), len(stale)) == ((1, 0) if counts else (0, 1))


def test_a_question_without_an_answer_neither_counts_nor_is_stale() -> None:
    asked = [question(), question("gone.md", answerable=False)]
    assert parted(asked, contents(GOOD)) == ([], [])


def test_what_is_embedded_is_what_the_search_would_embed() -> None:
    vocabulary = Vocabulary(glossary=Glossary((Term(spoken="핏클", written="FitCloud"),)))
    asked = [GoldenQuestion(id="1", question="핏클 요금", documents=("a.md",))]
    assert embedded_texts(vocabulary, asked, SearchOptions()) == ["FitCloud 요금"]


def test_no_file_is_no_question_and_no_fault() -> None:
    golden = read_golden(MemorySource({}), {})
    assert (golden.questions, golden.fault) == ((), None)


@pytest.mark.parametrize(
    ("data", "told"),
    [(b'{"question": "a"}\n{', "line 2 "), (b"\xff\xfe\xff", "encoding")],
)
def test_a_broken_file_is_a_fault_that_says_where(data: bytes, told: str) -> None:
    source = MemorySource({"golden.jsonl": data})
    fault = read_golden(source, source.listing()).fault
    assert fault
    assert (fault.name, fault.fault) == ("golden.jsonl", "questions")
    assert told in (fault.detail or "")

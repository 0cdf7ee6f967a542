from dataclasses import replace

import pytest

from ai.contract import Reason, Status
from ai.model import Answer, Citation
from ai.quality.answers import answer_quality, judge
from ai.quality.questions import GoldenQuestion

TEXTS = {"sla.md": "SLA\n운영 시스템이 중단되면 1시간\n안에 응답합니다.", "요금.md": "월 99,000원"}
QUESTION = GoldenQuestion(
    id="a", question="언제 응답해요", documents=("./sla.md",), facts=("1시간", "한 시간")
)
UNKNOWN = GoldenQuestion(id="u", question="점심 메뉴요", documents=(), answerable=False)
QUOTE = "운영 시스템이 중단되면 1시간 안에 응답합니다."


def answered(text: str = QUOTE, *, quote: str = QUOTE, document: str = "sla.md") -> Answer:
    citation = Citation(document=document, heading="SLA", page=None, quote=quote, score=0.9)
    return Answer(status=Status.ANSWERED, text=text, speech="", citations=(citation,))


ABSTAINED = Answer(
    status=Status.ABSTAINED, text="모르겠습니다.", speech="", reason=Reason.NOT_IN_DOCUMENTS
)
FAILED = Answer(status=Status.FAILED, text="", speech="", reason=Reason.MODEL_FAILED)


def text_of(name: str) -> str:
    return TEXTS.get(name, "")


def test_an_answer_is_grounded_when_its_documents_say_the_same() -> None:
    judged = judge(QUESTION, answered(), text_of)
    assert (judged.grounded, judged.cited, judged.right) == (True, True, True)


@pytest.mark.parametrize(
    "answer",
    [
        answered(quote="2시간 안에 응답합니다."),
        answered(document="missing.md"),
        answered("운영 시스템이 중단되면 4시간 안에 응답합니다."),
        Answer(status=Status.ANSWERED, text=QUOTE, speech=""),
    ],
)
def test_what_no_cited_document_says_is_not_grounded(answer: Answer) -> None:
    assert not judge(QUESTION, answer, text_of).grounded


def test_the_korean_of_an_english_answer_is_held_against_the_documents() -> None:
    english = "Within one hour of an outage, at 02-555-0100."
    assert judge(QUESTION, replace(answered(english), original=QUOTE), text_of).grounded
    other = replace(answered(english), original="4시간 안에 응답합니다.")
    assert not judge(QUESTION, other, text_of).grounded


def test_facts_are_found_whatever_their_capitals() -> None:
    question = replace(QUESTION, facts=("within one hour",))
    english = replace(answered("Within one hour."), original=QUOTE)
    assert judge(question, english, text_of).right is True


def test_another_document_than_the_one_named_is_told_apart() -> None:
    judged = judge(
        QUESTION, answered("월 99,000원", quote="월 99,000원", document="요금.md"), text_of
    )
    assert (judged.grounded, judged.cited, judged.right) == (True, False, False)


def test_without_facts_nobody_knows_whether_it_is_right() -> None:
    question = GoldenQuestion(id="b", question="언제 응답해요", documents=("sla.md",))
    assert judge(question, answered(), text_of).right is None


def test_shares_are_taken_of_what_they_speak_of() -> None:
    asked = [
        (QUESTION, answered()),
        (QUESTION, answered("월 99,000원", quote="월 99,000원", document="요금.md")),
        (QUESTION, ABSTAINED),
        (QUESTION, FAILED),
        (UNKNOWN, ABSTAINED),
        (UNKNOWN, answered()),
    ]
    found = answer_quality([judge(question, answer, text_of) for question, answer in asked])
    assert (found.asked, found.answered, found.failed) == (6, 3, 1)
    assert found.abstained_answerable == pytest.approx(0.25)
    assert found.abstained_unanswerable == pytest.approx(0.5)
    assert found.grounded == pytest.approx(1.0)
    assert (found.cited, found.right) == (pytest.approx(0.5), pytest.approx(0.5))


def test_a_share_of_nothing_is_not_zero() -> None:
    found = answer_quality(())
    assert found.abstained_answerable is None
    assert found.grounded is None

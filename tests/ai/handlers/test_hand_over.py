import pytest

from ai.contract import Reason, Status
from ai.handlers.hand_over import summary
from ai.model import Answer, Citation, Turn


def turn(question: str, answer: Answer) -> Turn:
    return Turn(contact_id="c", at="2026-11-21T11:00:00+09:00", question=question, answer=answer)


def answered(text: str, *documents: str) -> Answer:
    return Answer(
        status=Status.ANSWERED,
        text=text,
        speech="",
        citations=tuple(
            Citation(document=name, heading="", page=None, quote="", score=1.0)
            for name in documents
        ),
    )


def declined(reason: Reason, status: Status = Status.ABSTAINED) -> Answer:
    return Answer(status=status, text="죄송합니다.", speech="", reason=reason)


def test_three_lines_say_what_was_asked_what_was_answered_and_where_it_stands() -> None:
    turns = [
        turn(
            "환불은 며칠 걸리나요",
            answered("환불은 7일 안에 됩니다.", "refund.md", "refund.md"),
        ),
        turn("해외 카드도 되나요", declined(Reason.NOT_IN_DOCUMENTS)),
    ]
    assert summary(turns).splitlines() == [
        "문의: 해외 카드도 되나요 (앞선 질문: 환불은 며칠 걸리나요)",
        "AI 답변: 환불은 7일 안에 됩니다. (근거: refund.md)",
        "상황: 최근 질문 2건 중 1건 답변. 자료에 없는 내용이라 답하지 못했습니다.",
    ]


def test_a_caller_who_heard_every_answer_is_told_as_such() -> None:
    lines = summary([turn("환불", answered("7일입니다."))]).splitlines()
    assert lines[1] == "AI 답변: 7일입니다."
    assert lines[2].endswith("마지막 질문까지 답변을 들은 고객입니다.")


def test_after_a_fault_the_engineer_is_asked_to_apologise_first() -> None:
    lines = summary([turn("환불", declined(Reason.OUT_OF_TIME, Status.FAILED))]).splitlines()
    assert lines[1] == "AI 답변: 없음"
    assert lines[2].endswith("먼저 사과해 주세요.")


@pytest.mark.parametrize("reason", [reason for reason in Reason if reason != Reason.NO_QUESTION])
def test_every_reason_has_words_of_its_own(reason: Reason) -> None:
    state = summary([turn("환불", declined(reason))]).splitlines()[2]
    assert reason.value not in state


def test_long_words_are_cut_so_that_the_screen_holds_them() -> None:
    long = turn("가" * 900, answered("나" * 700 + ".", "a.md"))
    told = summary([long] * 3)
    assert len(told.splitlines()) == 3
    assert len(told) < 550
    assert "…" in told


def test_before_the_first_question_there_is_nothing_to_tell() -> None:
    assert summary([]) == ""

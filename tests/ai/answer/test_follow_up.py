import pytest

from ai.answer.follow_up import leans_on_earlier, with_context
from ai.model import Exchange

EARLIER = [
    Exchange(question="FitCloud 스타터 요금제가 뭐예요", answer="작은 팀을 위한 요금제입니다."),
]


@pytest.mark.parametrize("question", ["그럼 가격은요?", "가격은요?", "그건 얼마예요", "왜요?"])
def test_a_follow_up_leans_on_the_question_before(question: str) -> None:
    assert leans_on_earlier(question)
    assert with_context(question, EARLIER) == f"FitCloud 스타터 요금제가 뭐예요 {question}"


@pytest.mark.parametrize(
    "question", ["환불 기간이 어떻게 되나요", "서버 모니터링 요금 알려 주세요"]
)
def test_a_question_of_its_own_stands_alone(question: str) -> None:
    assert with_context(question, EARLIER) == question


def test_without_history_a_follow_up_is_all_there_is() -> None:
    assert with_context("가격은요?", []) == "가격은요?"


def test_a_chain_of_follow_ups_reaches_back_to_what_it_is_about() -> None:
    history = [*EARLIER, Exchange(question="그럼 가격은요?", answer=None)]
    assert with_context("할인은요?", history) == (
        "FitCloud 스타터 요금제가 뭐예요 그럼 가격은요? 할인은요?"
    )


def test_it_reaches_back_three_turns_at_most() -> None:
    history = [Exchange(question=f"{number}은요?", answer=None) for number in range(6)]
    assert with_context("끝은요?", history) == "3은요? 4은요? 5은요? 끝은요?"

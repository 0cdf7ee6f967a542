import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.answer.ground import MOST_CHARACTERS, ground, supporting_quote
from ai.contract import Reason
from ai.errors import AbstainedError
from ai.model import Chunk, Passage


def passage(text: str, heading: str = "환불", page: int | None = None) -> Passage:
    chunk = Chunk(
        id="1", document="refund.md", title="안내", heading_path=(heading,), page=page, text=text
    )
    return Passage(chunk=chunk, score=0.9, dense=0.8, lexical=3.0)


REFUND = passage(
    "환불은 신청한 날부터 7일 안에 처리됩니다. 위약금은 300,000원입니다. 해지는 콘솔에서 합니다."
)
SLA = passage("가용률은 99.9%입니다.", heading="SLA", page=2)


def reason(draft: str) -> Reason:
    with pytest.raises(AbstainedError) as caught:
        ground(draft, [REFUND, SLA])
    return caught.value.reason


def test_a_supported_draft_is_an_answer_with_its_citation() -> None:
    grounded = ground("환불은 7일 안에 처리됩니다 [1].", [REFUND, SLA])
    assert grounded.text == "환불은 7일 안에 처리됩니다."
    (citation,) = grounded.citations
    assert citation.document == "refund.md"
    assert citation.heading == "안내 > 환불"
    assert citation.quote == "환불은 신청한 날부터 7일 안에 처리됩니다."
    assert citation.score == 0.9


def test_every_cited_passage_is_named_once_in_the_order_of_the_draft() -> None:
    grounded = ground("가용률은 99.9%입니다 [2]. 환불은 7일입니다 [1][2].", [REFUND, SLA])
    assert [citation.heading for citation in grounded.citations] == ["안내 > SLA", "안내 > 환불"]
    assert grounded.citations[0].page == 2


@pytest.mark.parametrize("draft", ["NO_ANSWER", "NO_ANSWER.", " NO_ANSWER [1]"])
def test_no_answer_is_not_in_the_documents(draft: str) -> None:
    assert reason(draft) is Reason.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    "draft",
    [
        "환불은 7일 안에 처리됩니다.",
        "환불은 7일 안에 처리됩니다 [3].",
        "환불은 7일 안에 처리됩니다 [0].",
        "환불은 5일 안에 처리됩니다 [1].",
        "가용률은 99.95%입니다 [2].",
        "가용률은 99.9%입니다 [1].",
        "위약금은 3만 원입니다 [1].",
        "[1]",
        "!!! [1]",
        "가" * (MOST_CHARACTERS + 1) + " [1]",
    ],
)
def test_what_the_cited_passages_do_not_hold_is_not_said(draft: str) -> None:
    assert reason(draft) is Reason.NOT_GROUNDED


def test_the_same_amount_in_another_spelling_is_supported() -> None:
    assert ground("위약금은 30만 원입니다 [1].", [REFUND]).text == "위약금은 30만 원입니다."


def test_numbers_in_headings_support_too() -> None:
    found = passage("첫 응답을 드립니다.", heading="1시간 응답")
    assert ground("1시간 안에 응답합니다 [1].", [found]).text


def test_markdown_and_line_ends_are_not_read_aloud() -> None:
    assert ground("**환불**은\n- 7일입니다 [1]", [REFUND]).text == "환불은 7일입니다."


def test_a_quote_widens_to_the_sentences_with_the_other_numbers() -> None:
    quote = supporting_quote("환불은 7일, 위약금은 300,000원입니다", REFUND.chunk.text)
    assert quote == "환불은 신청한 날부터 7일 안에 처리됩니다. 위약금은 300,000원입니다."


def test_a_row_is_quoted_whole() -> None:
    rows = "상품: 스타터, 월 요금: 99,000원\n상품: 비즈니스, 월 요금: 330,000원"
    quote = supporting_quote("비즈니스는 월 330,000원입니다", rows)
    assert quote == "상품: 비즈니스, 월 요금: 330,000원"


@given(st.text(max_size=60), st.text(min_size=1, max_size=400))
def test_a_quote_always_stands_word_for_word_in_the_passage(draft: str, text: str) -> None:
    assert supporting_quote(draft, text) in text


@pytest.mark.parametrize(
    "question",
    ["라이트 요금제 환불은 며칠", "GCP 환불은 며칠 걸려요", "미국 리전은 며칠 걸려요"],
)
def test_what_the_passages_do_not_speak_of_is_not_answered_from_them(question: str) -> None:
    with pytest.raises(AbstainedError) as caught:
        ground("환불은 7일 안에 처리됩니다 [1].", [REFUND], question=question)
    assert caught.value.reason is Reason.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    "question",
    ["환불은 며칠", "어느 요금제든 환불되나요", "가입한 상품 환불이요", "hello 환불은 며칠"],
)
def test_a_question_that_names_nothing_else_is_answered(question: str) -> None:
    assert ground("환불은 7일 안에 처리됩니다 [1].", [REFUND], question=question).text

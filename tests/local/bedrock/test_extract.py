from collections.abc import Generator

import pytest

from ai.answer.prompt import render
from ai.model import Chunk, Passage
from local.bedrock.extract import NO_ANSWER, ExtractiveAnswerer, read_passages
from local.bedrock.vectors import SentenceVectors, VectorCache, load_embedded_model
from local.bedrock.wire import Conversation, Message
from tests.local.bedrock.models import asked

FAQ = """<passage id="1" document="faq.html" heading="자주 묻는 질문 &gt; 결제">
질문: 환불은 며칠 걸리나요?
답변: 환불은 3영업일 안에 처리합니다. 카드사에 따라 더 걸릴 수 있습니다.
질문: 청구서는 언제 오나요?
답변: 청구서는 매월 5일에 메일로 보냅니다.
</passage>"""
PRICES = """<passage id="2" document="price-list.csv" heading="요금표">
상품: 스탠다드, 월 요금: 100,000원, 계정 수: 3개
상품: 비즈니스, 월 요금: 300,000원, 계정 수: 10개
</passage>"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Generator[ExtractiveAnswerer]:
    """With the embedded model, as the local cloud has it."""
    cache = VectorCache(tmp_path_factory.mktemp("vectors") / "own.sqlite")
    yield ExtractiveAnswerer(SentenceVectors(cache, load_embedded_model))
    cache.close()


def reply(answerer: ExtractiveAnswerer, conversation: Conversation) -> str:
    return answerer.chat(conversation).text


def test_the_answer_of_a_faq_pair_is_quoted_and_marked(answerer: ExtractiveAnswerer) -> None:
    said = reply(answerer, asked(f"{PRICES}\n{FAQ}", "환불은 며칠 걸려요"))
    assert said.startswith("환불은 3영업일 안에 처리합니다. [1]")
    assert "?" not in said


def test_the_right_row_of_a_table_is_quoted(answerer: ExtractiveAnswerer) -> None:
    said = reply(answerer, asked(f"{FAQ}\n{PRICES}", "비즈니스 상품 월 요금이 얼마예요"))
    assert said == "상품: 비즈니스, 월 요금: 300,000원, 계정 수: 10개 [2]"


def test_a_question_in_other_words_finds_its_sentence(answerer: ExtractiveAnswerer) -> None:
    said = reply(answerer, asked(f"{PRICES}\n{FAQ}", "환불 처리에 얼마나 걸려요"))
    assert said.startswith("환불은 3영업일 안에 처리합니다. [1]")


def test_it_declines_what_the_passages_do_not_hold(answerer: ExtractiveAnswerer) -> None:
    assert reply(answerer, asked(FAQ, "주차장은 건물 지하에 있나요")) == NO_ANSWER


def test_a_short_question_goes_with_the_one_before_it(answerer: ExtractiveAnswerer) -> None:
    earlier = ("비즈니스 상품은 계정 수가 몇 개예요", "계정 수는 10개입니다. [2]")
    alone = reply(answerer, asked(PRICES, "그럼 월 요금은요"))
    followed = reply(answerer, asked(PRICES, "그럼 월 요금은요", *earlier))
    assert followed == "상품: 비즈니스, 월 요금: 300,000원, 계정 수: 10개 [2]"
    assert alone != followed


def test_a_whole_question_stands_alone(answerer: ExtractiveAnswerer) -> None:
    earlier = ("비즈니스 상품은 계정 수가 몇 개예요", "10개입니다. [2]")
    question = "청구서는 매월 언제 메일로 보내 주나요"
    said = reply(answerer, asked(f"{PRICES}\n{FAQ}", question, *earlier))
    assert said.startswith("청구서는 매월 5일에 메일로 보냅니다. [1]")


@pytest.mark.parametrize("passages", ["", "nothing that is a passage"])
def test_without_passages_it_declines(answerer: ExtractiveAnswerer, passages: str) -> None:
    assert reply(answerer, asked(passages, "환불은 며칠 걸려요")) == NO_ANSWER


@pytest.mark.parametrize("question", ["", "  ", "?!", "저기요 혹시"])
def test_without_a_question_it_declines(answerer: ExtractiveAnswerer, question: str) -> None:
    assert reply(answerer, asked(FAQ, question)) == NO_ANSWER


def test_a_message_of_another_form_is_declined(answerer: ExtractiveAnswerer) -> None:
    hello = Conversation(
        model="amazon.nova-lite-v1:0", system="", messages=(Message(role="user", text="안녕"),)
    )
    assert reply(answerer, hello) == NO_ANSWER


def test_escaped_passages_are_quoted_as_they_were(answerer: ExtractiveAnswerer) -> None:
    passage = (
        '<passage id="1" document="a.md" heading="A &amp; B">\n'
        "청구서는 &lt;관리 &amp; 청구&gt; 메뉴에서 받습니다.\n</passage>"
    )
    said = reply(answerer, asked(passage, "청구서는 어느 메뉴에서 받나요"))
    assert said == "청구서는 <관리 & 청구> 메뉴에서 받습니다. [1]"


def test_the_request_that_the_assistant_writes_is_read() -> None:
    chunk = Chunk(
        id="c1",
        document='계약 "특약" & <부록>.md',
        title='계약 "특약" & <부록>',
        heading_path=('계약 "특약"', "제1조 <해지>"),
        page=3,
        text="해지는 30일 전에 알립니다.\n위약금은 <없음> & 무료입니다.",
    )
    request = render("해지하려면요", [Passage(chunk=chunk, score=1, dense=1, lexical=1)], ())
    units = read_passages(request.user)
    assert [unit.text for unit in units] == [
        "해지는 30일 전에 알립니다.",
        "위약금은 <없음> & 무료입니다.",
    ]
    assert {unit.context for unit in units} == {"제1조 <해지>"}
    assert {unit.passage for unit in units} == {1}


def test_only_sentences_of_one_paragraph_are_said_together(answerer: ExtractiveAnswerer) -> None:
    said = reply(answerer, asked(FAQ, "환불은 며칠 안에 처리하나요"))
    assert said == "환불은 3영업일 안에 처리합니다. [1] 카드사에 따라 더 걸릴 수 있습니다. [1]"


def test_an_answer_stays_short_enough_to_be_heard(answerer: ExtractiveAnswerer) -> None:
    sentences = " ".join(f"{number}급 장애는 {number}시간 안에 복구합니다." for number in range(40))
    said = reply(
        answerer,
        asked(f'<passage id="1">\n{sentences}\n</passage>', "7급 장애는 몇 시간 안에 복구하나요"),
    )
    assert "7급 장애는 7시간 안에 복구합니다. [1]" in said
    assert len(said) < 240


def test_the_same_request_gives_the_same_reply(answerer: ExtractiveAnswerer) -> None:
    request = asked(f"{FAQ}\n{PRICES}", "스탠다드 상품 월 요금이 얼마예요")
    assert reply(answerer, request) == reply(answerer, request)


def test_an_english_question_finds_its_sentence_by_meaning(answerer: ExtractiveAnswerer) -> None:
    """What it quotes is Korean; that the caller does not speak it is the assistant's to say."""
    said = reply(
        answerer, asked(f"{FAQ}\n<language>English</language>", "How long do refunds take?")
    )
    assert said != NO_ANSWER
    assert said.endswith("[1]")


def test_an_english_question_about_something_else_is_declined(
    answerer: ExtractiveAnswerer,
) -> None:
    said = reply(
        answerer, asked(f"{FAQ}\n<language>English</language>", "Who won the football game?")
    )
    assert said == NO_ANSWER

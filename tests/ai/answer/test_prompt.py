import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ai.answer.prompt import NO_ANSWER, instructions, render
from ai.model import Chunk, Exchange, Passage

PRINTABLE = st.text(st.characters(exclude_categories=("C",)), max_size=50)


def passage(text: str, document: str = "a.md", page: int | None = 2) -> Passage:
    chunk = Chunk(
        id="1", document=document, title="t", heading_path=("가", "나"), page=page, text=text
    )
    return Passage(chunk=chunk, score=1, dense=1, lexical=1)


def test_the_instructions_have_a_version_and_know_the_words_that_are_checked() -> None:
    assert re.fullmatch(r"2-[0-9a-f]{8}", instructions().version)
    assert not instructions().text.startswith("version")
    assert NO_ANSWER in instructions().text


def test_passages_are_numbered_with_their_place() -> None:
    user = render("환불?", [passage("하나"), passage("둘", page=None)], ()).user
    assert user == (
        "<passages>\n"
        '<passage id="1" document="a.md" heading="t &gt; 가 &gt; 나" page="2">\n하나\n</passage>\n'
        '<passage id="2" document="a.md" heading="t &gt; 가 &gt; 나">\n둘\n</passage>\n'
        "</passages>\n"
        "<question>환불?</question>"
    )


@given(PRINTABLE, PRINTABLE, PRINTABLE)
def test_nothing_in_a_passage_or_question_can_leave_its_element(
    text: str, question: str, name: str
) -> None:
    user = render(question, [passage(text, document=name)], ()).user
    root = ET.fromstring(f"<x>{user}</x>")  # noqa: S314
    assert [element.tag for element in root.iter()] == ["x", "passages", "passage", "question"]
    assert root[1].text == (question or None)


def test_only_answered_turns_are_shown_to_the_model() -> None:
    history = [Exchange(question="가", answer="나"), Exchange(question="다", answer=None)]
    assert render("라", [passage("글")], history).history == (history[0],)

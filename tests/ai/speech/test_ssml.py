from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from ai.speech.ssml import joined, to_ssml

ALLOWED = {"speak", "s"}
TEXTS = st.text(max_size=200) | st.text(
    alphabet=st.sampled_from(list("가나다. &<>'\"[]1*_`#|\n~:%,$")), max_size=200
)


def heard(ssml: str) -> str:
    return "".join(ET.fromstring(ssml).itertext())  # noqa: S314  our own output


def test_each_sentence_is_an_element_of_its_own() -> None:
    assert to_ssml("네. 환불은 7일입니다.") == "<speak><s>네.</s> <s>환불은 7일입니다.</s></speak>"


def test_a_whole_answer_is_read_as_people_say_it() -> None:
    text = "**FitCloud** 스타터는 월 99,000원이고 가용률은 99.9%입니다 [1]."
    assert heard(to_ssml(text, {"FitCloud": "핏클라우드"})) == (
        "핏클라우드 스타터는 월 구만 구천 원이고 가용률은 99.9퍼센트입니다."
    )


def test_markup_in_the_text_is_heard_and_not_obeyed() -> None:
    ssml = to_ssml('<break time="10s"/> A & B')
    assert {element.tag for element in ET.fromstring(ssml).iter()} <= ALLOWED  # noqa: S314
    assert "A & B" in heard(ssml)


def test_two_speeches_become_one() -> None:
    assert joined(to_ssml("하나."), to_ssml("둘.")) == "<speak><s>하나.</s> <s>둘.</s></speak>"
    assert joined(to_ssml(""), to_ssml("둘.")) == "<speak><s>둘.</s></speak>"


@given(TEXTS)
def test_ssml_is_well_formed_with_only_the_allowed_tags(text: str) -> None:
    ssml = to_ssml(text, {"가": "나", "A": "에이"})
    assert {element.tag for element in ET.fromstring(ssml).iter()} <= ALLOWED  # noqa: S314


@given(TEXTS, TEXTS)
def test_joined_ssml_is_well_formed(one: str, other: str) -> None:
    root = ET.fromstring(joined(to_ssml(one), to_ssml(other)))  # noqa: S314
    assert root.tag == "speak"

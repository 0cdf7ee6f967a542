from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.contract import LEX_TEXT_CHARACTERS, Language
from ai.speech.pages import (
    LAST_PAGE_SLACK,
    MOST_SSML_CHARACTERS,
    PAGE_CHARACTERS,
    spoken_pages,
)
from ai.speech.reading import spoken
from ai.speech.ssml import joined, to_ssml

ALLOWED = {"speak", "s"}
READINGS = {"가": "나", "A": "에이", "FitCloud": "핏클라우드", "R&D": "연구 <개발>"}
WRITTEN = r"""
AWS FitCloud S3 t3.medium 3.5 GB 1,250,000 원 개 시간 % 월 일 2026-11-21 09:00~18:00 은(는) 을 로 항
02-1234-5678 help@example.com https://a.kr/b [1] ** __ ` # | - * 1. ( ) < > & \ " ' “ ” … ~ · / = 제
&amp; <b> </b> <br> 10.0.0.1 v1.2 24x7 번 🙂 ① Ⅱ ₩ $ 만 억 . , ! ? : ; Zeplin
"""
PIECES = st.sampled_from([*WRITTEN.split(), "\n", "\n\n", "\t", "\u200b"])
TEXTS = (
    st.text(max_size=200)
    | st.text(alphabet=st.sampled_from(list("가나다. &<>'\"[]1*_`#|\n~:%,$")), max_size=200)
    | st.lists(PIECES, max_size=60).map("".join)
    | st.lists(PIECES, max_size=60).map(" ".join)
)


def heard(ssml: str) -> str:
    return "".join(ET.fromstring(ssml).itertext())  # noqa: S314  our own output


def tags(ssml: str) -> set[str]:
    return {element.tag for element in ET.fromstring(ssml).iter()}  # noqa: S314  our own output


def test_each_sentence_is_an_element_of_its_own() -> None:
    assert to_ssml("네. 환불은 7일입니다.") == (
        "<speak><s>네.</s> <s>환불은 칠 일입니다.</s></speak>"
    )


def test_a_whole_answer_is_read_as_people_say_it() -> None:
    text = "**FitCloud** 스타터는 월 99,000원이고 가용률은 99.9%입니다 [1]."
    assert heard(to_ssml(text, {"FitCloud": "핏클라우드"})) == (
        "핏클라우드 스타터는 월 구만 구천 원이고 가용률은 구십구 점 구 퍼센트입니다."
    )


def test_english_sentences_are_left_to_an_english_voice() -> None:
    text = "Our support hours are 09:00 to 18:00. Press 1 for an *engineer*."
    assert heard(to_ssml(text)) == (
        "Our support hours are 09:00 to 18:00. Press 1 for an engineer."
    )


def test_english_words_in_a_korean_sentence_are_read() -> None:
    assert (
        spoken("Auto Scaling을 on/off 할 수 있습니다") == "오토 스케일링을 온, 오프 할 수 있습니다"
    )


def test_markup_in_the_text_is_heard_and_not_obeyed() -> None:
    ssml = to_ssml('<break time="10s"/> A & B')
    assert tags(ssml) <= ALLOWED
    assert heard(ssml) == "에이 앤 비"


def test_markup_in_the_glossary_is_heard_and_not_obeyed() -> None:
    ssml = to_ssml("R&D 요금", {"R&D": "<break/> 연구 & 개발"})
    assert tags(ssml) <= ALLOWED
    assert heard(ssml) == "<break/> 연구 & 개발 요금"


def test_two_speeches_become_one() -> None:
    assert joined(to_ssml("하나."), to_ssml("둘.")) == "<speak><s>하나.</s> <s>둘.</s></speak>"
    assert joined(to_ssml(""), to_ssml("둘.")) == "<speak><s>둘.</s></speak>"


@given(TEXTS)
def test_ssml_is_well_formed_with_only_the_allowed_tags(text: str) -> None:
    assert tags(to_ssml(text, READINGS)) <= ALLOWED


@given(TEXTS)
def test_no_digit_and_no_sign_is_left_to_the_voice(text: str) -> None:
    left = {
        character
        for character in spoken(f"가 {text}")
        if character.isdecimal() or not (character.isalnum() or character in " .,!?'’\n")
    }
    assert not left


@given(TEXTS)
def test_what_is_spoken_is_spoken_the_same_again(text: str) -> None:
    text = f"{text} 가"
    once = spoken(text, READINGS)
    if once.isascii() or not any(character.isascii() and character.isalpha() for character in once):
        assert spoken(once).replace("\n", " ").replace(",", "") == once.replace("\n", " ").replace(
            ",", ""
        )


@given(st.lists(st.sampled_from(["가나", "AWS", "3", "S3", "요금", "Zeplin", "2026"]), min_size=1))
def test_words_and_numbers_are_never_swallowed(words: list[str]) -> None:
    assert len(spoken(" ".join(words)).split()) >= len(words)


@given(TEXTS, TEXTS)
def test_joined_ssml_is_well_formed(one: str, other: str) -> None:
    root = ET.fromstring(joined(to_ssml(one), to_ssml(other)))  # noqa: S314  our own output
    assert root.tag == "speak"


PATHOLOGICAL = r"""
* _ ` [ ]( < <!-- ( | - ~ 1 1, 1. 1- 1: 1/ 0 a a. a@ a- A A1 가 1만 https:// // 1~ v1. & &amp; … , .
은(는) +82 02- ☃ 제 |- ' = [1] \ http 10.0. 1x 1h (1 ①
"""
SPACED = ["1 ", " ", "\n", "\n\n", "<a ", "1만 ", ", ", "| a ", "- a\n", "1. a\n", "1월 ", "\u200b"]


@pytest.mark.parametrize("piece", [*PATHOLOGICAL.split(), *SPACED])
def test_no_repetition_keeps_the_reading_busy(piece: str) -> None:
    """Each would take minutes if an expression went back and forth; none has a time assert."""
    text = (piece * 5_000)[:5_000]
    assert tags(to_ssml(text, READINGS)) <= ALLOWED
    assert tags(to_ssml(f"{text}x", READINGS)) <= ALLOWED


def test_a_short_answer_is_one_page() -> None:
    assert spoken_pages("네. 3개입니다.") == (to_ssml("네. 3개입니다."),)


def test_nothing_to_say_is_no_page() -> None:
    assert spoken_pages(" \n** ") == ()


def test_a_long_answer_is_cut_where_a_sentence_ends() -> None:
    sentence = "FitCloud 스타터 요금제는 월 99,000원이고 계정을 3개까지 연결할 수 있습니다."
    pages = spoken_pages(" ".join([sentence] * 12))
    assert len(pages) > 1
    assert all(heard(page).endswith("있습니다.") for page in pages)
    assert sum(heard(page).count("있습니다.") for page in pages) == 12


def test_a_short_rest_is_no_page_of_its_own() -> None:
    sentence = "이 문장은 길이가 얼마 되지 않는 짧은 문장입니다."
    count = PAGE_CHARACTERS[Language.KOREAN] // len(sentence) + 1
    assert len(spoken_pages(" ".join([sentence] * count))) == 1


@given(st.lists(TEXTS, max_size=12).map(". ".join))
def test_pages_keep_every_word_and_both_bounds(text: str) -> None:
    pages = spoken_pages(text, READINGS)
    whole = heard(to_ssml(text, READINGS))
    assert "".join("".join(map(heard, pages)).split()) == "".join(whole.split())
    for page in pages:
        assert tags(page) <= ALLOWED
        assert len(page) <= MOST_SSML_CHARACTERS
        sentences = page.count("<s>")
        assert (
            sentences == 1 or len(heard(page)) <= PAGE_CHARACTERS[Language.KOREAN] * LAST_PAGE_SLACK
        )


def test_a_page_leaves_room_for_the_sentence_behind_it_in_a_lex_message() -> None:
    offer = to_ssml(
        "설명이 더 있습니다. 더 들으시겠어요? " + "계속 들으시려면 3번을 눌러 주세요. " * 3
    )
    assert MOST_SSML_CHARACTERS + len(offer) < LEX_TEXT_CHARACTERS


@given(st.text(alphabet="가나다 ,", min_size=900, max_size=1_500))
def test_a_sentence_beyond_any_bound_is_cut_between_words(text: str) -> None:
    assert all(len(page) <= MOST_SSML_CHARACTERS for page in spoken_pages(text))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.speech.hangul import Ending, ending
from ai.speech.marks import said, unmarked
from ai.speech.particles import agree, resolve_choices


def agreed(word: str, particle: str) -> str:
    return unmarked(agree(said(word) + particle))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("나무", Ending.VOWEL),
        ("달", Ending.RIEUL),
        ("원", Ending.CONSONANT),
        ("", None),
        ("A", None),
    ],
)
def test_the_end_of_a_syllable_is_told(word: str, expected: Ending | None) -> None:
    assert ending(word) is expected


@pytest.mark.parametrize("particle", ["은", "는"])
def test_both_forms_lead_to_the_right_one(particle: str) -> None:
    assert agreed("에스", particle) == "에스는"
    assert agreed("원", particle) == "원은"


@pytest.mark.parametrize(
    ("word", "written", "heard"),
    [
        ("달", "으로", "달로"),
        ("달", "로", "달로"),
        ("원", "로", "원으로"),
        ("원", "로는", "원으로는"),
        ("서버", "으로도", "서버로도"),
        ("원", "와의", "원과의"),
        ("서버", "이라는", "서버라는"),
        ("원", "라면", "원이라면"),
        ("원", "예요", "원이에요"),
        ("서버", "이에요", "서버예요"),
        ("원", "며", "원이며"),
        ("서버", "이며", "서버이며"),
        ("원", "나", "원이나"),
        ("서버", "아", "서버야"),
    ],
)
def test_particles_agree_with_the_last_sound(word: str, written: str, heard: str) -> None:
    assert agreed(word, written) == heard


@pytest.mark.parametrize(
    "following", ["에서", "까지", "이사회", "은행", "가입", "입니다", "만", "의"]
)
def test_what_is_no_particle_of_a_pair_stays(following: str) -> None:
    assert agreed("서버", following) == f"서버{following}"
    assert agreed("원", following) == f"원{following}"


def test_words_that_were_written_in_hangul_are_left_alone() -> None:
    assert agree("서버은 원를") == "서버은 원를"


@pytest.mark.parametrize(
    ("written", "resolved"),
    [
        ("서버은(는)", "서버는"),
        ("계정을(를)", "계정을"),
        ("계정(으)로", "계정으로"),
        ("서울(으)로", "서울로"),
        ("서버와(과)", "서버와"),
        ("계정이(가)", "계정이"),
        ("계정(이)나", "계정이나"),
        ("Terraform은(는)", "Terraform은"),
        ("Puppet을(를)", "Puppet를"),
        ("Excel(으)로", "Excel로"),
        ("“서버”은(는)", "“서버”는"),
    ],
)
def test_a_choice_of_forms_is_made_for_the_caller(written: str, resolved: str) -> None:
    assert resolve_choices(written) == resolved


@given(st.text(), st.text(alphabet="은는이가을를과와으로"))
def test_nothing_but_the_particle_changes(word: str, particle: str) -> None:
    before = unmarked(said(word) + particle)
    after = unmarked(agree(said(word) + particle))
    assert after.startswith(unmarked(said(word)))
    assert abs(len(after) - len(before)) <= 1

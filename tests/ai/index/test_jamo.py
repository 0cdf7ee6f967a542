import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index.jamo import NEAR, OTHER, compose, decompose, is_syllable, onset_classes, unlikeness

SYLLABLES = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(SYLLABLES)
def test_a_syllable_is_its_letters(syllable: str) -> None:
    assert compose(*decompose(syllable)) == syllable


@given(SYLLABLES, SYLLABLES)
def test_likeness_has_no_direction(one: str, other: str) -> None:
    assert unlikeness(one, other) == unlikeness(other, one)
    assert unlikeness(one, one) == 0


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("네", "내", 0, 0),  # Seoul speakers say both alike
        ("씨", "시", 0.01, 0.05),
        ("다", "타", 0.05, 0.2),
        ("티", "테", NEAR, NEAR),
        ("가", "나", OTHER, OTHER),
        ("가", "2", 2, 9),
    ],
)
def test_what_sounds_alike_is_near(one: str, other: str, least: float, most: float) -> None:
    assert least <= unlikeness(one, other) <= most


def test_only_whole_syllables_count_as_such() -> None:
    assert [is_syllable(character) for character in "가힣ㄱaA1"] == [True, True, *[False] * 4]


def test_consonants_of_one_kind_share_a_class() -> None:
    assert onset_classes("가까카") == onset_classes("카가까")
    assert onset_classes("가나") != onset_classes("나가")
    assert onset_classes("a1 ") == "a1 "

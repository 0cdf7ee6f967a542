import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.speech.counters import COUNTERS, Way, unit_at
from ai.speech.hangul_numbers import read_number
from ai.speech.native import native
from ai.speech.numbers import native_figure, sino_figure
from ai.speech.words import WORDS


@given(st.integers(min_value=1, max_value=999))
def test_native_counting_is_read_back(number: int) -> None:
    assert read_number(native(number)) == number


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "한"), (20, "스무"), (21, "스물한"), (99, "아흔아홉"), (101, "백한"), (120, "백이십")],
)
def test_numbers_before_a_native_counter(number: int, words: str) -> None:
    assert native(number) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("1,250,000", "백이십오만"),
        ("99.95", "구십구 점 구오"),
        ("0.5", "영 점 오"),
        ("1억 2,000만", "일억 이천만"),
        ("1만", "만"),
        ("1조", "일조"),
        ("007", "영영칠"),
        ("123456789012345678901", "일이삼사오육칠팔구영일이삼사오육칠팔구영일"),
    ],
)
def test_figures_in_sino_korean(figure: str, words: str) -> None:
    assert sino_figure(figure) == words


def test_decimals_and_myriads_are_sino_korean_before_any_counter() -> None:
    assert native_figure("1.5") == "일 점 오"
    assert native_figure("3만") == "삼만"
    assert native_figure("1,000") == "천"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("개월", "개월"),
        ("개인", "개"),
        (" GB", "GB"),
        ("GBs", None),
        ("시스템", None),
        ("일부터", "일"),
    ],
)
def test_the_longest_unit_that_stands_is_found(text: str, written: str | None) -> None:
    found = unit_at(text, 0)
    assert (found[0].written if found else None) == written


def test_the_table_of_counters_is_whole() -> None:
    assert {counter.way for counter in COUNTERS.values()} == set(Way)
    assert all(counter.spoken for counter in COUNTERS.values())


def test_the_table_of_words_is_said_in_hangul_alone() -> None:
    assert all(
        "가" <= letter <= "힣" or letter == " " for word in WORDS.values() for letter in word
    )

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from ai.speech.hangul_numbers import DAYS, read_digits, read_number, with_digits
from ai.speech.reading import spoken
from ai.speech.sino import sino


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("이십사", 24),
        ("스물네", 24),
        ("스물 네", 24),
        ("하나", 1),
        ("열두", 12),
        ("스무", 20),
        ("아흔아홉", 99),
        ("백스물네", 124),
        ("백한", 101),
        ("천이백오십만", 12_500_000),
        ("일억 이천만", 120_000_000),
        ("일억 이천", 120_000_000),
        ("1억 2천만", 120_000_000),
        ("125만", 1_250_000),
        ("1,250만", 12_500_000),
        ("3천", 3_000),
        ("24", 24),
        ("만 오천", 15_000),
        ("이천이십육", 2_026),
        ("영", 0),
    ],
)
def test_number_words_are_read(words: str, number: int) -> None:
    assert read_number(words) == number


@pytest.mark.parametrize("words", ["", "사과", "시간", "공일공", "일이", "십십", "만억", "백 원"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert read_number(words) is None


@given(st.integers(min_value=0, max_value=10**16 - 1))
def test_sino_words_are_read_back(number: int) -> None:
    words = sino(number)
    said_without_myriad = number >= 10**8 and 0 < number % 10**8 < 10**4
    if not said_without_myriad:
        assert read_number(words) == number


@pytest.mark.parametrize(
    ("words", "digits"), [("공일공", "010"), ("공 일 공", "010"), ("사공사", "404"), ("십", None)]
)
def test_digits_named_one_by_one_are_read(words: str, digits: str | None) -> None:
    assert read_digits(words) == digits


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("이십사 시간 안에 되나요", "24시간 안에 되나요"),
        ("스물네 시간이에요", "24시간이에요"),
        ("삼 개월", "3개월"),
        ("백이십오만 원", "1250000원"),
        ("만 원이에요", "10000원이에요"),
        ("세 시 삼십 분", "3시 30분"),
        ("구십구 점 구 퍼센트", "99.9퍼센트"),
        ("이천이십육년", "2026년"),
        ("칠 일 동안", "7일 동안"),
        ("스무 개", "20개"),
        ("오십 기가", "50기가"),
    ],
)
def test_number_words_before_a_counter_get_digits(spoken: str, written: str) -> None:
    assert with_digits(spoken) == written


@given(
    st.integers(min_value=1, max_value=99_999),
    st.sampled_from(["시간", "개월", "원", "퍼센트", "영업일", "건", "개", "년"]),
)
def test_what_speech_says_of_an_amount_is_read_back(number: int, unit: str) -> None:
    assume(unit != "원" or number >= 10)  # "이 원" may mean "this won"
    assert with_digits(spoken(f"{number}{unit}")) == f"{number}{unit}"


@pytest.mark.parametrize(
    "text",
    [
        *("이 시간에", "이 일은", "말한 시간", "한 번 더", "오늘 일 때문에", "이 주소로"),
        *(
            "한 개발자가",
            "만일 안 되면",
            "만일 시간이",
            "사원 등록",
            "이천 시청",
            "사이 시간",
            "오대양",
        ),
        *("이사회", "천일염", "구주 지역", "육회", "사회 분야", "삼일절", "이만 가 볼게요"),
    ],
)
def test_look_alikes_keep_their_words(text: str) -> None:
    assert with_digits(text) == text


def test_days_with_a_word_of_their_own_count_up() -> None:
    assert [DAYS[word] for word in ("하루", "이틀", "사흘", "열흘", "보름")] == [1, 2, 3, 10, 15]

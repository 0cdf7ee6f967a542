import pytest

from ai.speech.money import read_money
from ai.speech.plain import plain, without_marks
from ai.speech.terms import read_terms
from ai.speech.times import read_times
from ai.speech.units import read_units


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("월 99,000원입니다", "월 구만 구천 원입니다"),
        ("1,250,000원", "백이십오만 원"),
        ("₩30,000", "삼만 원"),
        ("$1,000", "천 달러"),
        ("1,234.5달러", "천이백삼십사 점 오 달러"),
        ("30만 원", "30만 원"),
        ("1,000건까지", "천 건까지"),
        ("(10,000)", "(만)"),
        ("100원", "100원"),
        ("1,2,3번", "1,2,3번"),
        ("12,34원", "12,34원"),
    ],
)
def test_money_and_grouped_numbers(written: str, spoken: str) -> None:
    assert read_money(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("99.9%", "99.9퍼센트"),
        ("3.5 GB입니다", "3.5기가바이트입니다"),
        ("10TB", "10테라바이트"),
        ("200ms", "200밀리초"),
        ("GB 단위", "GB 단위"),
        ("5GBs", "5GBs"),
    ],
)
def test_units_behind_a_number(written: str, spoken: str) -> None:
    assert read_units(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("09:00~18:00", "9시에서 18시"),
        ("오전 9시 ~ 오후 6시", "오전 9시에서 오후 6시"),
        ("18:30까지", "18시 30분까지"),
        ("3~5일", "3에서 5일"),
        ("16:9:2", "16:9:2"),
        ("~사용", "~사용"),
    ],
)
def test_times_and_ranges(written: str, spoken: str) -> None:
    assert read_times(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("FitCloud는", "핏클라우드는"),
        ("fitcloud 요금", "핏클라우드 요금"),
        ("MyFitCloud", "MyFitCloud"),
        ("AWS S3", "에이더블유에스 S3"),
    ],
)
def test_terms_are_read_as_the_team_says_them(written: str, spoken: str) -> None:
    readings = {"FitCloud": "핏클라우드", "AWS": "에이더블유에스"}
    assert read_terms(written, readings) == spoken


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("**굵게** 말하고 *기울여* 말하고 `코드`", "굵게 말하고 기울여 말하고 코드"),
        ("# 제목\n- 하나\n- 둘", "제목\n하나\n둘"),
        ("[여기](https://example.com)를 보세요", "여기를 보세요"),
        ("환불됩니다 [1][2].", "환불됩니다."),
        ("2*3*4", "2*3*4"),
        ("a_b_c 파일", "a_b_c 파일"),
        ("| 가 | 나 |", "가, 나"),
        ("---\n글", "글"),
        ("null\x00 글\x0b", "null 글"),
        ("```\n코드\n```", "코드"),
    ],
)
def test_what_only_eyes_want_is_removed(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_marks_go_with_the_space_before_them() -> None:
    assert without_marks("됩니다. [1] 네 [12].") == "됩니다. 네."

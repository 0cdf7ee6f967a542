import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index.spoken import sino_value, with_figures, without_fillers


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("저기요 요금이 얼마예요", "요금이 얼마예요"),
        ("그니까 음 요금이 얼마예요", "요금이 얼마예요"),
        ("어… 요금이요", "요금이요"),
        ("네, 여보세요? 해지하려고요", "해지하려고요"),
        ("요금이 음 얼마예요", "요금이 얼마예요"),
        ("저기요그니까요금이얼마예요", "요금이얼마예요"),
        # words that begin like a filler stay
        ("어떻게 해지해요", "어떻게 해지해요"),
        ("아이디를 잊었어요", "아이디를 잊었어요"),
        ("네이버로 가입했어요", "네이버로 가입했어요"),
        ("음성 안내가 안 나와요", "음성 안내가 안 나와요"),
        ("혹시나 해서요", "혹시나 해서요"),
        # nothing else was said
        ("저기요", "저기요"),
        ("", ""),
    ],
)
def test_what_is_said_around_a_question_is_left_out(said: str, asked: str) -> None:
    assert without_fillers(said) == asked


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("이십사 시간 안에", "24시간 안에"),
        ("이십사시간 응대", "24시간 응대"),
        ("십이 개월 약정", "12개월 약정"),
        ("구십구 퍼센트", "99퍼센트"),
        ("삼백만 원 넘으면", "300만 원 넘으면"),
        ("만이천 원이에요", "1만2000원이에요"),
        ("세 시에 전화해요", "3시에 전화해요"),
        ("두 시간 걸려요", "2시간 걸려요"),
        ("열두 시까지", "12시까지"),
        ("스물네 시간", "24시간"),
        # these are words
        ("이 시간에도 되나요", "이 시간에도 되나요"),
        ("이 분이 담당인가요", "이 분이 담당인가요"),
        ("한 번 더 말해 주세요", "한 번 더 말해 주세요"),
        ("사원 번호", "사원 번호"),
        ("오대산", "오대산"),
        ("이일이 언제예요", "이일이 언제예요"),
        ("일이 많아요", "일이 많아요"),
        ("구월이 오면", "9월이 오면"),
    ],
)
def test_counted_numbers_are_written_in_figures(said: str, written: str) -> None:
    assert with_figures(said) == written


@pytest.mark.parametrize(
    ("said", "value"),
    [("이십사", 24), ("백", 100), ("천구백", 1900), ("이만삼천", 23000), ("삼육오", None)],
)
def test_a_number_in_words_has_a_value(said: str, value: int | None) -> None:
    assert sino_value(said) == value


@given(st.text(max_size=60))
def test_a_question_is_never_emptied(text: str) -> None:
    assert any(map(str.isalnum, without_fillers(text))) == any(map(str.isalnum, text))

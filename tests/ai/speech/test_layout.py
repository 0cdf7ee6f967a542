import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.speech.layout import as_prose


@pytest.mark.parametrize(
    ("written", "prose"),
    [
        ("# 요금 안내\n월 99,000원입니다.", "요금 안내.\n월 99,000원입니다."),
        ("- 계정 3개\n- 사용자 5명", "계정 3개, 사용자 5명."),
        ("- 계정을 연결합니다\n- 비용을 봅니다", "계정을 연결합니다. 비용을 봅니다."),
        ("- 하나 [1]\n- 둘 [2]", "하나, [1] 둘. [2]"),
        ("1. 연다\n2. 닫는다", "첫째, 연다.\n둘째, 닫는다."),
        ("1) 연다\n2) 닫는다.", "첫째, 연다.\n둘째, 닫는다."),
        ("3. 연다\n4. 닫는다", "3. 연다.\n4. 닫는다."),
        ("(02) 1234-5678", "(02) 1234-5678"),
        ("2026. 11. 21.", "2026. 11. 21."),
        ("| 가 | 나 |", "가, 나"),
        ("| 이름 | 값 |\n|---|---|\n| 크기 | 3개 |", "크기는 값 3개입니다."),
        ("| 이름 | 값 | 뜻 |\n|:--|--:|---|\n| 요금 | - | |", "요금은 값 없음."),
        ("상품: 스타터, 월 요금: 99,000원", "상품은 스타터, 월 요금은 99,000원입니다."),
        ("시점(RPO): 60분, 요금: 없음 [1]", "시점(RPO)은 60분, 요금은 없음. [1]"),
        ("비용: 5,000원", "비용: 5,000원"),
        ("주소: https://a.kr, 끝", "주소: https://a.kr, 끝"),
    ],
)
def test_lists_and_tables_become_sentences(written: str, prose: str) -> None:
    assert as_prose(written) == prose


@given(st.lists(st.text(alphabet="가나다 .,", max_size=30)).map("\n".join))
def test_text_without_layout_comes_back_as_it_is(text: str) -> None:
    assert as_prose(text) == text


@given(st.text(alphabet=st.sampled_from(list("가나1. -|#*:()[]\n")), max_size=120))
def test_every_word_is_still_there(text: str) -> None:
    assert {letter for letter in text if letter in "가나"} <= set(as_prose(text))

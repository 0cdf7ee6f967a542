import pytest
from hypothesis import given
from hypothesis import strategies as st

from local.bedrock.units import split_units, terms, words


def test_running_text_is_cut_between_sentences() -> None:
    units = split_units(
        2, "환불", "환불은 3영업일 걸립니다. 수수료는 없습니다!\n문의는 메일로 받습니다."
    )
    assert [unit.text for unit in units] == [
        "환불은 3영업일 걸립니다.",
        "수수료는 없습니다!",
        "문의는 메일로 받습니다.",
    ]
    assert [unit.paragraph for unit in units] == [0, 0, 1]
    assert {unit.passage for unit in units} == {2}


def test_a_figure_with_a_point_is_no_end_of_a_sentence() -> None:
    [unit] = split_units(1, "", "월 가용성은 99.9%를 보장합니다.")
    assert unit.text == "월 가용성은 99.9%를 보장합니다."


def test_a_question_becomes_the_context_of_its_answer() -> None:
    text = "질문: 환불은 며칠 걸리나요?\n답변: 3영업일 안에 처리합니다."
    [unit] = split_units(1, "자주 묻는 질문 > 결제", text)
    assert unit.text == "3영업일 안에 처리합니다."
    assert unit.context == "결제 환불은 며칠 걸리나요?"
    assert terms("환불") <= unit.terms


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "2) ", "  - ", "A: ", "답변. "])
def test_marks_of_lists_and_labels_are_not_spoken(mark: str) -> None:
    assert [unit.text for unit in split_units(1, "", f"{mark}무료입니다.")] == ["무료입니다."]


def test_a_table_row_is_one_unit() -> None:
    row = "상품: 비즈니스, 월 요금: 300,000원, 계정 수: 10개"
    assert [unit.text for unit in split_units(1, "요금", row)] == [row]


def test_empty_lines_make_no_unit() -> None:
    assert split_units(1, "제목", "\n\n   \n") == []


def test_the_innermost_heading_is_the_context_and_all_headings_count_as_terms() -> None:
    [unit] = split_units(1, "FitCloud SLA > 서비스 크레딧", "월 요금의 10%를 돌려드립니다.")
    assert unit.context == "서비스 크레딧"
    assert unit.in_context == "서비스 크레딧\n월 요금의 10%를 돌려드립니다."
    assert {"fitcloud", "sla", "서비", "크레"} <= unit.terms


def test_terms_do_not_depend_on_spaces_or_case() -> None:
    assert terms("비용 절감 AWS") == terms("비용절감 aws")


def test_words_of_asking_are_no_terms() -> None:
    assert terms("저기요 혹시 환불이 되나요") == terms("환불이")
    assert words("환불은 언제 되나요") == ["환불은"]


def test_single_letters_are_no_words() -> None:
    assert words("S 등급 은 몇 개") == ["등급"]


@given(st.text(max_size=300))
def test_units_are_parts_of_their_text(text: str) -> None:
    for unit in split_units(1, "", text):
        assert unit.text
        assert unit.text in text

import pytest

from ai.ingest.readers import comma_separated


def read(text: str) -> list[str]:
    return comma_separated.read(text.encode()).blocks[0].text.splitlines()


def test_each_row_makes_sense_alone() -> None:
    assert read("상품,월 요금\n스타터,99000\n비즈니스,330000\n") == [
        "상품: 스타터, 월 요금: 99000",
        "상품: 비즈니스, 월 요금: 330000",
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_separators_are_recognised(delimiter: str) -> None:
    assert read(f"상품{delimiter}요금\n가{delimiter}1\n") == ["상품: 가, 요금: 1"]


def test_quoted_cells_may_hold_commas_and_line_ends() -> None:
    assert read('상품,설명\n가,"둘, 셋\n넷"\n') == ["상품: 가, 설명: 둘, 셋 넷"]


def test_empty_cells_are_left_out_and_extra_cells_kept() -> None:
    assert read("상품,요금\n가,,추가\n,,\n") == ["상품: 가, 추가"]


def test_a_file_with_a_header_only_is_a_line() -> None:
    assert read("상품,요금\n") == ["상품, 요금"]

from dataclasses import replace

import pytest

from ai.errors import DocumentError
from ai.ingest.readers import tables
from ai.ingest.readers.tables import Cell, labelled_rows, laid_out


def grid(*lines: str) -> list[Cell]:
    """Cells from lines such as "가 | 나"."""
    return [
        Cell(text=text.strip(), row=row, column=column)
        for row, line in enumerate(lines)
        for column, text in enumerate(line.split("|"))
    ]


def test_each_row_makes_sense_alone() -> None:
    table = laid_out(grid("상품 | 요금", "가 | 1", "나 | 2"))
    assert table.rows == ("상품: 가, 요금: 1", "상품: 나, 요금: 2")
    assert table.captions == ()


def test_a_header_over_two_columns_is_read_with_the_one_below_it() -> None:
    cells = [
        Cell(text="구분", row=0, column=0, rows=2),
        Cell(text="요금", row=0, column=1, columns=2),
        Cell(text="월", row=1, column=1),
        Cell(text="연", row=1, column=2),
        *(replace(cell, row=cell.row + 2) for cell in grid("가 | 1 | 12")),
    ]
    assert laid_out(cells).rows == ("구분: 가, 요금 월: 1, 요금 연: 12",)


def test_a_cell_over_two_rows_counts_in_both_and_one_over_two_columns_once() -> None:
    cells = [
        *grid("구분 | 월 | 연"),
        Cell(text="가", row=1, column=0, rows=2),
        Cell(text="무료", row=1, column=1, columns=2),
        Cell(text="1", row=2, column=1),
        Cell(text="2", row=2, column=2),
    ]
    assert laid_out(cells).rows == ("구분: 가, 월: 무료", "구분: 가, 월: 1, 연: 2")


def test_a_line_across_the_whole_table_is_its_caption() -> None:
    title = Cell(text="2026년 요금", row=0, column=0, columns=2)
    cells = [title, *(replace(cell, row=cell.row + 1) for cell in grid("상품 | 요금", "가 | 1"))]
    table = laid_out(cells)
    assert table.captions == ("2026년 요금",)
    assert table.rows == ("상품: 가, 요금: 1",)


def test_an_empty_corner_is_no_caption() -> None:
    assert laid_out(grid(" | 스타터", "설명 | 작은 팀")).rows == ("설명, 스타터: 작은 팀",)


def test_rows_that_are_led_by_their_headers_are_read_so() -> None:
    cells = [replace(cell, head=cell.column == 0) for cell in grid("요금 | 1만 원", "기간 | 1년")]
    assert laid_out(cells).rows == ("요금: 1만 원", "기간: 1년")


def test_a_list_of_names_and_values_has_no_header() -> None:
    assert laid_out(grid("요금 | 99,000원", "기간 | 1년", "해지 | 언제나")).rows == (
        "요금: 99,000원",
        "기간: 1년",
        "해지: 언제나",
    )


@pytest.mark.parametrize("period", ["2026", "2026년", "1분기", "3월", "2026년 상반기"])
def test_a_period_is_the_name_of_a_column(period: str) -> None:
    assert laid_out(grid(f"구분 | {period}", "요금 | 1만 원")).rows == (
        f"구분: 요금, {period}: 1만 원",
    )


def test_marked_headers_are_believed() -> None:
    cells = [replace(cell, head=cell.row == 0) for cell in grid("2026 | 2027", "1 | 2")]
    assert laid_out(cells).rows == ("2026: 1, 2027: 2",)


def test_a_header_without_rows_is_a_line() -> None:
    assert laid_out(grid("상품 | 요금")).rows == ("상품, 요금",)
    assert labelled_rows([["상품", "요금"]]) == ["상품, 요금"]


def test_a_table_without_words_is_empty() -> None:
    assert laid_out(grid(" | ", " | ")).rows == ()
    assert labelled_rows([["", " "]]) == []


def test_spans_are_counted_against_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_CELLS", 100)
    storm = [Cell(text="가", row=0, column=n, rows=60) for n in range(3)]
    last = Cell(text="끝", row=59, column=9)
    with pytest.raises(DocumentError, match="more than 100 places"):
        laid_out([*grid("가 | 나"), *(replace(cell, row=1) for cell in storm), last])

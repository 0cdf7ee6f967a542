from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ai.ingest.readers import sheets
from ai.ingest.readers.outline import Content
from ai.model import BlockKind
from tests.ai.ingest.readers.office_files import rows, saved, workbook


def read(data: bytes) -> Content:
    return sheets.read(data)


def test_a_sheet_is_a_heading_and_its_title_one_below() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (["2026년 요금표"], ["상품", "요금"], ["가", 99_000], ["나", 330_000]):
            sheet.append(line)
        sheet["B3"].number_format = '#,##0"원"'

    (block,) = read(workbook(fill)).blocks
    assert block.heading_path == ("요금", "2026년 요금표")
    assert block.kind is BlockKind.ROWS
    assert block.text == "상품: 가, 요금: 99,000원\n상품: 나, 요금: 330000"


def test_a_name_that_excel_gave_is_no_heading() -> None:
    (block,) = read(workbook(lambda sheet: sheet.append(["글입니다."]), name="Sheet1")).blocks
    assert block.heading_path == ()


def test_of_several_sheets_each_is_named() -> None:
    book = Workbook()
    book.create_sheet("둘")["A1"] = "둘째입니다."
    book["Sheet"]["A1"] = "첫째입니다."
    paths = [block.heading_path for block in read(saved(book)).blocks]
    assert paths == [("Sheet",), ("둘",)]


def test_tables_apart_are_tables_apart() -> None:
    blocks = read(rows(("상품", "요금"), ("가", 1), (), ("이름", "전화"), ("김", "없음"))).blocks
    assert [block.text for block in blocks] == ["상품: 가, 요금: 1", "이름: 김, 전화: 없음"]


def test_a_gap_within_a_table_does_not_take_its_header_away() -> None:
    (block,) = read(rows(("상품", "요금"), ("가", 1), (), ("나", 2))).blocks
    assert block.text == "상품: 가, 요금: 1\n상품: 나, 요금: 2"


def test_a_table_need_not_begin_in_the_corner() -> None:
    (block,) = read(rows((), (None, None, "상품", "요금"), (None, None, "가", 1))).blocks
    assert block.text == "상품: 가, 요금: 1"


def test_notes_below_a_table_are_text() -> None:
    blocks = read(rows(("상품", "요금"), ("가", 1), (), ("부가세는 별도입니다.",))).blocks
    assert [block.kind for block in blocks] == [BlockKind.ROWS, BlockKind.PARAGRAPH]

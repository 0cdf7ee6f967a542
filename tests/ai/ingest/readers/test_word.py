import docx

from ai.ingest.readers import word
from ai.model import BlockKind
from tests.ai.ingest.readers.office_files import repacked, saved
from tests.ai.ingest.readers.office_files import word as office_word


def test_headings_lists_and_tables_come_in_their_order() -> None:
    document = docx.Document()
    document.add_heading("온보딩", 0)
    document.add_heading("일정", 1)
    document.add_paragraph("사흘이 걸립니다.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [cell for row in table.rows for cell in row.cells],
        ["단계", "기간", "등록", "10분"],
        strict=True,
    ):
        cell.text = text
    document.add_heading("준비물", 1)
    document.add_paragraph("관리자 권한", style="List Bullet")
    document.add_paragraph("사업자등록증", style="List Number")
    content = word.read(saved(document))
    assert content.title == "온보딩"
    assert [(block.kind, block.heading_path, block.text) for block in content.blocks] == [
        (BlockKind.PARAGRAPH, ("온보딩", "일정"), "사흘이 걸립니다."),
        (BlockKind.ROWS, ("온보딩", "일정"), "단계: 등록, 기간: 10분"),
        (BlockKind.ITEMS, ("온보딩", "준비물"), "관리자 권한\n사업자등록증"),
    ]


def test_a_cell_merged_across_columns_counts_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ["가", "나", "다"], strict=True):
        cell.text = text
    merged = table.cell(1, 0).merge(table.cell(1, 1))
    merged.text = "함께"
    table.cell(1, 2).text = "따로"
    assert word.read(saved(document)).blocks[0].text == "가: 함께, 다: 따로"


def test_words_in_content_controls_are_read_but_for_the_table_of_contents() -> None:
    def control(text: str, gallery: str) -> str:
        return (
            f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="{gallery}"/></w:docPartObj>'
            f"</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )

    def change(name: str, content: bytes) -> bytes:
        added = control("차례", "Table of Contents") + control("표지 글", "Cover Pages")
        found = name == "word/document.xml"
        return content.replace(b"<w:body>", b"<w:body>" + added.encode()) if found else content

    blocks = word.read(repacked(office_word("본문"), change)).blocks
    assert [block.text for block in blocks] == ["표지 글", "본문"]


def test_a_cell_merged_across_rows_counts_in_each() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    for number, text in enumerate(["상품", "요금", "가", "1", "", "2"]):
        table.cell(number // 2, number % 2).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    assert word.read(saved(document)).blocks[0].text == "상품: 가, 요금: 1\n상품: 가, 요금: 2"


def with_properties(data: bytes, properties: str, styles: str = "") -> bytes:
    """The document with these properties in its first paragraph, and with further styles."""

    def change(name: str, content: bytes) -> bytes:
        if name == "word/styles.xml":
            return content.replace(b"</w:styles>", f"{styles}</w:styles>".encode())
        if name == "word/document.xml":
            return content.replace(b"<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>".encode(), 1)
        return content

    return repacked(data, change)


def test_a_style_of_the_teams_own_is_a_heading_by_its_outline_level() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="우리 장"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    )
    made = office_word("대상", "모든 고객입니다.")
    (block,) = word.read(with_properties(made, '<w:pStyle w:val="own"/>', style)).blocks
    assert block.heading_path == ("대상",)


def test_a_paragraph_with_a_bullet_of_its_own_is_an_item() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    blocks = word.read(with_properties(office_word("하나", "본문입니다."), number)).blocks
    assert [block.kind for block in blocks] == [BlockKind.ITEMS, BlockKind.PARAGRAPH]

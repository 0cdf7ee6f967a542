from typing import Any

from pptx import Presentation
from pptx.util import Inches

from ai.ingest.readers import slides
from ai.model import BlockKind
from tests.ai.ingest.readers.office_files import saved, slide_table
from tests.ai.ingest.readers.office_files import slides as presentation


def test_titles_are_headings_and_pages_are_slides() -> None:
    content = slides.read(presentation(("소개", "안녕하세요."), ("요금", "스타터\n프로")))
    assert content.title == "소개"
    assert [(b.page, b.kind, b.heading_path, b.text) for b in content.blocks] == [
        (1, BlockKind.PARAGRAPH, ("소개",), "안녕하세요."),
        (2, BlockKind.ITEMS, ("요금",), "스타터\n프로"),
    ]


def test_a_slide_of_a_title_only_is_not_lost() -> None:
    blocks = slides.read(presentation(("요금", ""), ("끝", "감사합니다."))).blocks
    assert [block.text for block in blocks] == ["요금", "감사합니다."]


def test_rows_of_a_table_carry_their_header() -> None:
    (block,) = slides.read(slide_table([["상품", "요금"], ["가", "1"]])).blocks
    assert (block.kind, block.text) == (BlockKind.ROWS, "상품: 가, 요금: 1")


def test_text_boxes_and_groups_are_read_and_slide_numbers_are_not() -> None:
    made: Any = Presentation()
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "제목"
    group = slide.shapes.add_group_shape()
    for holder, text in ((slide.shapes, "상자입니다."), (group.shapes, "묶음입니다.")):
        box = holder.add_textbox(Inches(1), Inches(1), Inches(2), Inches(1))
        box.text_frame.text = text
    texts = [block.text for block in slides.read(saved(made)).blocks]
    assert sorted(texts) == ["묶음입니다.", "상자입니다."]

"""What .hwp and .hwpx become: the same."""

from collections.abc import Callable

import pytest

from ai.ingest.readers import hwp, hwpx
from ai.ingest.readers.outline import Content
from ai.model import BlockKind
from tests.ai.ingest.readers import hwpx_files as x
from tests.ai.ingest.readers.hwp_files import (
    BULLET,
    OUTLINE,
    PLAIN,
    Paragraph,
    extended,
    shape,
    table,
)
from tests.ai.ingest.readers.hwp_files import hwp as hwp_file

PRICES = [((0, 0, 1, 1), "상품"), ((0, 1, 1, 1), "요금"), ((1, 0, 1, 1), "가"), ((1, 1, 1, 1), "1")]


Read = Callable[..., Content]


def in_hwp(*lines: tuple[str, int, int]) -> Content:
    """Lines with the number of their style and of their shape."""
    paragraphs = [Paragraph(text, style=style, shape=look) for text, style, look in lines]
    shapes = [shape(PLAIN), shape(OUTLINE, 1), shape(BULLET)]
    return hwp.read(hwp_file(*paragraphs, shapes=shapes))


def in_hwpx(*lines: tuple[str, int, int]) -> Content:
    return hwpx.read(x.hwpx(*(x.p(text, style=style, shape=look) for text, style, look in lines)))


BOTH = pytest.mark.parametrize("read", [in_hwp, in_hwpx], ids=["hwp", "hwpx"])


def shown(content: Content) -> list[tuple[BlockKind, tuple[str, ...], str]]:
    return [(block.kind, block.heading_path, block.text) for block in content.blocks]


LINES = (
    ("환불 규정", 0, 0),
    ("대상", 1, 0),
    ("모든 고객입니다.", 0, 0),
    ("예외", 0, 1),
    ("행사 상품", 0, 2),
    ("무료 상품", 0, 2),
    ("절차", 1, 0),
    ("콘솔에서 신청합니다.", 0, 0),
)


@BOTH
def test_outline_styles_and_shapes_are_headings_and_bullets_are_lists(read: Read) -> None:
    content = read(*LINES)
    assert content.title == "환불 규정"
    assert shown(content) == [
        (BlockKind.PARAGRAPH, ("환불 규정", "대상"), "모든 고객입니다."),
        (BlockKind.ITEMS, ("환불 규정", "대상", "예외"), "행사 상품\n무료 상품"),
        (BlockKind.PARAGRAPH, ("환불 규정", "절차"), "콘솔에서 신청합니다."),
    ]


@BOTH
def test_without_styles_lines_that_look_like_headings_are(read: Read) -> None:
    lines = (
        "환불 규정", "제1조(목적)", "이 규정은 환불을 정합니다.", "□ 신청 방법", "콘솔에서 합니다.",
        "○ 카드", "○ 이체",
    )  # fmt: skip
    assert shown(read(*((line, 0, 0) for line in lines))) == [
        (BlockKind.PARAGRAPH, ("환불 규정", "제1조(목적)"), "이 규정은 환불을 정합니다."),
        (BlockKind.PARAGRAPH, ("환불 규정", "신청 방법"), "콘솔에서 합니다."),
        (BlockKind.ITEMS, ("환불 규정", "신청 방법"), "카드\n이체"),
    ]


@BOTH
def test_a_text_that_begins_with_a_sentence_has_no_title(read: Read) -> None:
    content = read(("첫 문장입니다.", 0, 0), ("짧은 줄", 0, 0))
    assert content.title == ""
    assert [text for _, _, text in shown(content)] == ["첫 문장입니다.", "짧은 줄"]


def test_tables_stand_where_their_paragraph_stands() -> None:
    anchor = Paragraph(extended(11, "tbl "), controls=(table(PRICES),))
    from_hwp = hwp.read(hwp_file(Paragraph("앞입니다."), anchor, Paragraph("뒤입니다.")))
    from_hwpx = hwpx.read(x.hwpx(x.p("앞입니다."), x.p("", inner=x.tbl(PRICES)), x.p("뒤입니다.")))
    for content in (from_hwp, from_hwpx):
        assert [text for _, _, text in shown(content)] == [
            "앞입니다.",
            "상품: 가, 요금: 1",
            "뒤입니다.",
        ]

from ai.ingest.readers import text
from ai.model import BlockKind

TEXT = """해지 및 환불 규정

이 규정은 모든 고객에게 적용됩니다.

1. 해지

매월 20일까지 신청합니다.
말일에 해지됩니다.

[상담 시간]

평일 9시부터입니다.

- 전화
- 메일

제3조(환불)

환불은 7일 안에 합니다.
"""


def test_the_first_short_line_is_the_title() -> None:
    assert text.read(TEXT.encode()).title == "해지 및 환불 규정"


def test_numbered_bracketed_and_legal_lines_are_headings() -> None:
    blocks = text.read(TEXT.encode()).blocks
    assert [(block.heading_path[1:], block.kind, block.text) for block in blocks] == [
        ((), BlockKind.PARAGRAPH, "이 규정은 모든 고객에게 적용됩니다."),
        (("1. 해지",), BlockKind.PARAGRAPH, "매월 20일까지 신청합니다.\n말일에 해지됩니다."),
        (("상담 시간",), BlockKind.PARAGRAPH, "평일 9시부터입니다."),
        (("상담 시간",), BlockKind.ITEMS, "전화\n메일"),
        (("상담 시간", "제3조(환불)"), BlockKind.PARAGRAPH, "환불은 7일 안에 합니다."),
    ]


def test_a_first_paragraph_that_is_a_sentence_is_no_title() -> None:
    content = text.read("첫 문장입니다.\n\n둘째 문장입니다.".encode())
    assert content.title == ""
    assert [block.text for block in content.blocks] == ["첫 문장입니다.", "둘째 문장입니다."]


def test_a_file_of_one_line_is_its_text() -> None:
    assert [block.text for block in text.read("하나뿐".encode()).blocks] == ["하나뿐"]


def test_a_numbered_list_is_not_taken_for_headings() -> None:
    content = text.read("제목\n\n1. 신청\n2. 심사\n3. 지급\n".encode())
    assert [block.text for block in content.blocks] == ["1. 신청\n2. 심사\n3. 지급"]

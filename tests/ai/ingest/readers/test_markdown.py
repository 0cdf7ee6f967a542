from ai.ingest.readers import markdown
from ai.model import BlockKind

TEXT = """---
title: "요금 안내"
product: FitCloud
---

# 요금

**스타터**는 월 [99,000원](https://example.com)입니다.
둘째 줄입니다.

| 요금제 | 월 요금 |
|---|---|
| 스타터 | 99,000원 |
| `프로` | 330,000원 |

## 할인

- 비영리 20%
  - 증빙 필요
- 연간 10%

1. 신청
2. 심사

### 빈 제목

## Q&A

Q. 환불되나요?

A. 네, 됩니다.

> 인용도 글입니다.

```bash
aws s3 ls
```

<div>상자 안의 글</div>
"""


def test_the_title_is_front_matters() -> None:
    assert markdown.read(TEXT.encode()).title == "요금 안내"


def test_without_front_matter_the_title_is_the_first_heading() -> None:
    assert markdown.read("앞글\n\n# 첫 제목\n\n본문".encode()).title == "첫 제목"


def test_text_comes_without_markup_under_its_headings() -> None:
    blocks = markdown.read(TEXT.encode()).blocks
    assert blocks[0].text == "스타터는 월 99,000원입니다.\n둘째 줄입니다."
    assert blocks[0].heading_path == ("요금",)


def test_rows_carry_their_header_and_lists_their_items() -> None:
    blocks = markdown.read(TEXT.encode()).blocks
    rows = next(block for block in blocks if block.kind is BlockKind.ROWS)
    assert rows.text == "요금제: 스타터, 월 요금: 99,000원\n요금제: 프로, 월 요금: 330,000원"
    items = [block.text for block in blocks if block.kind is BlockKind.ITEMS]
    assert items == ["비영리 20%\n증빙 필요\n연간 10%", "신청\n심사"]


def test_a_heading_without_text_is_not_lost() -> None:
    blocks = markdown.read(TEXT.encode()).blocks
    bare = next(block for block in blocks if block.text == "빈 제목")
    assert bare.heading_path == ("요금", "할인", "빈 제목")


def test_a_question_is_marked_so_that_its_answer_stays_with_it() -> None:
    blocks = markdown.read(TEXT.encode()).blocks
    assert [block.text for block in blocks if block.kind is BlockKind.QUESTION] == [
        "Q. 환불되나요?"
    ]


def test_quotes_code_and_html_are_text_too() -> None:
    texts = [block.text for block in markdown.read(TEXT.encode()).blocks]
    assert "인용도 글입니다." in texts
    assert "aws s3 ls" in texts
    assert "상자 안의 글" in texts

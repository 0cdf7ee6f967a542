from datetime import date

import pytest

from ai.errors import DocumentError
from ai.ingest.readers import markdown, text, web_page
from ai.ingest.readers.front_matter import split_front
from ai.model import Labels

FRONT = """---
title: "요금: 안내"
product: FitCloud   # 제품
language: ko-KR
valid_from: 2026-01-01
valid_until: 2026. 12. 31.
tags:
  - title: 다른 것
---
본문
"""
LABELS = Labels(
    product="FitCloud",
    language="ko",
    valid_from=date(2026, 1, 1),
    valid_until=date(2026, 12, 31),
)


def test_labels_are_read_and_the_text_is_what_follows() -> None:
    front = split_front(FRONT)
    assert (front.title, front.labels, front.text) == ("요금: 안내", LABELS, "본문\n")


def test_korean_keys_are_as_good() -> None:
    keys = "제목: 요금\n제품: FitCloud\n언어: 한국어\n시작일: 2026년 1월 1일\n종료일: 2026/12/31"
    front = split_front(f"---\n{keys}\n---\n")
    assert (front.title, front.labels) == ("요금", LABELS)


def test_text_and_markdown_say_the_same() -> None:
    assert text.read(FRONT.encode()).labels == markdown.read(FRONT.encode()).labels == LABELS


def test_html_says_it_in_meta_elements() -> None:
    metas = '<meta name="product" content="FitCloud"><meta name="valid-from" content="2026-01-01">'
    labels = web_page.read(f"<html><head>{metas}</head><p>글</p>".encode()).labels
    assert labels == Labels(product="FitCloud", valid_from=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("valid_from: 2026-13-01", "line 3: valid_from: '2026-13-01' is a day that does not exist"),
        ("valid_until: soon", "line 3: valid_until: 'soon' is no date; write it like 2026-01-31"),
        ("language: Korean!", "line 3: language: 'Korean!' is no language code"),
    ],
)
def test_what_can_not_be_read_is_named_with_its_line(line: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        split_front(f"---\ntitle: 이름\n{line}\n---\n")


@pytest.mark.parametrize("text", ["", "본문", "---\n\n본문", "# 제목\n---\na: b\n---\n"])
def test_text_without_front_matter_is_left_as_it_is(text: str) -> None:
    assert split_front(text).text == text
    assert split_front(text).labels == Labels()

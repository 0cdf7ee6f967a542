import pytest

from ai.errors import DocumentError, DocumentFault
from ai.ingest.readers import pdf as reader
from ai.model import BlockKind
from tests.ai.fakes.pdf import lines, pdf


def test_larger_type_is_a_heading_and_the_first_is_the_title() -> None:
    data = pdf(
        [
            [
                (60, 800, 19, "서비스 협약"),
                (60, 770, 14, "1. 대상"),
                *lines("이 협약은 모든 고객에게 적용됩니다.", top=750),
                (60, 700, 14, "2. 가용률"),
                *lines("가용률은 99.9%입니다.", top=680),
            ]
        ]
    )
    content = reader.read(data)
    assert content.title == "서비스 협약"
    assert [(block.heading_path, block.text) for block in content.blocks] == [
        (("서비스 협약", "1. 대상"), "이 협약은 모든 고객에게 적용됩니다."),
        (("서비스 협약", "2. 가용률"), "가용률은 99.9%입니다."),
    ]


def test_lines_of_one_sentence_are_joined_and_sentences_are_kept_apart() -> None:
    content = reader.read(pdf([lines("환불은 신청한 날부터", "7일 안에 합니다.", "끝입니다.")]))
    assert [block.text for block in content.blocks] == [
        "환불은 신청한 날부터 7일 안에 합니다.",
        "끝입니다.",
    ]


def test_a_block_knows_its_page_and_page_numbers_are_left_out() -> None:
    content = reader.read(pdf([lines("첫 쪽입니다.", "1 / 2"), lines("둘째 쪽입니다.", "- 2 -")]))
    assert [(block.page, block.text) for block in content.blocks] == [
        (1, "첫 쪽입니다."),
        (2, "둘째 쪽입니다."),
    ]


def test_rows_of_a_table_carry_their_header() -> None:
    data = pdf(
        [
            [
                *lines("요금은 다음과 같습니다.", top=800),
                (60, 760, 10, "요금제"), (200, 760, 10, "월 요금"), (350, 760, 10, "설명"),
                (60, 740, 10, "스타터"), (200, 740, 10, "99,000원"), (350, 740, 10, "작은 팀의"),
                (350, 728, 10, "요금제"),
                (60, 710, 10, "비즈니스"), (200, 710, 10, "330,000원"), (350, 710, 10, "큰 팀"),
                *lines("부가세는 별도입니다.", top=680),
            ]
        ]
    )  # fmt: skip
    blocks = reader.read(data).blocks
    assert [block.kind for block in blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.ROWS,
        BlockKind.PARAGRAPH,
    ]
    assert blocks[1].text.splitlines() == [
        "요금제: 스타터, 월 요금: 99,000원, 설명: 작은 팀의 요금제",
        "요금제: 비즈니스, 월 요금: 330,000원, 설명: 큰 팀",
    ]


def test_numbered_lines_are_headings_when_the_type_does_not_differ() -> None:
    content = reader.read(pdf([lines("1. 환불", "환불은 됩니다.", "2. 해지", "해지도 됩니다.")]))
    assert [block.heading_path for block in content.blocks] == [("1. 환불",), ("2. 해지",)]


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Microsoft Word - 환불 규정.docx", "환불 규정"),
        ("제목 없음", ""),
        ("PowerPoint 프레젠테이션", ""),
    ],
)
def test_a_title_that_a_program_made_up_is_none(stated: str, title: str) -> None:
    assert reader.read(pdf([lines("본문입니다.")], title=stated)).title == title


def test_the_title_of_the_properties_wins() -> None:
    assert reader.read(pdf([lines("본문입니다.")], title="이름")).title == "이름"


def test_lines_that_run_along_most_pages_are_left_out() -> None:
    def page(number: int) -> list[tuple[float, float, float, str]]:
        text = [f"{number}번 글입니다.", "둘째입니다.", f"{number}번 끝입니다."]
        return lines("회사 내부용", f"규정 - {number + 1} / 5", *text, "가나다 주식회사")

    texts = [block.text for block in reader.read(pdf([page(n) for n in range(1, 5)])).blocks]
    assert texts == [
        text
        for number in range(1, 5)
        for text in (f"{number}번 글입니다.", "둘째입니다.", f"{number}번 끝입니다.")
    ]


def test_numbered_titles_of_pages_are_not_taken_for_running_lines() -> None:
    pages = [[(60, 800, 20, f"상품 {n}"), *lines(f"{n}번.", f"{n}원.", top=770)] for n in range(5)]
    paths = [block.heading_path for block in reader.read(pdf(pages)).blocks]
    assert paths == [(f"상품 {n}",) for n in range(5) for _ in range(2)]


def test_a_table_that_goes_over_pages_keeps_its_header_and_says_it_once() -> None:
    def page(number: int) -> list[tuple[float, float, float, str]]:
        rows = [("요금제", "요금"), (f"가{number}", f"{number}원"), (f"나{number}", f"{number}0원")]
        return [
            (x, 800 - 20 * row, 10, text)
            for row, cells in enumerate(rows)
            for x, text in zip((60, 200), cells, strict=True)
        ]

    (block,) = reader.read(pdf([page(1), page(2), page(3)])).blocks
    assert block.text.splitlines() == [
        f"요금제: {name}{number}, 요금: {number}{tail}원"
        for number in (1, 2, 3)
        for name, tail in (("가", ""), ("나", "0"))
    ]


def test_fonts_that_name_no_letters_are_no_text() -> None:
    with pytest.raises(DocumentError, match="fonts do not say") as caught:
        reader.read(pdf([lines("\ue000\ue001\ue002\ue003 글")]))
    assert caught.value.reason is DocumentFault.NO_TEXT


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"hello", DocumentFault.MISNAMED),
        (b"%PDF-1.7\nbroken", DocumentFault.CORRUPT),
        (pdf([[]]), DocumentFault.NO_TEXT),
        (pdf([lines("비밀입니다.")], password="secret"), DocumentFault.ENCRYPTED),
    ],
)
def test_what_can_not_be_read_is_refused_by_name(data: bytes, fault: DocumentFault) -> None:
    with pytest.raises(DocumentError) as caught:
        reader.read(data)
    assert caught.value.reason is fault


def test_a_pdf_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MOST_PAGES", 1)
    with pytest.raises(DocumentError, match="2 pages, at most 1"):
        reader.read(pdf([lines("가."), lines("나.")]))

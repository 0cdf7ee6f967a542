from hypothesis import given
from hypothesis import strategies as st

from ai.ingest.chunk import (
    LONGEST,
    LONGEST_LINE,
    PASSAGE_MARK,
    TARGET,
    chunk_document,
    embedded_text,
)
from ai.model import Block, BlockKind, Chunk, Document

WORDS = st.text(alphabet="가나다라마 바사.?! 1", min_size=1, max_size=300)
BLOCKS = st.lists(
    st.builds(
        Block,
        text=WORDS.map(lambda text: "\n".join(text.split("."))).filter(str.strip) | WORDS,
        kind=st.sampled_from(BlockKind),
        heading_path=st.sampled_from([(), ("가",), ("가", "나")]),
        page=st.none() | st.integers(1, 3),
    ),
    max_size=12,
)
SENTENCE = "환불은 신청하신 날부터 칠 영업일 안에 처리해 드립니다."


def document(*blocks: Block, name: str = "a.md") -> Document:
    return Document(name=name, version="1", title="안내", blocks=blocks)


def bare(text: str) -> str:
    return "".join(text.split())


@given(BLOCKS)
def test_no_text_is_lost_and_its_order_is_kept(blocks: list[Block]) -> None:
    numbered = [  # every line differs, so that nothing counts as a repetition
        Block(
            text=f"{number}번\n{block.text}",
            kind=block.kind,
            heading_path=(*block.heading_path, str(number)),
            page=block.page,
        )
        for number, block in enumerate(blocks)
    ]
    chunks = chunk_document(document(*numbered))
    by_heading = dict[tuple[str, ...], str]()
    for chunk in chunks:
        by_heading[chunk.heading_path] = by_heading.get(chunk.heading_path, "") + chunk.text
    for block in numbered:
        assert bare(block.text) in bare(by_heading[block.heading_path])


@given(BLOCKS)
def test_running_text_never_outgrows_a_spoken_answer(blocks: list[Block]) -> None:
    for chunk in chunk_document(document(*blocks)):
        longest_line = max(len(line) for line in chunk.text.splitlines())
        assert len(chunk.text) <= max(LONGEST, longest_line) + TARGET


@given(BLOCKS)
def test_identifiers_come_from_content_and_do_not_repeat(blocks: list[Block]) -> None:
    chunks = chunk_document(document(*blocks))
    assert chunks == chunk_document(document(*blocks))
    assert len({chunk.id for chunk in chunks}) == len(chunks)


def test_the_same_text_in_another_document_is_another_chunk() -> None:
    block = Block(text=SENTENCE)
    one, other = (chunk_document(document(block, name=name))[0].id for name in ("a.md", "b.md"))
    assert one != other


def test_sections_are_not_mixed() -> None:
    chunks = chunk_document(
        document(
            Block(text="하나입니다.", heading_path=("가",)),
            Block(text="둘입니다.", heading_path=("나",)),
        )
    )
    assert [(chunk.heading_path, chunk.text) for chunk in chunks] == [
        (("가",), "하나입니다."),
        (("나",), "둘입니다."),
    ]


def test_long_text_is_cut_between_sentences() -> None:
    chunks = chunk_document(document(Block(text=" ".join([SENTENCE] * 40))))
    assert len(chunks) > 1
    assert all(chunk.text.endswith("드립니다.") for chunk in chunks)


def test_a_row_is_never_cut() -> None:
    rows = [f"상품: 상품{number}, 설명: {'아주 긴 설명. ' * 30}".strip() for number in range(5)]
    chunks = chunk_document(document(Block(text="\n".join(rows), kind=BlockKind.ROWS)))
    lines = [line for chunk in chunks for line in chunk.text.splitlines()]
    assert lines == rows


def test_a_row_too_long_for_any_model_is_cut_and_each_part_says_what_it_is_of() -> None:
    row = "상품: 스타터, 설명: " + "아주 긴 설명입니다. " * 200
    chunks = chunk_document(document(Block(text=row.strip(), kind=BlockKind.ROWS)))
    assert len(chunks) > 1
    assert all(chunk.text.startswith("상품: 스타터, ") for chunk in chunks)
    assert all(len(chunk.text) <= LONGEST_LINE for chunk in chunks)


def test_an_item_too_long_for_any_model_is_cut_and_nothing_of_it_is_lost() -> None:
    item = " ".join(f"{number}번째 말," for number in range(300))
    chunks = chunk_document(document(Block(text=item, kind=BlockKind.ITEMS)))
    assert len(chunks) > 1
    assert bare("".join(chunk.text for chunk in chunks)) == bare(item)


def test_text_without_any_end_is_cut_in_time_that_grows_with_it() -> None:
    text = "".join(f"{number}번째" for number in range(150_000))
    chunks = chunk_document(document(Block(text=text)))
    assert sum(len(bare(chunk.text)) for chunk in chunks) == len(text)


def test_a_question_begins_a_chunk_and_keeps_its_answer() -> None:
    filler = " ".join([SENTENCE] * 5)
    chunks = chunk_document(
        document(
            Block(text=filler),
            Block(text="Q. 환불되나요?", kind=BlockKind.QUESTION),
            Block(text=f"A. {filler} {filler}"),
            Block(text="Q. 해지는요?", kind=BlockKind.QUESTION),
            Block(text="A. 됩니다."),
        )
    )
    asked = [chunk.text for chunk in chunks if chunk.text.startswith("Q.")]
    assert asked[0].startswith("Q. 환불되나요?\nA. 환불은")
    assert asked[1] == "Q. 해지는요?\nA. 됩니다."


def test_a_crumb_joins_the_chunk_before_it() -> None:
    chunks = chunk_document(document(Block(text=" ".join([SENTENCE] * 12)), Block(text="끝.")))
    assert chunks[-1].text.endswith("끝.")
    assert len(chunks[-1].text) > 80


def test_a_repeated_footer_is_kept_once() -> None:
    footers = [Block(text="문의: 고객센터", heading_path=("안내",), page=1)] * 2
    between = Block(text="본문입니다.", heading_path=("본문",), page=1)
    chunks = chunk_document(document(footers[0], between, footers[1]))
    assert [chunk.text for chunk in chunks] == ["문의: 고객센터", "본문입니다."]


def test_a_chunk_is_on_the_page_where_it_begins() -> None:
    chunks = chunk_document(
        document(Block(text="앞입니다.", page=2), Block(text="뒤입니다.", page=3))
    )
    assert [chunk.page for chunk in chunks] == [2]


def test_what_is_embedded_is_one_line_that_shows_its_place() -> None:
    chunk = Chunk(
        id="1",
        document="a.md",
        title="안내",
        heading_path=("환불", "기간"),
        page=None,
        text="칠 일.\n끝.",
    )
    assert embedded_text(chunk) == f"{PASSAGE_MARK}안내 > 환불 > 기간】 칠 일. 끝."


def test_a_title_that_is_the_first_heading_is_not_said_twice() -> None:
    chunk = Chunk(
        id="1", document="a.md", title="안내", heading_path=("안내", "기간"), page=None, text="글"
    )
    assert embedded_text(chunk) == f"{PASSAGE_MARK}안내 > 기간】 글"

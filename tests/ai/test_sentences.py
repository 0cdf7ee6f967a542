import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.sentences import sentence_spans, sentences

TEXTS = st.text(alphabet=st.sampled_from(list("가나다요. !?\n1 9[]“”A")), max_size=80)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("네. 됩니다.", ["네.", "됩니다."]),
        ("1시간 안에 답합니다. 더 궁금하세요?", ["1시간 안에 답합니다.", "더 궁금하세요?"]),
        ("가용률은 99.9% 이상입니다. 끝.", ["가용률은 99.9% 이상입니다.", "끝."]),
        ("띄어쓰기가 없습니다.그래도 나눕니다.", ["띄어쓰기가 없습니다.", "그래도 나눕니다."]),
        ("1. 개요는 이렇습니다.", ["1. 개요는 이렇습니다."]),
        ("가. 범위를 정합니다. 나. 예외", ["가. 범위를 정합니다.", "나. 예외"]),
        ("첫 줄\n둘째 줄", ["첫 줄", "둘째 줄"]),
        ("환불됩니다. [1] 7일입니다. [2][3]", ["환불됩니다. [1]", "7일입니다. [2][3]"]),
        ('"됩니다." 라고 했습니다.', ['"됩니다."', "라고 했습니다."]),
        ("api.example.com에 있습니다.", ["api.example.com에 있습니다."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(TEXTS)
def test_nothing_but_space_is_lost_between_sentences(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(TEXTS)
def test_spans_are_in_order_and_never_blank(text: str) -> None:
    end = 0
    for start, stop in sentence_spans(text):
        assert end <= start < stop
        assert text[start:stop] == text[start:stop].strip()
        end = stop

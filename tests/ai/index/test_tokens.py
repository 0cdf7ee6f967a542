import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.index.tokens import tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("환불 규정", ["환불", "불규", "규정"]),
        ("환불규정", ["환불", "불규", "규정"]),
        ("EC2 요금", ["ec2", "요금"]),
        ("3.5GB", ["3.5", "gb"]),
        ("1,250,000원", ["1250000", "원"]),
        ("가용률 99.9%", ["가용", "용률", "99.9"]),
        ("ＡＷＳ", ["aws"]),
        ("", []),
        ("!?~", []),
    ],
)
def test_hangul_is_cut_in_pairs_and_other_words_stay_whole(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text(alphabet="가나다라 ", max_size=30))
def test_where_a_recogniser_puts_spaces_does_not_matter(text: str) -> None:
    assert tokens(text) == tokens(text.replace(" ", ""))

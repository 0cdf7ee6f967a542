from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai.answer.quantities import quantities

CASES: list[tuple[str, list[tuple[str, int | str]]]] = [
    ("월 99,000원", [("won", 99_000)]),
    ("1백만원", [("won", 1_000_000)]),
    ("3천5백만 원", [("won", 35_000_000)]),
    ("1억 2,000만 원", [("won", 120_000_000)]),
    ("$1,200", [("dollar", 1_200)]),
    ("99.9%", [("percent", "99.9")]),
    ("하루", [("seconds", 86_400)]),
    ("7~10일", [("seconds", 604_800), ("seconds", 864_000)]),
    ("1시간 30분", [("seconds", 3_600), ("seconds", 1_800), ("seconds", 5_400)]),
    ("반년", [("months", 6)]),
    ("영업일 기준 5일", [("business days", 5)]),
    ("2026년 7월 1일", [("date", 20_260_701)]),
    ("2026-07-01", [("date", 20_260_701)]),
    ("7월", [("date", 700)]),
    ("오후 6시 반", [("clock", 1_110)]),
    ("09:00~18:00", [("clock", 540), ("clock", 1_080)]),
    ("밤 12시", [("clock", 0)]),
    ("3.5GB", [("GB", "3.5")]),
    ("열 명", [("people", 10)]),
    ("24/7", [("number", 24), ("number", 7)]),
    ("EC2와 t3.large", []),
    ("한 번 더, 이 시간, 만일", []),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_quantities_are_read_in_any_spelling(text: str, found: list[tuple[str, int | str]]) -> None:
    read = [(one.kind, one.value) for one in quantities(text)]
    assert read == [(kind, Decimal(value)) for kind, value in found]


@pytest.mark.parametrize(
    ("text", "bound"),
    [("10개 이상", ">="), ("최소 10개", ">="), ("10개 초과", ">"), ("최대 10개", "<="),
     ("10일 이내", "<="), ("10개 미만", "<"), ("10개", ""), ("9시", "half"), ("오전 9시", "")],
)  # fmt: skip
def test_bounds_are_told(text: str, bound: str) -> None:
    assert [one.bound for one in quantities(text)] == [bound]


@given(
    st.text(
        alphabet=st.sampled_from(list("0123456789.,~-: 만억천원%일시간분월년오전후")), max_size=40
    )
)
def test_any_text_can_be_read(text: str) -> None:
    assert all(one.value >= 0 for one in quantities(text))

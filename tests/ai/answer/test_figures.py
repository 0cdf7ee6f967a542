from decimal import Decimal

import pytest

from ai.answer.figures import figures

CASES: list[tuple[str, set[int | Decimal]]] = [
    ("월 300,000원", {300_000}),
    ("30만 원", {300_000}),
    ("30만원", {300_000}),
    ("1억 2,000만 원", {120_000_000}),
    ("99.90%", {Decimal("99.9")}),
    ("24시간 365일", {24, 365}),
    ("2026년 7월 1일", {2026, 7, 1}),
    ("3.5GB와 1,000건", {Decimal("3.5"), 1_000}),
    ("3천 원", {3_000}),
    ("5만", {50_000}),
    ("3만큼 늘면", {3}),
    ("09:00~18:00", {9, 0, 18}),
    ("EC2와 S3", {2, 3}),
    ("없음", set()),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_figures_are_found_in_any_spelling(text: str, values: set[int | Decimal]) -> None:
    assert figures(text) == {Decimal(value) for value in values}

import pytest

from flows.language import Operator
from flows.simulator.conditions import holds


@pytest.mark.parametrize(
    ("operator", "value", "operand", "met"),
    [
        ("Equals", "1", "1", True),
        ("Equals", "Green", "green", False),
        ("Equals", "", "", True),
        ("TextStartsWith", "서울시", "서울", True),
        ("TextStartsWith", "서울시", "시", False),
        ("TextEndsWith", "서울시", "시", True),
        ("TextContains", "서울시", "울", True),
        ("TextContains", "서울시", "부", False),
        ("NumberGreaterThan", "3", "2", True),
        ("NumberGreaterThan", "10", "9", True),
        ("NumberGreaterThan", "2", "2", False),
        ("NumberGreaterOrEqualTo", "2", "2.0", True),
        ("NumberLessThan", "-1", "0", True),
        ("NumberLessOrEqualTo", "2", "2", True),
        ("NumberGreaterThan", "three", "2", False),
        ("NumberLessThan", "1", "two", False),
        ("NumberLessThan", "", "2", False),
        ("KeyExists", "", "x", True),
    ],
)
def test_an_operator_means_what_the_language_says(
    operator: str, value: str, operand: str, met: bool
) -> None:
    assert holds(operator, value, operand) is met


@pytest.mark.parametrize("operator", list(Operator))
def test_a_missing_value_meets_nothing(operator: str) -> None:
    assert holds(operator, None, "") is False


def test_an_invented_operator_is_no_operator() -> None:
    with pytest.raises(KeyError):
        holds("NumericLessThan", "1", "2")

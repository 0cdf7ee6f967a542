import pytest

from flows.explore.values import DIGITS, PHONE, Fact, meets, witness


def facts(*given: tuple[str, str, bool]) -> frozenset[Fact]:
    return frozenset(Fact(*fact) for fact in given)


@pytest.mark.parametrize(
    "given",
    [
        [],
        [("Equals", "gold", True)],
        [("Equals", "other", False), ("Equals", "0", False), ("Equals", "", False)],
        [("NumberGreaterThan", "5", True), ("NumberLessThan", "5.5", True)],
        [("TextStartsWith", "a", True), ("TextEndsWith", "z", True), ("TextContains", "m", True)],
        [("TextStartsWith", "+8210", True), ("Equals", "+8210", False)],
        [("NumberLessOrEqualTo", "60", False), ("NumberGreaterThan", "600", False)],
        [(DIGITS, "2", True), ("Equals", "1", False), ("NumberGreaterThan", "40", True)],
        [(PHONE, "", True)],
    ],
)
def test_a_text_is_found_for_facts_that_can_all_be_true(given: list[tuple[str, str, bool]]) -> None:
    wanted = facts(*given)
    text = witness(wanted)
    assert text is not None
    assert all(meets(fact.operator, text, fact.operand) is fact.met for fact in wanted)


@pytest.mark.parametrize(
    "given",
    [
        [("Equals", "a", True), ("Equals", "b", True)],
        [("Equals", "a", True), ("Equals", "a", False)],
        [("NumberGreaterThan", "5", True), ("NumberLessThan", "5", True)],
        [(DIGITS, "2", True), ("Equals", "Timeout", True)],
        [(DIGITS, "2", True), ("Equals", "123", True)],
    ],
)
def test_none_is_found_for_facts_that_exclude_each_other(
    given: list[tuple[str, str, bool]],
) -> None:
    assert witness(facts(*given)) is None

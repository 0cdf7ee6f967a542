import pytest

from flows.explore.values import DIGITS, PHONE, Fact, essential, meets, witness


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


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([("NumberGreaterOrEqualTo", "2", True), ("NumberGreaterOrEqualTo", "4", True)], [1]),
        ([("NumberGreaterOrEqualTo", "2", False), ("NumberGreaterOrEqualTo", "4", False)], [0]),
        ([("NumberLessThan", "2", True), ("NumberLessThan", "4", True)], [0]),
        ([("NumberLessThan", "2", False), ("NumberLessThan", "4", False)], [1]),
        ([("NumberGreaterThan", "2", True), ("NumberGreaterOrEqualTo", "4", True)], [0, 1]),
        ([("NumberGreaterThan", "2", True), ("NumberGreaterThan", "4", False)], [0, 1]),
        ([("Equals", "a", False), ("Equals", "b", False)], [0, 1]),
        ([("TextContains", "2", True), ("TextContains", "4", True)], [0, 1]),
        ([("Equals", "7", True), ("NumberGreaterThan", "2", True)], [0]),
    ],
)
def test_facts_that_follow_from_others_are_left_out(
    given: list[tuple[str, str, bool]], kept: list[int]
) -> None:
    assert essential(facts(*given)) == facts(*(given[index] for index in kept))


@pytest.mark.parametrize("text", ["1", "2", "3", "4", "5", "", "none", "-1"])
@pytest.mark.parametrize("met", [True, False])
@pytest.mark.parametrize(
    "operator",
    ["NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan", "NumberLessOrEqualTo"],
)
def test_what_is_left_out_holds_for_every_text_for_which_the_rest_holds(
    operator: str, met: bool, text: str
) -> None:
    every = facts((operator, "2", met), (operator, "4", met))

    def true_of(some: frozenset[Fact]) -> bool:
        return all(meets(fact.operator, text, fact.operand) is fact.met for fact in some)

    assert true_of(essential(every)) == true_of(every)

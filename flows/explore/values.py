"""What is known of a value while a flow is explored: its text, that it is missing, or facts."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from flows.language import Operator
from flows.simulator.conditions import holds

Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Unknown:
    """A text that somebody outside the flow decides."""

    number: int


Value: TypeAlias = str | Unknown | None


class Fact(NamedTuple):
    """Whether a value meets a condition. The operator `DIGITS` says how many keys it can be."""

    operator: str
    operand: str
    met: bool


Facts: TypeAlias = frozenset[Fact]

DIGITS: Final = "(digits)"
PHONE: Final = "(phone number)"
_OPERATORS: Final = frozenset(Operator.__members__[name].value for name in Operator.__members__)
_UPWARD: Final = frozenset({Operator.NUMBER_GREATER_THAN, Operator.NUMBER_GREATER_OR_EQUAL_TO})
_DOWNWARD: Final = frozenset({Operator.NUMBER_LESS_THAN, Operator.NUMBER_LESS_OR_EQUAL_TO})
NO_FACTS: Final[Facts] = frozenset()
_ORDINARY: Final = (
    "other",
    "0",
    "1",
    "987654",
    "",
    "x",
    "5550100",
    "-1",
    "+821098765432",
    "+8227654321",
)


def is_number(text: str) -> bool:
    """Whether conditions on numbers can be met by it."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def meets(operator: str, value: str, operand: str) -> bool:
    """As in a call, and for what a value can be at all."""
    if operator == DIGITS:
        return value.isdigit() and len(value) <= int(operand)
    if operator == PHONE:
        return value.startswith("+") and value[1:].isdigit()
    return holds(operator, value, operand)


def is_known_operator(operator: str) -> bool:
    """Whether exploring knows what the operator means; others may come out either way."""
    return operator in _OPERATORS


@lru_cache(maxsize=65_536)
def essential(facts: Facts) -> Facts:
    """The facts from which the others follow: a text that is at least 4 is at least 2.

    A text that is no number meets no condition on numbers, so what is not at least 2 is not at
    least 4 either.
    """
    exact = [fact for fact in facts if fact.operator == Operator.EQUALS and fact.met]
    return frozenset(
        exact or (fact for fact in facts if not any(_follows(fact, other) for other in facts))
    )


def _follows(fact: Fact, other: Fact) -> bool:
    """Whether it follows from another one with the same operator."""
    if (fact.operator, fact.met) != (other.operator, other.met) or fact == other:
        return False
    if fact.operator not in _UPWARD | _DOWNWARD:
        return False
    if not (is_number(fact.operand) and is_number(other.operand)):
        return False
    higher = float(other.operand) > float(fact.operand)
    lower = float(other.operand) < float(fact.operand)
    return higher if (fact.operator in _UPWARD) is fact.met else lower


@lru_cache(maxsize=65_536)
def witness(facts: Facts) -> str | None:
    """A text for which all facts are true; None when none was found."""
    exact = [fact.operand for fact in facts if fact.operator == Operator.EQUALS and fact.met]
    for candidate in exact or _candidates(facts):
        if all(meets(fact.operator, candidate, fact.operand) is fact.met for fact in facts):
            return candidate
    return None


def _candidates(facts: Facts) -> list[str]:
    ordered = sorted(facts)
    operands = [fact.operand for fact in ordered]
    numbers = sorted({float(text) for text in operands if is_number(text)})
    between = [(low + high) / 2 for low, high in pairwise(numbers)]
    steps = [number + step for number in numbers for step in (-1, 0, 1, 1_000)]
    plain = [f"{number:g}" for number in (*steps, *between)]
    texts = [text for operand in operands for text in (operand, operand + "x", "x" + operand)]
    unused = str(sum(10**index for index in range(len(facts) % 9 + 1)))
    return [*_ORDINARY, *map(str, range(2, 10)), *plain, *texts, _joined(ordered), unused]


def _joined(facts: list[Fact]) -> str:
    """Begins, holds and ends as asked for."""

    def wanted(operator: Operator) -> str:
        return "".join(fact.operand for fact in facts if fact.operator == operator and fact.met)

    return (
        wanted(Operator.TEXT_STARTS_WITH)
        + wanted(Operator.TEXT_CONTAINS)
        + wanted(Operator.TEXT_ENDS_WITH)
    )

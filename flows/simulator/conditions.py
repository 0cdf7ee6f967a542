"""Operators of conditions, as the flow language means them."""

from collections.abc import Callable, Mapping
from typing import Final

from flows.language import Operator


def _numbers(compare: Callable[[float, float], bool]) -> Callable[[str, str], bool]:
    """False, not an error, when either side is no number (devguide, flow-language-actions)."""

    def holds(value: str, operand: str) -> bool:
        try:
            return compare(float(value), float(operand))
        except ValueError:
            return False

    return holds


_OPERATORS: Final[Mapping[str, Callable[[str, str], bool]]] = {
    Operator.EQUALS: lambda value, operand: value == operand,
    Operator.TEXT_STARTS_WITH: lambda value, operand: value.startswith(operand),
    Operator.TEXT_ENDS_WITH: lambda value, operand: value.endswith(operand),
    Operator.TEXT_CONTAINS: lambda value, operand: operand in value,
    Operator.NUMBER_GREATER_THAN: _numbers(lambda value, operand: value > operand),
    Operator.NUMBER_GREATER_OR_EQUAL_TO: _numbers(lambda value, operand: value >= operand),
    Operator.NUMBER_LESS_THAN: _numbers(lambda value, operand: value < operand),
    Operator.NUMBER_LESS_OR_EQUAL_TO: _numbers(lambda value, operand: value <= operand),
    Operator.KEY_EXISTS: lambda _value, _operand: True,
    Operator.EXISTS: lambda _value, _operand: True,
}


def holds(operator: str, value: str | None, operand: str) -> bool:
    """Whether a value meets a condition. Case counts; a missing value meets none.

    Raises:
        KeyError: there is no such operator.
    """
    compare = _OPERATORS[operator]
    return value is not None and compare(value, operand)

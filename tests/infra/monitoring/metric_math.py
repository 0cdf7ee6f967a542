"""CloudWatch metric math over rows of datapoints; None is a missing one.

Only what the alarms use; anything else raises. Semantics are those of the user guide, "Using math
expressions with CloudWatch metrics".
"""

import ast
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

Row = list[float | None]


def _divided(left: float, right: float) -> float | None:
    """By zero there is no datapoint."""
    return None if right == 0 else left / right


_BINARY: Final[Mapping[type[ast.operator], Callable[[float, float], float | None]]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: _divided,
}
_COMPARE: Final[Mapping[type[ast.cmpop], Callable[[float, float], float]]] = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
}


def evaluate(expression: str, rows: Mapping[str, Row]) -> Row:
    """The expression's row; all rows have the same length, oldest first."""
    [length] = {len(row) for row in rows.values()}
    words = re.sub(r"\b(AND|OR)\b", lambda found: found.group().lower(), expression)
    return _Evaluation(rows, length).row(ast.parse(words, mode="eval").body)


class _Evaluation:
    def __init__(self, rows: Mapping[str, Row], length: int) -> None:
        self._rows = rows
        self._length = length

    def row(self, node: ast.expr) -> Row:
        match node:
            case ast.Name(id=name):
                return self._rows[name]
            case ast.Constant(value=int() | float() as value):
                return [float(value)] * self._length
            case ast.BinOp(left=left, op=op, right=right):
                return _each(_BINARY[type(op)], self.row(left), self.row(right))
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return _each(_COMPARE[type(op)], self.row(left), self.row(right))
            case ast.BoolOp(op=op, values=values):
                return self._boolean(op, [self.row(value) for value in values])
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, arguments)
            case _:
                raise NotImplementedError(ast.dump(node))

    def _boolean(self, op: ast.boolop, rows: Sequence[Row]) -> Row:
        decide = any if isinstance(op, ast.Or) else all
        return _each(lambda *values: float(decide(value != 0 for value in values)), *rows)

    def _call(self, name: str, arguments: Sequence[ast.expr]) -> Row:
        if name == "IF":
            chosen, yes, no = map(self.row, arguments)
            return [
                None if test is None else (one if test else other)
                for test, one, other in zip(chosen, yes, no, strict=True)
            ]
        if name == "FILL":
            given, filling = map(self.row, arguments)
            return [
                filled if value is None else value
                for value, filled in zip(given, filling, strict=True)
            ]
        if name == "DIFF":
            return _differences(self.row(arguments[0]))
        raise NotImplementedError(name)


def _each(work: Callable[..., float | None], *rows: Row) -> Row:
    """Datapoint by datapoint; what has a missing part is missing."""
    return [
        None if any(part is None for part in parts) else work(*parts)
        for parts in zip(*rows, strict=True)
    ]


def _differences(row: Row) -> Row:
    """From the datapoint before, whether or not there is a gap; the first has none before it."""
    before: float | None = None
    made: Row = []
    for value in row:
        made.append(None if value is None or before is None else value - before)
        before = before if value is None else value
    return made

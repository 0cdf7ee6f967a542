"""Which row each box stands in, and the points where long lines pass the rows between."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.diagram.graph import Box, Graph, Line, Strength

LONGEST: Final = {Strength.FAULT: 4, Strength.MISSED: 5, Strength.GOOD: 6}
"""Rows that a line may run over; longer ones are told by number, which is easier to follow."""


@dataclass(kw_only=True, eq=False)
class Spot:
    """A place in a row: a box, or (without one) where lines to `target` pass through."""

    row: int
    box: Box | None = None
    target: Box | None = None
    strength: Strength = Strength.GOOD
    x: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Piece:
    """A part of a line, from one row to the next. `lines` share it."""

    upper: Spot
    lower: Spot
    strength: Strength
    line: Line | None


@dataclass(kw_only=True, eq=False)
class Rows:
    """Spots by row, and the pieces between neighbouring rows."""

    rows: list[list[Spot]]
    pieces: list[Piece] = field(default_factory=list[Piece])
    spots: dict[Box, Spot] = field(default_factory=dict[Box, Spot])


def rows_of(graph: Graph) -> Rows:
    """Rows from top to bottom. Lines that lead back, and long faults, move to `graph.jumps`."""
    _take(graph, _leading_back(graph))
    numbers = _longest_paths(graph)
    while far := _too_long(graph, numbers):
        _take(graph, far)
        numbers = _longest_paths(graph)
    found = Rows(rows=[[] for _ in range(max(numbers.values(), default=-1) + 1)])
    for box in graph.boxes:
        spot = Spot(row=numbers[box], box=box)
        found.rows[spot.row].append(spot)
        found.spots[box] = spot
    _add_pieces(graph, found)
    return found


def _too_long(graph: Graph, numbers: Mapping[Box, int]) -> set[Line]:
    """Long lines to boxes that a shorter line, as strong or stronger, shows anyway."""
    shortest: dict[Box, Line] = {}

    def length(line: Line) -> int:
        return numbers[line.target] - numbers[line.source]

    for line in sorted(graph.lines, key=lambda line: (-line.strength, length(line))):
        shortest.setdefault(line.target, line)
    return {
        line
        for line in graph.lines
        if length(line) > LONGEST[line.strength] and shortest[line.target] is not line
    }


def _take(graph: Graph, lines: set[Line]) -> None:
    graph.jumps.extend(line for line in graph.lines if line in lines)
    graph.lines[:] = [line for line in graph.lines if line not in lines]


def _outgoing(lines: Sequence[Line]) -> Mapping[Box, list[Line]]:
    """Lines by source, strongest first."""
    found: dict[Box, list[Line]] = {}
    for line in lines:
        found.setdefault(line.source, []).append(line)
    for own in found.values():
        own.sort(key=lambda line: -line.strength)
    return found


def _leading_back(graph: Graph) -> set[Line]:
    """Lines to a box that the caller has come through already."""
    outgoing = _outgoing(graph.lines)
    back: set[Line] = set()
    done: set[Box] = set()
    for root in graph.boxes:
        if root in done:
            continue
        on_path = {root}
        stack = [(root, iter(outgoing.get(root, ())))]
        while stack:
            box, rest = stack[-1]
            line = next(rest, None)
            if line is None:
                done.add(box)
                on_path.discard(box)
                stack.pop()
            elif line.target in on_path:
                back.add(line)
            elif line.target not in done:
                on_path.add(line.target)
                stack.append((line.target, iter(outgoing.get(line.target, ()))))
    return back


def _longest_paths(graph: Graph) -> dict[Box, int]:
    """The row of each box: below everything that leads to it."""
    outgoing = _outgoing(graph.lines)
    missing = dict.fromkeys(graph.boxes, 0)
    for line in graph.lines:
        missing[line.target] += 1
    rows = dict.fromkeys(graph.boxes, 0)
    ready = [box for box in graph.boxes if missing[box] == 0]
    for box in ready:
        for line in outgoing.get(box, ()):
            rows[line.target] = max(rows[line.target], rows[box] + 1)
            missing[line.target] -= 1
            if missing[line.target] == 0:
                ready.append(line.target)
    return rows


def _add_pieces(graph: Graph, found: Rows) -> None:
    """Lines of one strength to one box share the points they pass through."""
    passing: dict[tuple[Box, Strength, int], Spot] = {}
    for line in graph.lines:
        upper, goal = found.spots[line.source], found.spots[line.target]
        owner: Line | None = line
        for row in range(upper.row + 1, goal.row):
            key = (line.target, line.strength, row)
            spot = passing.get(key)
            known = spot is not None
            if spot is None:
                spot = Spot(row=row, target=line.target, strength=line.strength)
                passing[key] = spot
                found.rows[row].append(spot)
            found.pieces.append(Piece(upper=upper, lower=spot, strength=line.strength, line=owner))
            upper, owner = spot, None
            if known:
                break
        else:
            found.pieces.append(Piece(upper=upper, lower=goal, strength=line.strength, line=owner))

"""Who stands beside whom in a row, so that few lines cross."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from flows.diagram.graph import Strength
from flows.diagram.layers import Piece, Rows, Spot

SWEEPS: Final = 24
_WEIGHTS: Final = {Strength.GOOD: 3.0, Strength.MISSED: 2.0, Strength.FAULT: 1.0}


def set_in_order(found: Rows) -> None:
    """Sorts every row by the middle of its neighbours, down and up, and keeps the best order."""
    above, below = _neighbours(found.pieces)
    best, fewest = [list(row) for row in found.rows], crossings(found)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        rows = found.rows if down else list(reversed(found.rows))
        side = above if down else below
        for fixed, row in itertools.pairwise(rows):
            _sort(row, side, {spot: place for place, spot in enumerate(fixed)})
        count = crossings(found)
        if count < fewest:
            best, fewest = [list(row) for row in found.rows], count
    found.rows[:] = best
    _exchange(found, above, below)


def crossings(found: Rows) -> float:
    """How much crosses between the rows; bold lines count more."""
    places = {spot: place for row in found.rows for place, spot in enumerate(row)}
    by_row: dict[int, list[tuple[int, int, float]]] = {}
    for piece in found.pieces:
        end = (places[piece.upper], places[piece.lower], _WEIGHTS[piece.strength])
        by_row.setdefault(piece.upper.row, []).append(end)
    return sum(map(_crossings_between, by_row.values()))


def _crossings_between(ends: Sequence[tuple[int, int, float]]) -> float:
    """Inversions, weighted, with a Fenwick tree over the lower places."""
    size = max(lower for _, lower, _ in ends) + 1
    tree = [0.0] * (size + 1)
    total, seen = 0.0, 0.0
    for _, lower, weight in sorted(ends):
        index, passed = lower + 1, 0.0
        while index > 0:
            passed += tree[index]
            index -= index & -index
        total += (seen - passed) * weight
        seen += weight
        index = lower + 1
        while index <= size:
            tree[index] += weight
            index += index & -index
    return total


Sides = Mapping[Spot, list[tuple[Spot, float]]]


def _neighbours(pieces: Sequence[Piece]) -> tuple[Sides, Sides]:
    above: dict[Spot, list[tuple[Spot, float]]] = {}
    below: dict[Spot, list[tuple[Spot, float]]] = {}
    for piece in pieces:
        weight = _WEIGHTS[piece.strength]
        above.setdefault(piece.lower, []).append((piece.upper, weight))
        below.setdefault(piece.upper, []).append((piece.lower, weight))
    return above, below


def _sort(row: list[Spot], side: Sides, places: Mapping[Spot, int]) -> None:
    """Spots without neighbours on that side keep their place among the others."""
    wanted: dict[Spot, float] = {}
    for place, spot in enumerate(row):
        linked = side.get(spot)
        wanted[spot] = (
            sum(places[other] * weight for other, weight in linked) / sum(w for _, w in linked)
            if linked
            else float(place)
        )
    row.sort(key=wanted.__getitem__)


def _exchange(found: Rows, above: Sides, below: Sides) -> None:
    """Swaps neighbours while that saves crossings."""
    for _ in range(6):
        changed = False
        for row in found.rows:
            places = {s: p for each in found.rows for p, s in enumerate(each)}
            for left in range(len(row) - 1):
                a, b = row[left], row[left + 1]
                if _saved(a, b, (above, below), places) > 0:
                    row[left], row[left + 1] = b, a
                    changed = True
        if not changed:
            return


def _saved(a: Spot, b: Spot, sides: Sequence[Sides], places: Mapping[Spot, int]) -> float:
    """What it saves to put `b` before `a`."""
    saved = 0.0
    for side in sides:
        for one, weight in side.get(a, ()):
            for other, heavy in side.get(b, ()):
                if places[one] != places[other]:
                    saved += weight * heavy * (1 if places[one] > places[other] else -1)
    return saved

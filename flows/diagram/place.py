"""Where exactly everything stands, so that lines run straight where they can."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.diagram.graph import Strength
from flows.diagram.layers import Piece, Rows, Spot
from flows.diagram.shape import CHIP_HEIGHT, Shape

SWEEPS: Final = 120
_BESIDE: Final = 26.0
_PASSING: Final = 14.0
_ROW_GAP: Final = 42.0
_WEIGHTS: Final = {Strength.GOOD: 4.0, Strength.MISSED: 2.0, Strength.FAULT: 0.8}
_STRAIGHT: Final = 6.0


@dataclass(frozen=True, kw_only=True)
class Page:
    """The picture's size, and where each row begins and ends. Spots know their own x."""

    width: float
    height: float
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]


def set_in_place(rows: Rows, shapes: Mapping[Spot, Shape]) -> Page:
    """Gives every spot its x, and every row its y; the top left corner is 0, 0."""
    ports = _ports(shapes)
    for row in rows.rows:
        x = 0.0
        for spot in row:
            spot.x = x + _half(spot, shapes)
            x += 2 * _half(spot, shapes) + _BESIDE
    above: dict[Spot, list[tuple[Spot, float, float]]] = {}
    below: dict[Spot, list[tuple[Spot, float, float]]] = {}
    for piece in rows.pieces:
        passing = piece.upper.box is None and piece.lower.box is None
        weight = _WEIGHTS[piece.strength] * (_STRAIGHT if passing else 1.0)
        port = ports.get(piece, 0.0)
        above.setdefault(piece.lower, []).append((piece.upper, port, weight))
        below.setdefault(piece.upper, []).append((piece.lower, -port, weight))
    for sweep in range(SWEEPS):
        ordered = rows.rows if sweep % 2 == 0 else list(reversed(rows.rows))
        sides = (above, below) if sweep > SWEEPS // 2 else ((above, below)[sweep % 2],)
        for row in ordered:
            _settle(row, sides, shapes)
    return _page(rows, shapes)


def _ports(shapes: Mapping[Spot, Shape]) -> Mapping[Piece, float]:
    return {
        chip.piece: offset
        for shape in shapes.values()
        for chip, offset in zip(shape.chips, shape.offsets, strict=True)
        if chip.piece is not None
    }


def _half(spot: Spot, shapes: Mapping[Spot, Shape]) -> float:
    return shapes[spot].width / 2 if spot in shapes else 3.0


def _apart(left: Spot, right: Spot, shapes: Mapping[Spot, Shape]) -> float:
    between = _BESIDE if left.box and right.box else _PASSING
    return _half(left, shapes) + between + _half(right, shapes)


Sides = Sequence[Mapping[Spot, list[tuple[Spot, float, float]]]]


def _settle(row: Sequence[Spot], sides: Sides, shapes: Mapping[Spot, Shape]) -> None:
    """The least squares to where each wants to be, with everyone's distance kept.

    Isotonic regression (pool adjacent violators) over positions less the distances before them.
    """
    before, distance = 0.0, [0.0]
    for left, right in itertools.pairwise(row):
        before += _apart(left, right, shapes)
        distance.append(before)
    blocks: list[tuple[float, float, int]] = []
    for spot, offset in zip(row, distance, strict=True):
        linked = [link for side in sides for link in side.get(spot, ())]
        weight = sum(w for _, _, w in linked)
        wish = sum((other.x + port) * w for other, port, w in linked) / weight if weight else spot.x
        block = (wish - offset, weight or 0.1, 1)
        while blocks and blocks[-1][0] >= block[0]:
            mean, heavy, count = blocks.pop()
            total = heavy + block[1]
            block = ((mean * heavy + block[0] * block[1]) / total, total, count + block[2])
        blocks.append(block)
    spread = [mean for mean, _, count in blocks for _ in range(count)]
    for spot, mean, offset in zip(row, spread, distance, strict=True):
        spot.x = mean + offset


def _page(rows: Rows, shapes: Mapping[Spot, Shape]) -> Page:
    left = min((s.x - _half(s, shapes) for row in rows.rows for s in row), default=0.0)
    right = max((s.x + _half(s, shapes) for row in rows.rows for s in row), default=0.0)
    tops: list[float] = []
    bottoms: list[float] = []
    y = 0.0
    for row in rows.rows:
        for spot in row:
            spot.x -= left
    for number, row in enumerate(rows.rows):
        own = [shapes[spot] for spot in row if spot in shapes]
        tops.append(y)
        y += max((shape.height for shape in own), default=0.0)
        bottoms.append(y)
        y += CHIP_HEIGHT if any(shape.has_words for shape in own) else 0.0
        y += _ROW_GAP + _slack(rows, number)
    return Page(
        width=right - left,
        height=max(bottoms, default=0.0) + CHIP_HEIGHT,
        tops=tuple(tops),
        bottoms=tuple(bottoms),
    )


def _slack(rows: Rows, number: int) -> float:
    """More room under a row whose lines run far to the side."""
    spans = [abs(p.upper.x - p.lower.x) for p in rows.pieces if p.upper.row == number]
    return min(48.0, max(spans, default=0.0) * 0.05)

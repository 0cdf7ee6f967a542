"""The picture itself, as SVG text."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from flows.diagram.graph import Strength
from flows.diagram.layers import Piece, Rows, Spot
from flows.diagram.place import Page
from flows.diagram.shape import CHIP_HEIGHT, LINE_HEIGHT, PADDING, Shape
from flows.diagram.style import FILLS, STROKES
from flows.wording.words import Kind

ARROW: Final = 7.0


def number(value: float) -> str:
    """Coordinates with one decimal at most, so that the same picture is the same text."""
    return (
        f"{value:.1f}".removesuffix(".0").replace("-0", "0") if abs(value) < 0.05 else _trim(value)
    )


def _trim(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def drawing(rows: Rows, shapes: Mapping[Spot, Shape], page: Page) -> Iterator[str]:
    """Lines first, faults undermost; then boxes with their chips."""
    for strength in Strength:
        yield from _lines(rows, shapes, page, strength)
    for spot, shape in shapes.items():
        yield from _box(spot, shape, page)


def _lines(
    rows: Rows, shapes: Mapping[Spot, Shape], page: Page, strength: Strength
) -> Iterator[str]:
    arrows: set[tuple[float, float]] = set()
    for piece in rows.pieces:
        if piece.strength is not strength:
            continue
        x, y = _leaves(piece, shapes, page)
        to_x, to_y = piece.lower.x, page.tops[piece.lower.row]
        if piece.lower.box is None:
            yield _path(strength, x, y, to_x, to_y, page.bottoms[piece.lower.row])
        else:
            yield _path(strength, x, y, to_x, to_y - ARROW + 1, None)
            arrows.add((to_x, to_y))
    for x, y in sorted(arrows):
        yield (
            f'<path class="head-{STROKES[strength]}" d="M{number(x)} {number(y)}'
            f'l-4.5 -{number(ARROW + 1)}h9z"/>'
        )


def _leaves(piece: Piece, shapes: Mapping[Spot, Shape], page: Page) -> tuple[float, float]:
    """Where a piece begins: under its chip, or at the foot of the row it passes."""
    shape = shapes.get(piece.upper)
    if shape is None:
        return piece.upper.x, page.bottoms[piece.upper.row]
    for chip, offset in zip(shape.chips, shape.offsets, strict=True):
        if chip.piece is piece:
            bottom = page.tops[piece.upper.row] + shape.height
            return piece.upper.x + offset, bottom + (CHIP_HEIGHT / 2 if chip.text else 0)
    raise LookupError("a line leaves its box without a chip")


def _path(
    strength: Strength, x: float, y: float, to_x: float, to_y: float, on_to: float | None
) -> str:
    bend = (to_y - y) * 0.55
    curve = (
        f"M{number(x)} {number(y)}C{number(x)} {number(y + bend)} "
        f"{number(to_x)} {number(to_y - bend)} {number(to_x)} {number(to_y)}"
    )
    straight = "" if on_to is None else f"V{number(on_to)}"
    return f'<path class="line {STROKES[strength]}" d="{curve}{straight}"/>'


def _box(spot: Spot, shape: Shape, page: Page) -> Iterator[str]:
    x, y = spot.x - shape.width / 2, page.tops[spot.row]
    yield f"<g><title>{escape(shape.box.tooltip)}</title>"
    yield outline(shape.box.kind, x, y, shape.width, shape.height)
    yield from _words(shape, x, y)
    yield "</g>"
    for chip, offset in zip(shape.chips, shape.offsets, strict=True):
        if chip.text:
            kind = "key" if chip.is_key else f"chip-{STROKES[chip.strength]}"
            on = "key" if chip.is_key else STROKES[chip.strength]
            yield from chip_at(spot.x + offset, y + shape.height, chip.width, chip.text, (kind, on))


def chip_at(x: float, y: float, wide: float, text: str, classes: tuple[str, str]) -> Iterator[str]:
    """A word in a small frame whose middle is at `x` and whose top is just under `y`."""
    round_ = 4 if classes[0] == "key" else CHIP_HEIGHT / 2
    yield (
        f'<rect class="{classes[0]}" x="{number(x - wide / 2)}" y="{number(y + 2)}" '
        f'width="{number(wide)}" height="{number(CHIP_HEIGHT)}" rx="{number(round_)}"/>'
        f'<text class="chip on-{classes[1]}" x="{number(x)}" y="{number(y + 15)}">'
        f"{escape(text)}</text>"
    )


def outline(kind: Kind, x: float, y: float, wide: float, high: float) -> str:
    """The frame of a kind: decisions have pointed sides, ends are round."""
    fill, border, _ = FILLS[kind]
    look = f'fill="{fill}" stroke="{border}" stroke-width="{2 if kind is Kind.LEAVE else 1.3}"'
    if kind is Kind.CHOICE:
        points = ((12, 0), (wide - 12, 0), (wide, high / 2), (wide - 12, high), (12, high))
        corners = " ".join(f"{number(x + a)},{number(y + b)}" for a, b in (*points, (0, high / 2)))
        return f'<polygon points="{corners}" {look}/>'
    corner = {Kind.END: high / 2, Kind.SETTING: 6.0, Kind.WORK: 3.0}.get(kind, 10.0)
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}" '
        f'rx="{number(corner)}" {look}/>'
    )


def _words(shape: Shape, x: float, y: float) -> Iterator[str]:
    kind = shape.box.kind
    if kind is Kind.END:
        yield (
            f'<text class="end" x="{number(x + shape.width / 2)}" y="{number(y + 20)}">'
            f"{escape(shape.lines[0])}</text>"
        )
        return
    inset = 14.0 if kind is Kind.CHOICE else 0.0
    left, line_class, step, first = x + PADDING + inset, "body", LINE_HEIGHT, y + 39
    if kind is Kind.SETTING:
        left, line_class, step, first = x + 10, "small", 16.0, y + 18
    else:
        yield (
            f'<text class="title" style="fill: {FILLS[kind][2]}" x="{number(left)}" '
            f'y="{number(y + 20)}">{escape(shape.title)}</text>'
        )
    yield from _text_lines(shape.lines, left, first, step, line_class)
    yield (
        f'<text class="number" x="{number(x + shape.width - 8 - inset)}" y="{number(y + 15)}">'
        f"{shape.box.number}</text>"
    )


def _text_lines(
    lines: Sequence[str], x: float, y: float, step: float, line_class: str
) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield (
            f'<text class="{line_class}" x="{number(x)}" y="{number(y + index * step)}">'
            f"{escape(line)}</text>"
        )

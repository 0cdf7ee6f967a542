"""How large a box is, and the chips under it that say why each line leaves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.diagram.graph import Box, Graph, Line, Strength
from flows.diagram.layers import Piece, Rows, Spot
from flows.diagram.text import shorten, width, wrap
from flows.wording.words import Kind

TITLE_SIZE: Final = 11.0
BODY_SIZE: Final = 13.0
SMALL_SIZE: Final = 11.0
CHIP_SIZE: Final = 11.0
CHIP_HEIGHT: Final = 18.0
PADDING: Final = 12.0
LINE_HEIGHT: Final = 18.0
_GAP: Final = 5.0
_WIDTHS: Final = {Kind.QUESTION: 252.0, Kind.BOT: 252.0, Kind.SPEECH: 232.0}
_LINES: Final = {Kind.QUESTION: 4, Kind.BOT: 4, Kind.SPEECH: 3}
_KEYS: Final = frozenset("0123456789*#")


@dataclass(frozen=True, kw_only=True, eq=False)
class Chip:
    """A word at the place where a line leaves. `piece` is None where no line is drawn."""

    text: str
    strength: Strength
    width: float
    piece: Piece | None
    is_key: bool = False


@dataclass(kw_only=True, eq=False)
class Shape:
    """A box with everything in it broken into lines. `offsets` are of the chips' middles."""

    box: Box
    title: str
    lines: tuple[str, ...]
    width: float
    height: float
    chips: list[Chip] = field(default_factory=list[Chip])
    offsets: list[float] = field(default_factory=list[float])

    @property
    def has_words(self) -> bool:
        """Whether any chip is to be read."""
        return any(chip.text for chip in self.chips)


def shapes_of(graph: Graph, rows: Rows) -> Mapping[Spot, Shape]:
    """The shape of every box, its lines leaving in the order of where they go."""
    places = {spot: place for row in rows.rows for place, spot in enumerate(row)}
    leaving: dict[Spot, list[Piece]] = {}
    for piece in rows.pieces:
        leaving.setdefault(piece.upper, []).append(piece)
    jumping: dict[Box, list[Line]] = {}
    for line in graph.jumps:
        jumping.setdefault(line.source, []).append(line)
    found: dict[Spot, Shape] = {}
    for box, spot in rows.spots.items():
        pieces = sorted(leaving.get(spot, ()), key=lambda piece: places[piece.lower])
        chips = [_chip(piece) for piece in pieces]
        chips += [_jump_chip(line) for line in jumping.get(box, ())]
        found[spot] = _shape(box, chips)
    return found


def _chip(piece: Piece) -> Chip:
    labels = piece.line.labels if piece.line else ()
    text = shorten(" · ".join(labels), 170, CHIP_SIZE)
    is_key = bool(text) and all(label in _KEYS for label in labels)
    wide = 10.0 if not text else max(22.0, width(text, CHIP_SIZE) + 14)
    return Chip(text=text, strength=piece.strength, width=wide, piece=piece, is_key=is_key)


def _jump_chip(line: Line) -> Chip:
    target = line.target
    where = target.title if target.kind is Kind.END else str(target.number)
    text = shorten(" ".join([" · ".join(line.labels), f"→ {where}"]).strip(), 170, CHIP_SIZE)
    wide = width(text, CHIP_SIZE) + 14
    return Chip(text=text, strength=line.strength, width=wide, piece=None)


def _shape(box: Box, chips: Sequence[Chip]) -> Shape:
    row = sum(chip.width for chip in chips) + _GAP * max(0, len(chips) - 1)
    if box.kind is Kind.END:
        wide = max(92.0, width(box.title, BODY_SIZE) + 36)
        shape = Shape(box=box, title="", lines=(box.title,), width=wide, height=30)
    elif box.kind is Kind.SETTING:
        lines = tuple(shorten(line, 260, SMALL_SIZE) for line in box.lines)
        wide = max(max(width(line, SMALL_SIZE) for line in lines) + 44, row + 12, 120.0)
        shape = Shape(box=box, title="", lines=lines, width=wide, height=14 + 16.0 * len(lines))
    else:
        shape = _worded(box, row)
    shape.chips = list(chips)
    left = -row / 2
    for chip in chips:
        shape.offsets.append(left + chip.width / 2)
        left += chip.width + _GAP
    _straighten(shape)
    return shape


def _straighten(shape: Shape) -> None:
    """The one plain way on leaves in the middle."""
    onward = [chip for chip in shape.chips if chip.strength is Strength.GOOD]
    if len(onward) == 1 and not onward[0].text:
        middle = shape.offsets[shape.chips.index(onward[0])]
        shape.offsets = [offset - middle for offset in shape.offsets]
        for chip, offset in zip(shape.chips, shape.offsets, strict=True):
            shape.width = max(shape.width, 2 * (abs(offset) + chip.width / 2))


def _worded(box: Box, row: float) -> Shape:
    """A box with a title and what it says or is about."""
    most = _WIDTHS.get(box.kind, 190.0) - 2 * PADDING
    text = box.lines[0]
    lines = wrap(text, most, BODY_SIZE, lines=_LINES.get(box.kind, 2)) if text else ()
    inner = max([width(line, BODY_SIZE) for line in lines] + [width(box.title, TITLE_SIZE) + 34])
    side = 14.0 if box.kind is Kind.CHOICE else 0.0
    wide = max(inner + 2 * PADDING + 2 * side, row + 12, 140.0)
    return Shape(
        box=box,
        title=box.title,
        lines=lines,
        width=wide,
        height=32 + LINE_HEIGHT * len(lines) + (2 if lines else 0),
    )

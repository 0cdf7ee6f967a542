"""Lines over time, as a graph widget shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

COLOURS: Final = ("#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b")
_LIMIT: Final = "#d13212"
_LEGEND_ROW: Final = 16

Lines = Sequence[tuple[str, Sequence[float], bool]]
"""Label, values, and whether the line belongs to the right axis."""

Limits = Sequence[tuple[str, float]]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float


def chart(
    box: Box, lines: Lines, limits: Limits, *, stacked: bool, end: float | None = None
) -> Iterator[str]:
    """Axes, lines or areas, limits and a legend, inside `box` and below its title.

    `end` is where the left axis ends; without it, above the highest value.
    """
    rows = _legend_rows(box, [label for label, _, _ in lines])
    lower = 84 + _LEGEND_ROW * (len(rows) - 1)
    plot = Box(x=box.x + 44, y=box.y + 34, width=box.width - 84, height=box.height - lower)
    left = [list(values) for _, values, right in lines if not right]
    right = [list(values) for _, values, on_right in lines if on_right]
    if stacked:
        left = _piled(left)
    top = end or _round_up(max([1.0, *map(max, left), *(value for _, value in limits)]))
    right_top = _round_up(max([1.0, *map(max, right)]))
    yield from _grid(plot, top)
    if right:
        yield _label(plot.x + plot.width + 5, plot.y + 4, f"{right_top:,.0f}", "start")
    for label, value in limits:
        yield from _limit(plot, top, label, value)
    piles, others = iter(left), iter(right)
    drawn = [
        _path(
            plot,
            next(others if on_right else piles),
            right_top if on_right else top,
            COLOURS[number % len(COLOURS)],
            filled=stacked,
        )
        for number, (_, _, on_right) in enumerate(lines)
    ]
    # The uppermost area first, so that those below it cover it.
    yield from reversed(drawn) if stacked else drawn
    yield from _legend(box, rows)


def _limit(plot: Box, top: float, label: str, value: float) -> Iterator[str]:
    y = plot.y + plot.height * (1 - value / top)
    yield (
        f'<line x1="{plot.x}" x2="{plot.x + plot.width}" y1="{y:.1f}" y2="{y:.1f}" '
        f'stroke="{_LIMIT}" stroke-dasharray="4 3"/>'
    )
    yield _label(plot.x + plot.width, y - 4, f"{label} {value:,.0f}", "end", _LIMIT)


def _piled(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """Each row on top of those before it."""
    piled: list[list[float]] = []
    for row in rows:
        below = piled[-1] if piled else [0.0] * len(row)
        piled.append([value + under for value, under in zip(row, below, strict=True)])
    return piled


def _round_up(value: float) -> float:
    """To a number that reads well on an axis."""
    step = 1.0
    while True:
        for factor in (1, 2, 3, 5, 8):
            if step * factor >= value * 1.05:
                return step * factor
        step *= 10


def _grid(plot: Box, top: float) -> Iterator[str]:
    for part in (0, 0.5, 1):
        y = plot.y + plot.height * (1 - part)
        yield (
            f'<line x1="{plot.x}" x2="{plot.x + plot.width}" y1="{y:.1f}" y2="{y:.1f}" '
            'stroke="#eaeded"/>'
        )
        yield _label(plot.x - 6, y + 4, f"{top * part:,.4g}", "end")
    for part, words in ((0, "-3시간"), (0.5, "-1시간 30분"), (1, "지금")):
        x = plot.x + plot.width * part
        yield _label(x, plot.y + plot.height + 16, words, "middle")


def _path(plot: Box, values: Sequence[float], top: float, colour: str, *, filled: bool) -> str:
    points = " ".join(
        f"{plot.x + plot.width * number / (len(values) - 1):.1f},"
        f"{plot.y + plot.height * (1 - value / top):.1f}"
        for number, value in enumerate(values)
    )
    if not filled:
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="1.6"/>'
    bottom = plot.y + plot.height
    return (
        f'<polygon points="{plot.x:.1f},{bottom:.1f} {points} '
        f'{plot.x + plot.width:.1f},{bottom:.1f}" fill="{colour}"/>'
    )


def _legend_rows(box: Box, labels: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Numbered labels, as many in a row as fit."""
    rows: list[list[tuple[int, str]]] = [[]]
    used = 0.0
    for number, label in enumerate(labels):
        if rows[-1] and used + _label_width(label) > box.width - 20:
            rows.append([])
            used = 0.0
        rows[-1].append((number, label))
        used += _label_width(label)
    return rows


def _label_width(label: str) -> float:
    return 30 + sum(6.5 if letter.isascii() else 11.5 for letter in label)


def _legend(box: Box, rows: Sequence[Sequence[tuple[int, str]]]) -> Iterator[str]:
    for row, labels in enumerate(reversed(rows)):
        x, y = box.x + 14, box.y + box.height - 12 - _LEGEND_ROW * row
        for number, label in labels:
            colour = COLOURS[number % len(COLOURS)]
            yield f'<rect x="{x:.0f}" y="{y - 9}" width="10" height="10" fill="{colour}"/>'
            yield _label(x + 14, y, label, "start", "#16191f")
            x += _label_width(label)


def _label(x: float, y: float, words: str, anchor: str, colour: str = "#687078") -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="11" text-anchor="{anchor}" fill="{colour}">'
        f"{escape(words)}</text>"
    )

"""draw(): any flow's content as one page of SVG."""

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from flows.diagram.graph import Strength, graph_of
from flows.diagram.layers import rows_of
from flows.diagram.order import set_in_order
from flows.diagram.place import set_in_place
from flows.diagram.shape import CHIP_SIZE, Shape, shapes_of
from flows.diagram.style import STROKES, STYLE
from flows.diagram.svg import chip_at, drawing, number, outline
from flows.diagram.text import shorten, width
from flows.json_values import JsonObject
from flows.language import FlowType
from flows.wording.words import Kind, Words, words

_NOT_IN_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
MARGIN: Final = 36.0
HEADER: Final = 78.0
START: Final = 44.0
LEGEND: Final = 92.0
NARROWEST: Final = 760.0


def draw(
    content: JsonObject,
    *,
    name: str,
    flow_type: FlowType | None = FlowType.CONTACT_FLOW,
    description: str = "",
    language: str = "ko",
) -> str:
    """The flow as SVG: top to bottom, what callers hear in bold, faults thin.

    Takes content of any shape; what can not be read is left out, as nothing leads there. `language`
    ("ko" or "en") is of the labels; sentences stay as they are.
    """
    names = words(language)
    graph = graph_of(content, names)
    rows = rows_of(graph)
    set_in_order(rows)
    shapes = shapes_of(graph, rows)
    page = set_in_place(rows, shapes)
    wide = max(page.width + 2 * MARGIN, NARROWEST)
    high = HEADER + START + page.height + MARGIN + LEGEND
    left = (wide - page.width) / 2
    boxes = sum(len(box.actions) for box in {b.number: b for b in graph.boxes}.values())
    kinds = [kind for kind in Kind if any(box.kind is kind for box in graph.boxes)]
    label = names.of("type", flow_type.value) if flow_type else None
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(wide)} {number(high)}" '
            f'width="{number(wide)}" height="{number(high)}" role="img" '
            f'aria-label="{escape(f"{name}: {description}", quote=True)}">'
        ),
        f"<style>{STYLE}</style>",
        f'<rect width="{number(wide)}" height="{number(high)}" fill="#ffffff"/>',
        *_header(name, description, label, names.phrase("boxes", boxes), wide),
        f'<g transform="translate({number(left)} {number(HEADER + START)})">',
        *(_start(shape, spot.x, names) for spot, shape in shapes.items() if shape.box.is_start),
        *drawing(rows, shapes, page),
        "</g>",
        *_legend(kinds, names, high - LEGEND, wide),
        "</svg>",
    ]
    return _NOT_IN_XML.sub("", "\n".join(parts)) + "\n"


def _header(
    name: str, description: str, label: str | None, boxes: str, wide: float
) -> Iterator[str]:
    yield f'<text class="name" x="{number(MARGIN)}" y="44">{escape(name)}</text>'
    about = shorten(" · ".join(filter(None, (description, boxes))), wide - 2 * MARGIN, 13)
    yield f'<text class="about" x="{number(MARGIN)}" y="66">{escape(about)}</text>'
    if label:
        size = width(label, CHIP_SIZE) + 22
        middle = MARGIN + width(name, 22) + 18 + size / 2
        yield from chip_at(middle, 26, size, label, ("chip-good", "good"))


def _start(shape: Shape, x: float, names: Words) -> str:
    """The black pill above the first box."""
    text = names.phrase("start")
    half = width(text, 12) / 2 + 14
    del shape
    return (
        f'<path class="line good" d="M{number(x)} -18V-7"/>'
        f'<path class="head-good" d="M{number(x)} 0l-4.5 -8h9z"/>'
        f'<rect x="{number(x - half)}" y="-40" width="{number(2 * half)}" height="24" rx="12" '
        f'fill="#111827"/><text class="end" style="font-size: 12px" x="{number(x)}" y="-24">'
        f"{escape(text)}</text>"
    )


def _legend(kinds: list[Kind], names: Words, y: float, wide: float) -> Iterator[str]:
    """Kinds of boxes in one row, kinds of lines in the next."""
    yield (f'<path d="M{number(MARGIN)} {number(y)}H{number(wide - MARGIN)}" stroke="#e5e7eb"/>')
    x = MARGIN
    for kind in kinds:
        yield outline(kind, x, y + 16, 26, 16)
        text = names.of("kind", kind.value) or kind.value
        yield f'<text class="small" x="{number(x + 32)}" y="{number(y + 28)}">{escape(text)}</text>'
        x += 32 + width(text, 11) + 18
    x = MARGIN
    for strength, phrase in (
        (Strength.GOOD, "good"),
        (Strength.MISSED, "missed"),
        (Strength.FAULT, "fault"),
    ):
        yield (f'<path class="line {STROKES[strength]}" d="M{number(x)} {number(y + 54)}h26"/>')
        text = names.phrase(phrase)
        yield f'<text class="small" x="{number(x + 32)}" y="{number(y + 58)}">{escape(text)}</text>'
        x += 32 + width(text, 11) + 18
    yield from chip_at(x + 16, y + 43, 34, "→ 7", ("chip-fault", "fault"))
    text = names.phrase("jump")
    yield f'<text class="small" x="{number(x + 40)}" y="{number(y + 58)}">{escape(text)}</text>'

"""Draws a dashboard body as SVG.

`.venv/bin/python -m local.dashboard.picture` writes docs/dashboard.svg; a test keeps it true.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Final

from local.dashboard.charts import Box, chart
from local.dashboard.examples import series
from local.state import ROOT

PICTURE: Final = ROOT / "docs" / "dashboard.svg"
STACK: Final = "prod"

CELL: Final = 50
ROW: Final = 37
GAP: Final = 5
_NOTE: Final = "값은 보기로 지어낸 것입니다. 그림은 대시보드의 JSON에서 만들었습니다."
_FONT: Final = "'Noto Sans KR','NanumGothic','Apple SD Gothic Neo',sans-serif"


def picture(body: Mapping[str, Any]) -> str:
    """One SVG with a card for each widget, where the dashboard has it."""
    widgets: Sequence[Mapping[str, Any]] = body["widgets"]
    width = max(each["x"] + each["width"] for each in widgets) * CELL
    height = max(each["y"] + each["height"] for each in widgets) * ROW + 24
    cards = "\n".join(_card(widget) for widget in widgets)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{_FONT}" font-size="12">\n'
        f'<rect width="{width}" height="{height}" fill="#f2f3f3"/>\n{cards}\n'
        f'<text x="{GAP + 3}" y="{height - 8}" fill="#687078">{_NOTE}</text>\n</svg>\n'
    )


def _card(widget: Mapping[str, Any]) -> str:
    box = Box(
        x=widget["x"] * CELL + GAP,
        y=widget["y"] * ROW + GAP,
        width=widget["width"] * CELL - 2 * GAP,
        height=widget["height"] * ROW - 2 * GAP,
    )
    properties: Mapping[str, Any] = widget["properties"]
    draw = {
        "metric": _metric,
        "alarm": _alarms,
        "text": _words,
        "log": _log,
    }[str(widget["type"])]
    title = properties.get("title", "")
    heading = (
        f'<text x="{box.x + 12}" y="{box.y + 22}" font-weight="bold" fill="#16191f">'
        f"{escape(str(title))}</text>"
        if title
        else ""
    )
    frame = (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" rx="4" '
        'fill="#ffffff" stroke="#d5dbdb"/>'
    )
    return "\n".join([f"<g>{frame}{heading}", *draw(properties, box), "</g>"])


def _metric(properties: Mapping[str, Any], box: Box) -> Iterator[str]:
    lines = [
        (str(line[-1]["label"]), _data(line, number), line[-1].get("yAxis") == "right")
        for number, line in enumerate(properties["metrics"])
    ]
    if properties["view"] == "singleValue":
        yield (
            f'<text x="{box.x + box.width / 2}" y="{box.y + box.height / 2 + 18}" font-size="44" '
            f'text-anchor="middle" fill="#0073bb">{lines[0][1][-1]:,.0f}</text>'
        )
        yield (
            f'<text x="{box.x + box.width / 2}" y="{box.y + box.height / 2 + 44}" '
            f'text-anchor="middle" fill="#687078">{escape(lines[0][0])}</text>'
        )
        return
    limits = [
        (str(each["label"]), float(each["value"]))
        for each in properties.get("annotations", {}).get("horizontal", [])
    ]
    end = properties["yAxis"]["left"].get("max")
    yield from chart(box, lines, limits, stacked=bool(properties.get("stacked")), end=end)


def _data(line: Sequence[Any], number: int) -> list[float]:
    options: Mapping[str, Any] = line[-1]
    if "expression" in options:
        names = re.findall(r'MetricName="(\w+)"', options["expression"])
        return series(names, "Sum", number)
    names = [str(part) for part in line[1:-1]]
    return series(names, str(options["stat"]), number)


def _alarms(properties: Mapping[str, Any], box: Box) -> Iterator[str]:
    columns = 3
    wide = (box.width - 24) / columns
    high = min(46, (box.height - 44) / math.ceil(len(properties["alarms"]) / columns))
    for number, arn in enumerate(properties["alarms"]):
        x = box.x + 12 + number % columns * wide
        y = box.y + 40 + number // columns * high
        name = str(arn).rpartition(":")[2]
        yield (
            f'<rect x="{x}" y="{y}" width="{wide - 8}" height="{high - 8}" rx="3" fill="#eaf6ed" '
            'stroke="#1d8102"/>'
            f'<text x="{x + 10}" y="{y + high / 2}" fill="#1d8102">OK · {escape(name)}</text>'
        )


def _words(properties: Mapping[str, Any], box: Box) -> Iterator[str]:
    y = box.y + 14
    for words in _wrapped(str(properties["markdown"]), box.width - 32):
        large = words.startswith("# ")
        y += 22 if large or words else 8
        style = 'font-size="20" font-weight="bold"' if large else 'font-size="13"'
        yield (
            f'<text x="{box.x + 16}" y="{y}" fill="#16191f" {style}>'
            f"{escape(words.removeprefix('# '))}</text>"
        )


def _wrapped(markdown: str, width: float) -> Iterator[str]:
    """Lines no wider than `width`, in the font of plain words."""
    for line in markdown.splitlines():
        row = ""
        for word in line.split(" "):
            longer = f"{row} {word}" if row else word
            if row and _width(longer) > width:
                yield row
                longer = word
            row = longer
        yield row


def _width(words: str) -> float:
    return sum(7.2 if letter.isascii() else 13 for letter in words)


def _log(properties: Mapping[str, Any], box: Box) -> Iterator[str]:
    [fields] = re.findall(r"\| fields ([^|]+) \|", str(properties["query"]))
    columns = [field.strip() for field in fields.split(",")]
    rows = [
        ("11-20 14:02", "3f9c2a71…", "24", "0"),
        ("11-20 02:00", "b1d04e88…", "24", "0"),
        ("11-19 16:40", "77aa90c2…", "23", "1"),
    ]
    starts = (0.0, 0.34, 0.66, 0.85)
    for number, cells in enumerate([columns, *rows]):
        y = box.y + 52 + number * 30
        for cell, start in zip(cells, starts, strict=True):
            x = box.x + 12 + start * (box.width - 24)
            weight = ' font-weight="bold"' if number == 0 else ""
            yield f'<text x="{x:.0f}" y="{y}" fill="#16191f"{weight}>{escape(cell)}</text>'


def own_body() -> Mapping[str, Any]:
    """The dashboard that the program declares for stack prod."""
    from local.cost.program import resources_of  # noqa: PLC0415 - imports Pulumi, half a second

    [dashboard] = [each for each in resources_of(STACK) if each.type.endswith(":Dashboard")]
    return json.loads(dashboard.inputs["dashboardBody"])


if __name__ == "__main__":
    PICTURE.write_text(picture(own_body()), encoding="utf-8")

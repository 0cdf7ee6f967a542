"""Pieces of a CloudWatch dashboard body, as its JSON wants them."""

from collections.abc import Sequence
from typing import Any, Final

from infra.monitoring.spec import MetricSource

COLUMNS: Final = 24
HEIGHT: Final = 6

Widget = dict[str, Any]
Line = list[Any]


def line(source: MetricSource, label: str, **options: Any) -> Line:
    """One metric as a line of a graph."""
    dimensions = [part for pair in source.dimensions.items() for part in pair]
    return [
        source.namespace,
        source.metric,
        *dimensions,
        {"label": label, "stat": source.statistic, **options},
    ]


def found(expression: str, label: str) -> Line:
    """Whatever a SEARCH finds, as lines of a graph; `label` goes before each name."""
    return [{"expression": expression, "label": label}]


def graph(
    title: str,
    region: str,
    lines: Sequence[Line],
    *,
    seconds: int = 60,
    limit: tuple[str, float] | None = None,
    stacked: bool = False,
    top: float | None = None,
) -> Widget:
    """Lines over time. `limit` draws a labelled horizontal line; `top` ends the axis."""
    properties: dict[str, Any] = {
        "title": title,
        "region": region,
        "view": "timeSeries",
        "stacked": stacked,
        "period": seconds,
        "yAxis": {"left": {"min": 0} if top is None else {"min": 0, "max": top}},
        "metrics": list(lines),
    }
    if limit is not None:
        label, value = limit
        properties["annotations"] = {"horizontal": [{"label": label, "value": value}]}
    return {"type": "metric", "properties": properties}


def number(title: str, region: str, lines: Sequence[Line], *, seconds: int) -> Widget:
    """The latest values, large."""
    return {
        "type": "metric",
        "properties": {
            "title": title,
            "region": region,
            "view": "singleValue",
            "period": seconds,
            "metrics": list(lines),
        },
    }


def log_table(title: str, region: str, log_group: str, query: str) -> Widget:
    """Lines of a log. It costs what the query reads, each time somebody looks."""
    return {
        "type": "log",
        "properties": {
            "title": title,
            "region": region,
            "view": "table",
            "query": f"SOURCE '{log_group}' | {query}",
        },
    }


def text(markdown: str) -> Widget:
    """Words."""
    return {"type": "text", "properties": {"markdown": markdown}}


def alarm_states(title: str, arns: Sequence[str]) -> Widget:
    """Which alarms are on."""
    return {"type": "alarm", "properties": {"title": title, "alarms": list(arns)}}


def placed(rows: Sequence[Sequence[Widget]]) -> list[Widget]:
    """Each row's widgets side by side, equally wide."""
    widgets: list[Widget] = []
    for row, contents in enumerate(rows):
        width = COLUMNS // len(contents)
        widgets.extend(
            {
                **content,
                "x": column * width,
                "y": row * HEIGHT,
                "width": width,
                "height": HEIGHT,
            }
            for column, content in enumerate(contents)
        )
    return widgets

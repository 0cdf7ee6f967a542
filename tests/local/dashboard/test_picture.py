"""The picture of the dashboard is the dashboard."""

import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from local.dashboard.charts import Box, chart
from local.dashboard.examples import NoExampleError, series
from local.dashboard.picture import CELL, PICTURE, ROW, own_body, picture
from tests.local.cloud.programs import closed_event_loops


@pytest.fixture(scope="module")
def body() -> Mapping[str, Any]:
    with closed_event_loops():
        return own_body()


def test_the_picture_in_the_docs_is_drawn_from_the_programs_own_json(
    body: Mapping[str, Any],
) -> None:
    assert PICTURE.read_text(encoding="utf-8") == picture(body), (
        "run .venv/bin/python -m local.dashboard.picture"
    )


def test_every_widget_has_its_card_where_the_dashboard_has_it(body: Mapping[str, Any]) -> None:
    drawn = ET.fromstring(picture(body))  # noqa: S314 - our own
    frames = [each[0] for each in drawn if each.tag.endswith("}g")]
    assert len(frames) == len(body["widgets"])
    for frame, widget in zip(frames, body["widgets"], strict=True):
        assert widget["x"] * CELL <= float(frame.attrib["x"])
        assert float(frame.attrib["x"]) + float(frame.attrib["width"]) <= CELL * (
            widget["x"] + widget["width"]
        )
        assert float(frame.attrib["y"]) + float(frame.attrib["height"]) <= ROW * (
            widget["y"] + widget["height"]
        )


def test_titles_labels_limits_and_alarms_are_all_readable(body: Mapping[str, Any]) -> None:
    drawn = ET.fromstring(picture(body))  # noqa: S314
    words = "\n".join(each.text or "" for each in drawn.iter() if each.tag.endswith("}text"))
    for widget in body["widgets"]:
        properties = widget["properties"]
        expected = [properties.get("title", "Saltware 고객센터")]
        expected += [line[-1]["label"] for line in properties.get("metrics", [])]
        expected += [arn.rpartition(":")[2] for arn in properties.get("alarms", [])]
        annotations = properties.get("annotations", {}).get("horizontal", [])
        expected += [f"{each['label']} {each['value']:,.0f}" for each in annotations]
        assert all(each in words for each in expected)


def test_no_line_leaves_its_card(body: Mapping[str, Any]) -> None:
    for group in re.findall(r"<g>.*?</g>", picture(body), re.DOTALL):
        frame = ET.fromstring(group)[0]  # noqa: S314
        x, y = float(frame.attrib["x"]), float(frame.attrib["y"])
        right, bottom = x + float(frame.attrib["width"]), y + float(frame.attrib["height"])
        for points in re.findall(r'points="([^"]+)"', group):
            for point in points.split():
                px, py = map(float, point.split(","))
                assert x <= px <= right
                assert y <= py <= bottom


def test_a_new_metric_must_be_given_an_example() -> None:
    body = {
        "widgets": [
            {
                "type": "metric",
                "x": 0,
                "y": 0,
                "width": 8,
                "height": 6,
                "properties": {
                    "title": "새 지표",
                    "view": "timeSeries",
                    "metrics": [["AWS/New", "Unheard", {"label": "새것", "stat": "Sum"}]],
                },
            }
        ]
    }
    with pytest.raises(NoExampleError, match="Unheard"):
        picture(json.loads(json.dumps(body)))


def test_the_same_metric_looks_different_for_each_line_and_lower_at_the_median() -> None:
    high, low = (series(["TurnMilliseconds"], each, 0) for each in ("p95", "p50"))
    assert all(one > other for one, other in zip(high, low, strict=True))
    assert series(["QueueSize"], "Maximum", 0) != series(["QueueSize"], "Maximum", 1)


def test_stacked_lines_lie_on_top_of_each_other() -> None:
    box = Box(x=0, y=0, width=400, height=200)
    values = [1.0, 1.0]
    drawn = list(chart(box, [("a", values, False), ("b", values, False)], [], stacked=True))
    upper, lower = [each for each in drawn if each.startswith("<polygon")]
    height = [float(each.split()[2].split(",")[1]) for each in (upper, lower)]
    assert height[0] < height[1]

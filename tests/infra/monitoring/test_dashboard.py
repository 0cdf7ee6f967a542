"""The dashboard's own JSON."""

import json
from typing import Any

from tests.infra.engine import Recording


def widgets(recording: Recording) -> list[dict[str, Any]]:
    body = recording.inputs("cloudwatch/Dashboard", "dashboard")["dashboardBody"]
    return json.loads(body)["widgets"]


def metrics(recording: Recording) -> list[list[Any]]:
    return [
        metric
        for widget in widgets(recording)
        if widget["type"] == "metric"
        for metric in widget["properties"]["metrics"]
    ]


def test_prod_has_the_dashboard_that_people_know(prod: Recording) -> None:
    name = prod.inputs("cloudwatch/Dashboard", "dashboard")["dashboardName"]
    assert name == "Saltware-Contact-Center-Dashboard"


def test_people_see_calls_waiting_concurrency_missed_answers_and_ingest(
    recording: Recording,
) -> None:
    assert {metric[1] for metric in metrics(recording)} >= {
        "CallsPerInterval",
        "QueueSize",
        "LongestQueueWaitTime",
        "ConcurrentCalls",
        "ConcurrentCallsPercentage",
        "MissedCalls",
        "ContactFlowErrors",
        "Duration",
        "Errors",
        "Throttles",
        "ApproximateAgeOfOldestMessage",
        "ApproximateNumberOfMessagesVisible",
    }


def test_answer_latency_is_shown_at_p50_and_p95(recording: Recording) -> None:
    [latency] = [each for each in widgets(recording) if "AI 답변 시간" in str(each)]
    statistics = [metric[-1]["stat"] for metric in latency["properties"]["metrics"]]
    assert statistics == ["p50", "p95"]


def test_every_metric_has_pairs_of_dimensions_and_a_label(recording: Recording) -> None:
    for _namespace, _name, *dimensions, options in metrics(recording):
        assert options["label"]
        assert len(dimensions) % 2 == 0
        assert all(isinstance(part, str) and part for part in dimensions)


def test_every_alarm_is_on_the_dashboard(recording: Recording) -> None:
    [shown] = [each for each in widgets(recording) if each["type"] == "alarm"]
    assert len(shown["properties"]["alarms"]) == len(recording.of("cloudwatch/MetricAlarm"))


def test_widgets_fit_the_grid_and_do_not_overlap(recording: Recording) -> None:
    cells: set[tuple[int, int]] = set()
    for widget in widgets(recording):
        covered = {
            (x, y)
            for x in range(widget["x"], widget["x"] + widget["width"])
            for y in range(widget["y"], widget["y"] + widget["height"])
        }
        assert all(x < 24 for x, _ in covered)
        assert not covered & cells
        cells |= covered


def test_titles_are_korean(recording: Recording) -> None:
    titles = [each["properties"].get("title", "고객센터") for each in widgets(recording)]
    assert not any(title.isascii() for title in titles)

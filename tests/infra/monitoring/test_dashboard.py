"""The dashboard's own JSON."""

import json
import re
from typing import Any

import pytest

from ai.contract import Metric
from infra.monitoring.dashboard import FREE_METRICS
from tests.infra.engine import Recording


def widgets(recording: Recording) -> list[dict[str, Any]]:
    body = recording.inputs("cloudwatch/Dashboard", "dashboard")["dashboardBody"]
    return json.loads(body)["widgets"]


def lines(recording: Recording) -> list[list[Any]]:
    """Searches included."""
    return [
        line
        for widget in widgets(recording)
        if widget["type"] == "metric"
        for line in widget["properties"]["metrics"]
    ]


def metrics(recording: Recording) -> list[list[Any]]:
    return [line for line in lines(recording) if len(line) > 1]


def test_prod_has_the_dashboard_that_people_know(prod: Recording) -> None:
    name = prod.inputs("cloudwatch/Dashboard", "dashboard")["dashboardName"]
    assert name == "Saltware-Contact-Center-Dashboard"


OF_PINS = {Metric.PINS_WRONG, Metric.PINS_LOCKED, Metric.PIN_FAILURES}
"""Shown where callers are verified (test_pin_alarm)."""


def test_people_see_calls_waiting_concurrency_missed_answers_and_ingest(
    recording: Recording,
) -> None:
    assert {metric[1] for metric in metrics(recording)} == {
        "CallsPerInterval",
        "QueueSize",
        "LongestQueueWaitTime",
        "ConcurrentCalls",
        "CallsBreachingConcurrencyQuota",
        "MissedCalls",
        "Errors",
        "Throttles",
        "ConcurrentExecutions",
        "4xx",
        "5xx",
        "ApproximateAgeOfOldestMessage",
        "ApproximateNumberOfMessagesVisible",
        "EstimatedCharges",
        *(metric for metric in Metric if metric not in OF_PINS),
    }


def test_answers_are_told_apart_by_how_they_ended(recording: Recording) -> None:
    outcomes = [line[-2] for line in metrics(recording) if line[1] == "Answers"]
    assert outcomes == ["answered", "abstained", "escalate", "failed"]


@pytest.mark.parametrize("title", ["AI 답변 시간(ms)", "첫마디까지(ms)"])
def test_answer_latency_is_shown_at_p50_and_p95(recording: Recording, title: str) -> None:
    [latency] = [each for each in widgets(recording) if each["properties"].get("title") == title]
    statistics = [metric[-1]["stat"] for metric in latency["properties"]["metrics"]]
    assert statistics == ["p50", "p95"]


def test_concurrency_is_shown_against_the_quota(recording: Recording) -> None:
    [shown] = [each for each in widgets(recording) if "동시 통화와 한도" in str(each)]
    assert shown["properties"]["annotations"]["horizontal"] == [{"label": "한도", "value": 10}]


def searches(recording: Recording) -> list[str]:
    return [line[0]["expression"] for line in lines(recording) if len(line) == 1]


def test_the_flows_errors_are_found_by_search(recording: Recording) -> None:
    instance = recording.exports["connect_instance_id"]
    found = [search for search in searches(recording) if "AWS/Connect" in search]
    for search, metric in zip(found, ("ContactFlowErrors", "ContactFlowFatalErrors"), strict=True):
        assert f'InstanceId="{instance}" MetricName="{metric}"' in search
        assert search.startswith("SEARCH('{AWS/Connect,InstanceId,MetricGroup,ContactFlowName} ")


def test_functions_beside_the_answers_and_what_they_left_are_found_by_name(
    recording: Recording,
) -> None:
    functions, letters = (
        next(search for search in searches(recording) if namespace in search)
        for namespace in ("AWS/Lambda", "AWS/SQS")
    )
    assert re.fullmatch(
        r"SEARCH\('\{AWS/Lambda,FunctionName\} MetricName=\"Errors\" "
        r"FunctionName=\(\"[\w-]+\"( OR \"[\w-]+\")*\)', 'Sum', 300\)",
        functions,
    )
    named = {each.inputs["name"] for each in recording.of("lambda/Function")}
    answers = {recording.exports["answer_function"], recording.exports["ingest_function"]}
    assert set(re.findall(r"\"([\w-]*-[\w-]+)\"", functions)) == named - answers
    waiting = set(re.findall(r"\"([\w-]*-[\w-]+)\"", letters))
    assert waiting
    # The user guide's limit of a search ("CloudWatch search expression syntax").
    assert all(len(search) <= 1024 for search in searches(recording))
    assert all(name.endswith("-dead-letter") for name in waiting)


def test_marks_are_shown_on_their_whole_scale(recording: Recording) -> None:
    [shown] = [each for each in widgets(recording) if "Satisfaction" in str(each)]
    assert shown["properties"]["yAxis"]["left"] == {"min": 0, "max": 5}
    [[*_, options]] = shown["properties"]["metrics"]
    assert options["stat"] == "Average"


def test_the_index_version_is_read_from_the_log_of_the_builds(recording: Recording) -> None:
    [log] = [each for each in widgets(recording) if each["type"] == "log"]
    group = recording.inputs("cloudwatch/LogGroup", "ingest-logs")["name"]
    assert log["properties"]["query"].startswith(f"SOURCE '{group}' | ")


def test_money_is_read_where_aws_keeps_it(recording: Recording) -> None:
    [money] = [each for each in widgets(recording) if "EstimatedCharges" in str(each)]
    assert money["properties"]["region"] == "us-east-1"


def test_who_reads_money_is_told_why_there_may_be_none(recording: Recording) -> None:
    money, *others = (each for each in widgets(recording) if "EstimatedCharges" in str(each))
    [beside] = [
        each
        for each in widgets(recording)
        if each["y"] == money["y"] and each["x"] == money["x"] + money["width"]
    ]
    assert others == []
    assert "CloudWatch 결제 알림 받기" in beside["properties"]["markdown"]


def test_hours_of_who_is_to_be_called_do_not_flatten_the_seconds_on_the_line(
    recording: Recording,
) -> None:
    [shown] = [each for each in widgets(recording) if "LongestQueueWaitTime" in str(each)]
    right = {
        metric[metric.index("QueueName") + 1]
        for metric in shown["properties"]["metrics"]
        if metric[-1].get("yAxis") == "right"
    }
    assert right == {"callback"}


def test_the_dashboard_is_among_those_that_cost_nothing(recording: Recording) -> None:
    assert len(metrics(recording)) <= FREE_METRICS


def test_every_metric_has_pairs_of_dimensions_and_a_label(recording: Recording) -> None:
    assert all(line[-1]["label"] for line in lines(recording))
    for _namespace, _name, *dimensions, options in metrics(recording):
        assert options["label"]
        assert len(dimensions) % 2 == 0
        assert all(isinstance(part, str) and part for part in dimensions)


def test_every_alarm_that_mails_is_on_the_dashboard(recording: Recording) -> None:
    [shown] = [each for each in widgets(recording) if each["type"] == "alarm"]
    mailing = {
        each.inputs.get("name", each.inputs.get("alarmName"))
        for kind in ("cloudwatch/MetricAlarm", "cloudwatch/CompositeAlarm")
        for each in recording.of(kind)
        if each.inputs.get("alarmActions")
    }
    assert {arn.rpartition(":")[2] for arn in shown["properties"]["alarms"]} == mailing


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

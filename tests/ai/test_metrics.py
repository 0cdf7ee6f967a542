import json
from typing import Any

import pytest

from ai.contract import METRIC_NAMESPACE, Metric
from ai.metrics import Metrics


def sent(values: dict[Metric, float], outcome: str | None = None) -> list[dict[str, Any]]:
    lines: list[str] = []
    Metrics("dev", lines.append, lambda: 1_795_258_800.5).send(values, outcome=outcome)
    return [json.loads(line) for line in lines]


def test_a_turn_is_counted_by_stack_and_by_outcome() -> None:
    (line,) = sent({Metric.ANSWERS: 1, Metric.TURN: 812.3456}, "answered")
    times, answers = line["_aws"]["CloudWatchMetrics"]
    assert line["_aws"]["Timestamp"] == 1_795_258_800_500
    assert times["Namespace"] == answers["Namespace"] == METRIC_NAMESPACE
    assert times["Dimensions"] == [["Stack"]]
    assert times["Metrics"] == [{"Name": "TurnMilliseconds", "Unit": "Milliseconds"}]
    assert answers["Dimensions"] == [["Stack"], ["Stack", "Outcome"]]
    assert answers["Metrics"] == [{"Name": "Answers", "Unit": "Count"}]
    assert (line["Stack"], line["Outcome"], line["Answers"]) == ("dev", "answered", 1)
    assert line["TurnMilliseconds"] == 812.346


def test_every_name_and_dimension_that_is_declared_stands_in_the_line() -> None:
    (line,) = sent(dict.fromkeys(Metric, 1.0), "failed")
    for directive in line["_aws"]["CloudWatchMetrics"]:
        for name in [metric["Name"] for metric in directive["Metrics"]]:
            assert isinstance(line[name], float | int)
        for dimension in directive["Dimensions"][-1]:
            assert isinstance(line[dimension], str)


def test_a_metric_without_an_outcome_has_the_stack_alone() -> None:
    (line,) = sent({Metric.INGEST_LAG: 12.0})
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Metrics"] == [{"Name": "IngestLagSeconds", "Unit": "Seconds"}]
    assert "Outcome" not in line


def test_what_happened_earlier_is_sent_with_its_time() -> None:
    lines: list[str] = []
    Metrics("dev", lines.append, clock=lambda: 2_000.0).send({Metric.ABANDONED: 1}, at=1_000.5)
    assert json.loads(lines[0])["_aws"]["Timestamp"] == 1_000_500


def test_nothing_to_send_is_no_line() -> None:
    assert sent({}) == []


def test_lines_go_to_standard_output_one_each(capsys: pytest.CaptureFixture[str]) -> None:
    metrics = Metrics("dev")
    metrics.send({Metric.GATE_REFUSED: 1})
    metrics.send({Metric.GATE_REFUSED: 1})
    assert [json.loads(line)["GateRefused"] for line in capsys.readouterr().out.splitlines()] == [
        1,
        1,
    ]

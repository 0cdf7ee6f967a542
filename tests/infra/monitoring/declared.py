"""Alarms as they were declared, and the metrics that they ask for."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.infra.engine import Recording, Registered


def alarms_of(recording: Recording) -> list[Registered]:
    return [
        *recording.of("cloudwatch/MetricAlarm"),
        *recording.of("cloudwatch/CompositeAlarm"),
    ]


def metrics_of(alarm: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if "metricQueries" in alarm:
        yield from (query["metric"] for query in alarm["metricQueries"] if "metric" in query)
    else:
        yield alarm


def all_metrics(recording: Recording) -> list[Mapping[str, Any]]:
    return [
        metric
        for alarm in recording.of("cloudwatch/MetricAlarm")
        for metric in metrics_of(alarm.inputs)
    ]

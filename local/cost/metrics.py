"""The assistant's own metrics, which are billed each: those that alarms and dashboards read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from ai.contract import METRIC_NAMESPACE, Metric
from local.cost.use import Declared, Use
from local.cost.volume import Volume

OF_BUILDS: Final = frozenset(
    {
        Metric.INGEST_LAG.value,
        Metric.INGEST_FAILURES.value,
        Metric.DOCUMENTS_FAILED.value,
        Metric.GATE_REFUSED.value,
        Metric.SNAPSHOT_AGE.value,
        Metric.INDEX_HELD.value,
    }
)
"""Sent when an index is built; the others are sent when somebody calls."""

OF_FAULTS: Final = frozenset(
    {
        Metric.LOOKUP_FAILURES.value,
        Metric.RECORDS_FAILED.value,
        Metric.CALLBACK_FAILURES.value,
        Metric.PASSAGES_REFUSED.value,
        Metric.PINS_WRONG.value,
        Metric.PINS_LOCKED.value,
        Metric.PIN_FAILURES.value,
    }
)
"""Sent when somebody calls and something is wrong."""

FAULT_SHARE: Final = 1 / 30
"""Of the hours in which somebody calls, at most: one day a month, before it is mended."""

Read = tuple[str, frozenset[tuple[str, str]]]


def metric_uses(resources: Iterable[Declared], volume: Volume) -> Iterator[Use]:
    """Each metric for the hours of a month in which it is sent."""
    for name, _ in sorted(set(_read_by(resources)), key=str):
        if name in OF_BUILDS:
            yield Use.fixed("custom-metric", volume.build_share)
        elif name in OF_FAULTS:
            yield Use.call("custom-metric", volume.busy_share * FAULT_SHARE)
        else:
            yield Use.call("custom-metric", volume.busy_share)


def _read_by(resources: Iterable[Declared]) -> Iterator[Read]:
    for resource in resources:
        if resource.type == "aws:cloudwatch/metricAlarm:MetricAlarm":
            yield from _of_alarm(resource.inputs)
        if resource.type == "aws:cloudwatch/dashboard:Dashboard":
            yield from _of_dashboard(json.loads(resource.inputs["dashboardBody"]))


def _of_alarm(inputs: Mapping[str, Any]) -> Iterator[Read]:
    queries: Sequence[Mapping[str, Any]] = inputs.get("metricQueries") or []
    asked: list[Mapping[str, Any]] = [query.get("metric") or {} for query in queries]
    for metric in [inputs, *asked]:
        if metric.get("namespace") == METRIC_NAMESPACE:
            dimensions: Mapping[str, str] = metric["dimensions"]
            yield metric["metricName"], frozenset(dimensions.items())


def _of_dashboard(body: Mapping[str, Any]) -> Iterator[Read]:
    for widget in body["widgets"]:
        for line in widget["properties"].get("metrics", []):
            if line[0] == METRIC_NAMESPACE:
                parts = [part for part in line[2:] if isinstance(part, str)]
                yield line[1], frozenset(zip(parts[::2], parts[1::2], strict=True))

"""What the assistant counts, in CloudWatch's embedded metric format: a log line is a metric.

The format is one JSON object a line on standard output, with the metrics named under `_aws`
(CloudWatch user guide, embedded metric format specification). No call is made and no caller
waits. AWS Lambda Powertools writes the same lines; importing its metrics takes 0.1 s of every cold
start for what follows.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from ai.contract import METRIC_NAMESPACE, Metric, MetricDimension

_UNITS: Final = (("Milliseconds", "Milliseconds"), ("Seconds", "Seconds"))

Write = Callable[[str], None]


class Metrics:
    """Sends metrics of one stack. `write` takes a line without its end."""

    def __init__(
        self, stack: str, write: Write | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._stack = stack
        self._write = write or _to_standard_output
        self._clock = clock

    def send(
        self,
        values: Mapping[Metric, float],
        *,
        outcome: str | None = None,
        at: float | None = None,
    ) -> None:
        """Send what happened. With an `outcome`, `ANSWERS` is counted by it as well.

        `at` is when, in seconds since 1970; now, where nothing is said. CloudWatch takes the last
        two weeks (API reference, PutMetricData).
        """
        if values:
            when = self._clock() if at is None else at
            self._write(json.dumps(self._line(values, outcome, when), ensure_ascii=False))

    def _line(
        self, values: Mapping[Metric, float], outcome: str | None, when: float
    ) -> dict[str, Any]:
        by_stack = [[MetricDimension.STACK.value]]
        by_outcome = [*by_stack, [MetricDimension.STACK.value, MetricDimension.OUTCOME.value]]
        counted = outcome is not None and Metric.ANSWERS in values
        plain = [metric for metric in values if not (counted and metric is Metric.ANSWERS)]
        directives = [_directive(plain, by_stack)] if plain else []
        if counted:
            directives.append(_directive([Metric.ANSWERS], by_outcome))
        return {
            "_aws": {"Timestamp": int(when * 1_000), "CloudWatchMetrics": directives},
            MetricDimension.STACK.value: self._stack,
            **({MetricDimension.OUTCOME.value: outcome} if counted else {}),
            **{metric.value: round(value, 3) for metric, value in values.items()},
        }


def _directive(metrics: list[Metric], dimensions: list[list[str]]) -> dict[str, Any]:
    return {
        "Namespace": METRIC_NAMESPACE,
        "Dimensions": dimensions,
        "Metrics": [{"Name": metric.value, "Unit": _unit(metric)} for metric in metrics],
    }


def _unit(metric: Metric) -> str:
    return next((unit for suffix, unit in _UNITS if metric.value.endswith(suffix)), "Count")


def _to_standard_output(line: str) -> None:
    """Straight to the stream: Lambda keeps such lines as they are, also with JSON logging."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()

"""What the alarms and the dashboard are about, as the stack made and configured it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pulumi

from ai.contract import METRIC_NAMESPACE, Metric, MetricDimension
from infra.monitoring.spec import CONNECT, LAMBDA, MetricSource

SLOW_SHARE: Final = 0.85
"""Share of a deadline that may be used before somebody is told."""


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """From the configuration; Pulumi.yaml says what each means."""

    longest_wait_seconds: int
    waiting_callers: int
    missed_calls: int
    abandoned_calls: int
    concurrent_calls: int
    answer_failure_percent: int
    stale_index_hours: int
    turn_seconds: int
    ingest_seconds: int


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What is watched. Connect's dimensions hold names, not ids.

    Callers do not hear the queues in `answered_later`: they wait to be called back.
    """

    stack: str
    instance_id: pulumi.Input[str]
    queues: Sequence[str]
    flows: Sequence[str]
    answer_function: pulumi.Input[str]
    ingest_function: pulumi.Input[str]
    ingest_queue: pulumi.Input[str]
    dead_letter_queue: pulumi.Input[str]
    limits: Thresholds
    answered_later: frozenset[str] = frozenset()

    @property
    def heard_queues(self) -> list[str]:
        """Queues in which callers wait on the line."""
        return [queue for queue in self.queues if queue not in self.answered_later]

    def connect(self, metric: str, group: str, statistic: str, **names: str) -> MetricSource:
        """A metric of the instance (Connect admin guide, monitoring-cloudwatch)."""
        dimensions = {"InstanceId": self.instance_id, "MetricGroup": group, **names}
        return MetricSource(
            namespace=CONNECT, metric=metric, dimensions=dimensions, statistic=statistic
        )

    def assistant(self, metric: Metric, statistic: str, outcome: str | None = None) -> MetricSource:
        """A metric that the assistant sends itself."""
        dimensions: dict[str, pulumi.Input[str]] = {MetricDimension.STACK.value: self.stack}
        if outcome is not None:
            dimensions[MetricDimension.OUTCOME.value] = outcome
        return MetricSource(
            namespace=METRIC_NAMESPACE,
            metric=metric.value,
            dimensions=dimensions,
            statistic=statistic,
        )


def function_metric(function: pulumi.Input[str], metric: str, statistic: str) -> MetricSource:
    """A metric of Lambda."""
    return MetricSource(
        namespace=LAMBDA,
        metric=metric,
        dimensions={"FunctionName": function},
        statistic=statistic,
    )

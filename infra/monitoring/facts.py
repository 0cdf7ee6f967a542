"""What the alarms and the dashboard are about, as the stack made and configured it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

import pulumi

from ai.contract import METRIC_NAMESPACE, Metric, MetricDimension
from infra.function import LambdaFunction
from infra.monitoring.spec import CONNECT, FIREHOSE, LAMBDA, SQS, MetricSource

SLOW_SHARE: Final = 0.85
"""Share of a deadline that may be used before somebody is told."""

FEW: Final = 10
"""Fewer runs than this in a quarter of an hour say nothing about a percentile."""

SPELL_MINUTES: Final = 60
"""Long enough to hold two attempts of a queue at the same event."""


class Serving(Protocol):
    """A component with functions of its own.

    `functions` are by logical name. `queues` and `dead_letters` are names of queues by what is in
    them: what waits for a function, and what it could not handle.
    """

    @property
    def functions(self) -> Mapping[str, LambdaFunction]: ...  # noqa: D102
    @property
    def queues(self) -> Mapping[str, pulumi.Output[str]]: ...  # noqa: D102
    @property
    def dead_letters(self) -> Mapping[str, pulumi.Output[str]]: ...  # noqa: D102


class ServingChat(Protocol):
    """A component with an HTTP API before its function."""

    @property
    def functions(self) -> Mapping[str, LambdaFunction]: ...  # noqa: D102
    @property
    def api_id(self) -> pulumi.Output[str]: ...  # noqa: D102


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
    callback_wait_minutes: int


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What is watched. Connect's dimensions hold names, not ids.

    Callers do not hear the queues in `answered_later`: they wait to be called back.
    With `verifies`, known callers are asked for a PIN. `record_stream` brings contact records.
    `functions`, `queues_of_work` and `dead_letters` are those beside the answers; duties.py knows
    what they are for.
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
    functions: Mapping[str, pulumi.Input[str]] = field(default_factory=dict[str, pulumi.Input[str]])
    queues_of_work: Mapping[str, pulumi.Input[str]] = field(
        default_factory=dict[str, pulumi.Input[str]]
    )
    dead_letters: Mapping[str, pulumi.Input[str]] = field(
        default_factory=dict[str, pulumi.Input[str]]
    )
    chat_api: pulumi.Input[str] | None = None
    verifies: bool = False
    record_stream: pulumi.Input[str] | None = None

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


def delivery_metric(stream: pulumi.Input[str], metric: str, statistic: str) -> MetricSource:
    """A metric of a Firehose stream that writes to S3."""
    return MetricSource(
        namespace=FIREHOSE,
        metric=f"DeliveryToS3.{metric}",
        dimensions={"DeliveryStreamName": stream},
        statistic=statistic,
    )


def letters_waiting(queue: pulumi.Input[str]) -> MetricSource:
    """Messages that lie in a queue."""
    return _of_queue(queue, "ApproximateNumberOfMessagesVisible")


def oldest_waiting(queue: pulumi.Input[str]) -> MetricSource:
    """Seconds since the oldest message of a queue was sent."""
    return _of_queue(queue, "ApproximateAgeOfOldestMessage")


def _of_queue(queue: pulumi.Input[str], metric: str) -> MetricSource:
    return MetricSource(
        namespace=SQS, metric=metric, dimensions={"QueueName": queue}, statistic="Maximum"
    )

"""CloudWatch's alarm states over synthetic metrics, minute by minute.

What it keeps to (CloudWatch user guide, "Alarm evaluation" and "Configuring how alarms treat
missing data"): windows of whole periods that slide with the minute of evaluation; a range of it
that is longer than the evaluation periods, from which the latest datapoints that exist are taken,
and the setting for missing data fills what still lacks; M out of N; metric math; composite rules;
suppression with wait and extension. What it leaves out: delays of delivery, `ignore` and `missing`.
"""

import ast
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.infra.monitoring.metric_math import Row, evaluate

EXTRA_PERIODS = 2
"""How much longer the range of evaluation is, as in the user guide's own example (5 for 3)."""

Samples = Mapping[int, Sequence[float]]
"""What was sent, by minute. A minute that is not there had no data."""


@dataclass(frozen=True, kw_only=True, order=True)
class MetricKey:
    """One metric: a name and its dimensions, in a namespace."""

    namespace: str
    metric: str
    dimensions: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, inputs: Mapping[str, Any]) -> "MetricKey":
        dimensions = tuple(sorted(dict(inputs["dimensions"]).items()))
        return cls(
            namespace=inputs["namespace"], metric=inputs["metricName"], dimensions=dimensions
        )


@dataclass(frozen=True, kw_only=True)
class MetricAlarm:
    """A metric alarm as it was declared. `metrics` has key and statistic by the id of the query."""

    name: str
    metrics: Mapping[str, tuple[MetricKey, str]]
    expression: str
    period: int
    periods: int
    datapoints: int
    threshold: float
    missing_is_bad: bool
    pages: bool

    @classmethod
    def of(cls, inputs: Mapping[str, Any]) -> "MetricAlarm":
        metrics, expression, seconds = _watched(inputs)
        assert seconds % 60 == 0
        assert inputs["comparisonOperator"] == "GreaterThanOrEqualToThreshold"
        return cls(
            name=inputs["name"],
            metrics=metrics,
            expression=expression,
            period=seconds // 60,
            periods=inputs["evaluationPeriods"],
            datapoints=inputs["datapointsToAlarm"],
            threshold=inputs["threshold"],
            missing_is_bad={"breaching": True, "notBreaching": False}[inputs["treatMissingData"]],
            pages=bool(inputs.get("alarmActions")),
        )

    def is_on(self, minute: int, data: Mapping[MetricKey, Samples]) -> bool:
        """The state after everything up to and with `minute` has arrived."""
        count = self.periods + EXTRA_PERIODS
        # One more at the old end, which only differences look at.
        rows = {
            id_: [
                statistic(_between(data.get(key, {}), end - self.period + 1, end), wanted_statistic)
                for end in range(minute - count * self.period, minute + 1, self.period)
            ]
            for id_, (key, wanted_statistic) in self.metrics.items()
        }
        row = evaluate(self.expression, rows)[1:]
        return self._bad(row) >= self.datapoints

    def _bad(self, row: Row) -> int:
        real = [value for value in row if value is not None][-self.periods :]
        bad = sum(value >= self.threshold for value in real)
        return bad + (self.periods - len(real)) * self.missing_is_bad


def _watched(inputs: Mapping[str, Any]) -> tuple[dict[str, tuple[MetricKey, str]], str, int]:
    if "metricQueries" not in inputs:
        chosen = inputs.get("statistic") or inputs["extendedStatistic"]
        return {"metric": (MetricKey.of(inputs), chosen)}, "metric", inputs["period"]
    queries = inputs["metricQueries"]
    [expression] = [query["expression"] for query in queries if query.get("returnData")]
    asked = {query["id"]: query["metric"] for query in queries if "metric" in query}
    [seconds] = {metric["period"] for metric in asked.values()}
    metrics = {id_: (MetricKey.of(metric), metric["stat"]) for id_, metric in asked.items()}
    return metrics, expression, seconds


def _between(samples: Samples, first: int, last: int) -> list[float]:
    return [value for minute in range(first, last + 1) for value in samples.get(minute, ())]


def statistic(values: Sequence[float], name: str) -> float | None:
    """One datapoint; None without data. Percentiles are the nearest rank."""
    if not values:
        return None
    if name.startswith("p"):
        rank = math.ceil(float(name[1:]) / 100 * len(values))
        return sorted(values)[max(rank, 1) - 1]
    plain = {"Sum": sum(values), "Maximum": max(values), "Minimum": min(values)}
    return float(plain[name])


@dataclass(frozen=True, kw_only=True)
class Composite:
    """A composite alarm as it was declared; periods are in minutes."""

    name: str
    rule: str
    suppressor: str | None
    wait: int
    extension: int
    pages: bool

    @classmethod
    def of(cls, inputs: Mapping[str, Any]) -> "Composite":
        suppression = inputs.get("actionsSuppressor", {})
        return cls(
            name=inputs["alarmName"],
            rule=inputs["alarmRule"],
            suppressor=suppression.get("alarm"),
            wait=suppression.get("waitPeriod", 0) // 60,
            extension=suppression.get("extensionPeriod", 0) // 60,
            pages=bool(inputs.get("alarmActions")),
        )

    @property
    def members(self) -> list[str]:
        return re.findall(r'ALARM\("([^"]+)"\)', self.rule)

    def is_on(self, on: Mapping[str, bool]) -> bool:
        """Whether the rule holds; a name that no alarm has raises."""
        words = re.sub(r'ALARM\("([^"]+)"\)', lambda found: str(on[found.group(1)]), self.rule)
        words = re.sub(r"\b(AND|OR|NOT)\b", lambda found: found.group().lower(), words)
        return _truth(ast.parse(words, mode="eval").body)


def _truth(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=bool() as value):
            return value
        case ast.BoolOp(op=ast.Or(), values=values):
            return any(_truth(value) for value in values)
        case ast.BoolOp(op=ast.And(), values=values):
            return all(_truth(value) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _truth(operand)
        case _:
            raise NotImplementedError(ast.dump(node))


@dataclass(kw_only=True)
class Run:
    """What happened: the minutes at which each alarm went on and off, and the pages sent."""

    changes: dict[str, list[tuple[int, bool]]] = field(
        default_factory=dict[str, list[tuple[int, bool]]]
    )
    pages: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])

    def went_on(self, name: str) -> list[int]:
        return [minute for minute, on in self.changes.get(name, []) if on]

    def went_off(self, name: str) -> list[int]:
        return [minute for minute, on in self.changes.get(name, []) if not on]


class AlarmEngine:
    """All alarms of a stack together."""

    def __init__(self, alarms: Sequence[MetricAlarm], composites: Sequence[Composite]) -> None:
        self._alarms = alarms
        self._composites = _members_first(composites)

    def run(self, data: Mapping[MetricKey, Samples], minutes: range) -> Run:
        """Evaluates every minute. Whoever is on at once counts as having gone on then."""
        run, on = Run(), dict[str, bool]()
        since: dict[str, int] = {}
        paged: set[str] = set()
        for minute in minutes:
            before = dict(on)
            for alarm in self._alarms:
                on[alarm.name] = alarm.is_on(minute, data)
            for composite in self._composites:
                on[composite.name] = composite.is_on(on)
            for name, state in on.items():
                if state != before.get(name, False):
                    run.changes.setdefault(name, []).append((minute, state))
                    since[name] = minute
            for alarm in [*self._alarms, *self._composites]:
                if not on[alarm.name]:
                    paged.discard(alarm.name)
                elif alarm.pages and alarm.name not in paged and _due(alarm, minute, on, since):
                    paged.add(alarm.name)
                    run.pages.append((minute, alarm.name))
        return run


def _due(
    alarm: MetricAlarm | Composite, minute: int, on: Mapping[str, bool], since: Mapping[str, int]
) -> bool:
    """Whether an alarm that is on may mail now: its suppressor is off and both waits are over."""
    if isinstance(alarm, MetricAlarm) or alarm.suppressor is None:
        return True
    if on[alarm.suppressor]:
        return False
    quiet = since.get(alarm.suppressor, -1)
    was_suppressed = since[alarm.name] <= quiet
    extended = was_suppressed and minute < quiet + alarm.extension
    return minute >= since[alarm.name] + alarm.wait and not extended


def _members_first(composites: Sequence[Composite]) -> list[Composite]:
    left, ordered = list(composites), list[Composite]()
    while left:
        names = {each.name for each in left}
        ready = [each for each in left if not names & set(each.members)]
        assert ready, "composite alarms refer to each other in a circle"
        ordered += ready
        left = [each for each in left if each not in ready]
    return ordered

"""Creates the alarms of a plan. The audience's topic hears of each page, and of its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.monitoring.spec import (
    AlarmPlan,
    AlarmSpec,
    Audience,
    CompositeSpec,
    MetricSource,
    description,
)


@dataclass(frozen=True, kw_only=True)
class AlarmsArgs:
    """`runbooks` is where people read what to do; each alarm names its section there.

    `topics` has the ARN of the topic that mails each audience.
    """

    deployment: Deployment
    component: str
    plan: AlarmPlan
    topics: Mapping[Audience, pulumi.Output[str]]
    runbooks: str


class Alarms(pulumi.ComponentResource):
    """Metric alarms, and the composite alarms that page for several of them.

    `paging` has the ARNs of those that mail somebody, composite ones first.
    """

    paging: Sequence[pulumi.Output[str]]

    def __init__(
        self, name: str, args: AlarmsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:monitoring:Alarms", name, None, opts)
        self._args = args
        self._child = pulumi.ResourceOptions(parent=self)
        made: dict[str, aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm] = {}
        for spec in args.plan.alarms:
            made[spec.name] = self._create_alarm(spec)
        for composite in args.plan.composites:
            made[composite.name] = self._create_composite(composite, made)
        self.paging = [made[name].arn for name in args.plan.paging]
        self.register_outputs({"paging": list(self.paging)})

    def _physical(self, name: str) -> str:
        return self._args.deployment.name(name, limit=naming.ALARM)

    def _mails(
        self, name: str, audience: Audience = Audience.SHIFT
    ) -> list[pulumi.Output[str]] | None:
        return [self._args.topics[audience]] if self._args.plan.pages(name) else None

    def _create_alarm(self, spec: AlarmSpec) -> aws.cloudwatch.MetricAlarm:
        mails = self._mails(spec.name, spec.audience)
        return aws.cloudwatch.MetricAlarm(
            spec.name,
            **_watched(spec),
            name=self._physical(spec.name),
            alarm_description=description(spec, self._args.runbooks),
            comparison_operator="GreaterThanOrEqualToThreshold",
            threshold=spec.threshold,
            evaluation_periods=spec.periods,
            datapoints_to_alarm=spec.datapoints,
            treat_missing_data=spec.missing.value,
            alarm_actions=mails,
            ok_actions=mails,
            tags=self._args.deployment.tags(self._args.component),
            opts=self._child,
        )

    def _create_composite(
        self,
        spec: CompositeSpec,
        made: dict[str, aws.cloudwatch.MetricAlarm | aws.cloudwatch.CompositeAlarm],
    ) -> aws.cloudwatch.CompositeAlarm:
        mails = self._mails(spec.name)
        suppressor = None
        if spec.suppressed_by is not None:
            suppressor = aws.cloudwatch.CompositeAlarmActionsSuppressorArgs(
                alarm=self._physical(spec.suppressed_by),
                wait_period=spec.wait_seconds,
                extension_period=spec.extension_seconds,
            )
        return aws.cloudwatch.CompositeAlarm(
            spec.name,
            alarm_name=self._physical(spec.name),
            alarm_description=description(spec, self._args.runbooks),
            alarm_rule=spec.rule({each: self._physical(each) for each in spec.refers_to}),
            actions_suppressor=suppressor,
            alarm_actions=mails,
            ok_actions=mails,
            tags=self._args.deployment.tags(self._args.component),
            # CloudWatch refuses a rule that names an alarm it does not have.
            opts=pulumi.ResourceOptions(
                parent=self, depends_on=[made[name] for name in spec.refers_to]
            ),
        )


def _watched(spec: AlarmSpec) -> dict[str, Any]:
    """Arguments that depend on whether one metric is watched, or an expression."""
    if spec.expression is None:
        [metric] = spec.metrics.values()
        percentile = metric.statistic if metric.statistic.startswith("p") else None
        return {
            "namespace": metric.namespace,
            "metric_name": metric.metric,
            "dimensions": metric.dimensions,
            "statistic": None if percentile else metric.statistic,
            "extended_statistic": percentile,
            "period": spec.seconds,
        }
    return {
        "metric_queries": [
            aws.cloudwatch.MetricAlarmMetricQueryArgs(
                id="watched", expression=spec.expression, label=spec.name, return_data=True
            ),
            *[_query(id_, metric, spec.seconds) for id_, metric in spec.metrics.items()],
        ]
    }


def _query(
    id_: str, metric: MetricSource, seconds: int
) -> aws.cloudwatch.MetricAlarmMetricQueryArgs:
    return aws.cloudwatch.MetricAlarmMetricQueryArgs(
        id=id_,
        return_data=False,
        metric=aws.cloudwatch.MetricAlarmMetricQueryMetricArgs(
            namespace=metric.namespace,
            metric_name=metric.metric,
            dimensions=metric.dimensions,
            stat=metric.statistic,
            period=seconds,
        ),
    )

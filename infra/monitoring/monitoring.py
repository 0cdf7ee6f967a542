"""Alarms, the topic that mails them, and the dashboard."""

import json
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.assistant.assistant import Assistant
from infra.config import StackConfig
from infra.connect.contact_center import ContactCenter
from infra.connect.flows import CallFlows
from infra.deployment import Deployment
from infra.monitoring.alarms import AlarmFacts, AlarmSpec, all_alarms
from infra.monitoring.dashboard import DashboardFacts, dashboard_body
from infra.topic import MailTopic, MailTopicArgs

COMPONENT: Final = "monitoring"

SLOW_SHARE: Final = 0.85
"""Share of a turn's deadline that the slow 5% may use before somebody is told."""


@dataclass(frozen=True, kw_only=True)
class MonitoringArgs:
    """What is watched."""

    deployment: Deployment
    config: StackConfig
    center: ContactCenter
    assistant: Assistant
    flows: CallFlows


class Monitoring(pulumi.ComponentResource):
    """Every alarm mails the same topic, when it goes off and when it is over."""

    topic: MailTopic
    dashboard_url: str

    def __init__(
        self, name: str, args: MonitoringArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:monitoring:Monitoring", name, None, opts)
        self._args = args
        self.topic = MailTopic(
            "alerts",
            MailTopicArgs(
                deployment=args.deployment,
                component=COMPONENT,
                title="Saltware alerts",
                emails=args.config.alert_emails,
                publisher="cloudwatch.amazonaws.com",
            ),
            pulumi.ResourceOptions(parent=self),
        )
        alarms = [self._create_alarm(spec) for spec in all_alarms(self._alarm_facts())]
        self._create_dashboard(alarms)
        region = args.deployment.region
        self.dashboard_url = (
            f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}"
            f"#dashboards/dashboard/{args.config.dashboard_name}"
        )
        self.register_outputs({"topic_arn": self.topic.arn, "dashboard_url": self.dashboard_url})

    def _alarm_facts(self) -> AlarmFacts:
        args = self._args
        return AlarmFacts(
            instance_id=args.center.instance.id,
            queues=list(args.center.routing.queue_arns),
            flows=list(args.flows.watched),
            answer_function=args.assistant.answer.name,
            ingest_function=args.assistant.ingest.name,
            ingest_queue=args.assistant.queue.name,
            dead_letter_queue=args.assistant.queue.dead_letter_name,
            longest_wait_seconds=args.config.longest_wait_seconds,
            missed_calls=args.config.missed_calls,
            slow_answer_ms=round(args.config.turn_seconds * 1000 * SLOW_SHARE),
        )

    def _create_alarm(self, spec: AlarmSpec) -> aws.cloudwatch.MetricAlarm:
        percentile = spec.statistic if spec.statistic.startswith("p") else None
        return aws.cloudwatch.MetricAlarm(
            spec.name,
            name=self._args.deployment.name(spec.name, limit=naming.ALARM),
            alarm_description=spec.description,
            namespace=spec.namespace,
            metric_name=spec.metric,
            dimensions=spec.dimensions,
            statistic=None if percentile else spec.statistic,
            extended_statistic=percentile,
            comparison_operator="GreaterThanOrEqualToThreshold",
            threshold=spec.threshold,
            period=spec.seconds,
            evaluation_periods=spec.periods,
            datapoints_to_alarm=spec.datapoints,
            treat_missing_data="notBreaching",
            alarm_actions=[self.topic.arn],
            ok_actions=[self.topic.arn],
            tags=self._args.deployment.tags(COMPONENT),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_dashboard(self, alarms: list[aws.cloudwatch.MetricAlarm]) -> None:
        args = self._args
        body = pulumi.Output.all(
            instance_id=args.center.instance.id,
            answer_function=args.assistant.answer.name,
            ingest_function=args.assistant.ingest.name,
            ingest_queue=args.assistant.queue.name,
            dead_letter_queue=args.assistant.queue.dead_letter_name,
            alarm_arns=pulumi.Output.all(*[alarm.arn for alarm in alarms]),
        ).apply(
            lambda known: dashboard_body(
                DashboardFacts(
                    region=args.deployment.region,
                    queues=list(args.center.routing.queue_arns),
                    flows=list(args.flows.watched),
                    **known,
                )
            )
        )
        aws.cloudwatch.Dashboard(
            "dashboard",
            dashboard_name=args.config.dashboard_name,
            dashboard_body=body.apply(lambda plain: json.dumps(plain, ensure_ascii=False)),
            opts=pulumi.ResourceOptions(parent=self),
        )

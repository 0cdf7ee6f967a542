"""Alarms, the topic that mails them, the dashboard and the budget."""

import json
from dataclasses import dataclass, replace
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra.assistant.assistant import Assistant
from infra.config import StackConfig
from infra.connect.contact_center import ANSWERED_LATER, ContactCenter
from infra.connect.flows import CallFlows
from infra.deployment import Deployment
from infra.key import DataKey
from infra.monitoring.alarms import Alarms, AlarmsArgs
from infra.monitoring.budget import BudgetArgs, create_budget
from infra.monitoring.dashboard import DashboardFacts, dashboard_body
from infra.monitoring.facts import Thresholds, Watched
from infra.monitoring.plan import alarm_plan
from infra.topic import MailTopic, MailTopicArgs

COMPONENT: Final = "monitoring"


@dataclass(frozen=True, kw_only=True)
class MonitoringArgs:
    """What is watched."""

    deployment: Deployment
    config: StackConfig
    center: ContactCenter
    assistant: Assistant
    flows: CallFlows
    key: DataKey


class Monitoring(pulumi.ComponentResource):
    """Every page mails the same topic, when it goes off and when it is over."""

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
                key=args.key,
                title="Saltware alerts",
                emails=args.config.alert_emails,
                publishers=("cloudwatch.amazonaws.com", "budgets.amazonaws.com"),
            ),
            pulumi.ResourceOptions(parent=self),
        )
        watched = self._watched()
        alarms = Alarms(
            "alarms",
            AlarmsArgs(
                deployment=args.deployment,
                component=COMPONENT,
                plan=alarm_plan(watched, args.config.watch),
                topic_arn=self.topic.arn,
                runbooks=args.config.runbooks,
            ),
            pulumi.ResourceOptions(parent=self),
        )
        budget = self._create_budget()
        self._create_dashboard(watched, alarms, float(budget.usd))
        region = args.deployment.region
        self.dashboard_url = (
            f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}"
            f"#dashboards/dashboard/{args.config.dashboard_name}"
        )
        self.register_outputs({"topic_arn": self.topic.arn, "dashboard_url": self.dashboard_url})

    def _watched(self) -> Watched:
        args = self._args
        return Watched(
            stack=args.deployment.stack,
            instance_id=args.center.instance.id,
            queues=list(args.center.routing.queue_arns),
            flows=list(args.flows.watched),
            answer_function=args.assistant.answer.name,
            ingest_function=args.assistant.ingest.name,
            ingest_queue=args.assistant.queue.name,
            dead_letter_queue=args.assistant.queue.dead_letter_name,
            limits=thresholds(args.config),
            answered_later=ANSWERED_LATER,
        )

    def _create_budget(self) -> BudgetArgs:
        args = BudgetArgs(
            deployment=self._args.deployment,
            component=COMPONENT,
            krw=self._args.config.monthly_budget_krw,
            krw_per_usd=self._args.config.krw_per_usd,
            topic_arn=self.topic.arn,
        )
        create_budget(args, parent=self)
        return args

    def _create_dashboard(self, watched: Watched, alarms: Alarms, budget_usd: float) -> None:
        args = self._args

        def body(known: dict[str, Any]) -> str:
            alarm_arns = known.pop("alarm_arns")
            facts = DashboardFacts(
                region=args.deployment.region,
                watched=replace(watched, **known),
                alarm_arns=alarm_arns,
                ingest_log_group=f"/aws/lambda/{known['ingest_function']}",
                budget_usd=budget_usd,
                runbooks=args.config.runbooks,
            )
            return json.dumps(dashboard_body(facts), ensure_ascii=False)

        known = pulumi.Output.all(
            instance_id=watched.instance_id,
            answer_function=watched.answer_function,
            ingest_function=watched.ingest_function,
            ingest_queue=watched.ingest_queue,
            dead_letter_queue=watched.dead_letter_queue,
            alarm_arns=pulumi.Output.all(*alarms.paging),
        )
        aws.cloudwatch.Dashboard(
            "dashboard",
            dashboard_name=args.config.dashboard_name,
            dashboard_body=known.apply(body),
            opts=pulumi.ResourceOptions(parent=self),
        )


def thresholds(config: StackConfig) -> Thresholds:
    """Everything that the configuration says about alarms."""
    return Thresholds(
        longest_wait_seconds=config.longest_wait_seconds,
        waiting_callers=config.waiting_callers,
        missed_calls=config.missed_calls,
        abandoned_calls=config.abandoned_calls,
        concurrent_calls=config.concurrent_calls,
        answer_failure_percent=config.answer_failure_percent,
        stale_index_hours=config.stale_index_hours,
        turn_seconds=config.turn_seconds,
        ingest_seconds=config.ingest_seconds,
    )

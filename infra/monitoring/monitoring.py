"""Alarms, the topic that mails them, the dashboard and the budget."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra.assistant.assistant import Assistant
from infra.config import StackConfig
from infra.connect.contact_center import ANSWERED_LATER, ContactCenter, ContactCenterArgs
from infra.connect.flows import CallFlows
from infra.monitoring.alarms import Alarms, AlarmsArgs
from infra.monitoring.budget import BudgetArgs, create_budget
from infra.monitoring.dashboard import DashboardFacts, dashboard_body
from infra.monitoring.facts import Serving, ServingChat, Thresholds, Watched
from infra.monitoring.plan import alarm_plan
from infra.monitoring.reach import next_steps
from infra.monitoring.spec import Audience
from infra.place import Place
from infra.senders import alarms_of, budgets_of
from infra.topic import MailTopic, MailTopicArgs

COMPONENT: Final = "monitoring"


@dataclass(frozen=True, kw_only=True)
class MonitoringArgs:
    """What is watched. `base` is what everything is built from.

    `serving` are the components whose functions run beside the answers, `chat` answers programs.
    """

    base: ContactCenterArgs
    center: ContactCenter
    assistant: Assistant
    flows: CallFlows
    serving: Sequence[Serving]
    chat: ServingChat | None = None


class Monitoring(pulumi.ComponentResource):
    """Alarms mail the topic of their audience, when they go off and when it is over.

    `next_steps` is what is left to do until they reach somebody, in Korean.
    """

    topic: MailTopic
    dashboard_url: str
    next_steps: Sequence[str]

    def __init__(
        self, name: str, args: MonitoringArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:monitoring:Monitoring", name, None, opts)
        self._args = args
        self._deployment, self._config = args.base.deployment, args.base.config
        self.topic = MailTopic(
            "alerts",
            MailTopicArgs(
                place=Place(deployment=self._deployment, component=COMPONENT, key=args.base.key),
                title="Saltware alerts",
                emails=self._config.watching.alert_emails,
                publishers=(alarms_of(self._deployment), budgets_of(self._deployment)),
            ),
            pulumi.ResourceOptions(parent=self),
        )
        self.next_steps = next_steps(self._config.watching)
        watched = self._watched()
        alarms = self._create_alarms(watched)
        budget = self._create_budget()
        self._create_dashboard(watched, alarms, float(budget.usd))
        region = self._deployment.region
        self.dashboard_url = (
            f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}"
            f"#dashboards/dashboard/{self._config.watching.dashboard_name}"
        )
        self.register_outputs({"topic_arn": self.topic.arn, "dashboard_url": self.dashboard_url})

    def _watched(self) -> Watched:
        args = self._args
        serving = [*args.serving, *([args.chat] if args.chat else [])]
        return Watched(
            stack=self._deployment.stack,
            instance_id=args.center.instance.id,
            queues=list(args.center.routing.queue_arns),
            flows=list(args.flows.watched),
            answer_function=args.assistant.answer.name,
            ingest_function=args.assistant.ingest.name,
            ingest_queue=args.assistant.queue.name,
            dead_letter_queue=args.assistant.queue.dead_letter_name,
            limits=thresholds(self._config),
            answered_later=ANSWERED_LATER,
            functions={
                name: function.name for each in serving for name, function in each.functions.items()
            },
            queues_of_work={
                name: queue for each in args.serving for name, queue in each.queues.items()
            },
            dead_letters={
                name: queue for each in args.serving for name, queue in each.dead_letters.items()
            },
            chat_api=args.chat.api_id if args.chat else None,
            verifies=self._config.verifies,
            record_stream=args.center.storage.contact_records.stream_arn.apply(_name_of),
        )

    def _create_alarms(self, watched: Watched) -> Alarms:
        return Alarms(
            "alarms",
            AlarmsArgs(
                deployment=self._deployment,
                component=COMPONENT,
                plan=alarm_plan(watched, self._config.watching.watch),
                topics={
                    Audience.SHIFT: self.topic.arn,
                    Audience.PRODUCT: self._args.assistant.reports.arn,
                },
                runbooks=self._config.watching.runbooks,
            ),
            pulumi.ResourceOptions(parent=self),
        )

    def _create_budget(self) -> BudgetArgs:
        args = BudgetArgs(
            deployment=self._deployment,
            component=COMPONENT,
            krw=self._config.watching.monthly_budget_krw,
            krw_per_usd=self._config.watching.krw_per_usd,
            topic_arn=self.topic.arn,
        )
        create_budget(args, parent=self)
        return args

    def _create_dashboard(self, watched: Watched, alarms: Alarms, budget_usd: float) -> None:
        deployment, config = self._deployment, self._config

        def body(known: dict[str, Any]) -> str:
            alarm_arns = known.pop("alarm_arns")
            facts = DashboardFacts(
                region=deployment.region,
                watched=replace(watched, **known),
                alarm_arns=alarm_arns,
                ingest_log_group=f"/aws/lambda/{known['ingest_function']}",
                budget_usd=budget_usd,
                runbooks=config.watching.runbooks,
            )
            return json.dumps(dashboard_body(facts), ensure_ascii=False)

        known = pulumi.Output.all(
            instance_id=watched.instance_id,
            answer_function=watched.answer_function,
            ingest_function=watched.ingest_function,
            ingest_queue=watched.ingest_queue,
            dead_letter_queue=watched.dead_letter_queue,
            functions=watched.functions,
            queues_of_work=watched.queues_of_work,
            dead_letters=watched.dead_letters,
            chat_api=watched.chat_api,
            record_stream=watched.record_stream,
            alarm_arns=pulumi.Output.all(*alarms.paging),
        )
        aws.cloudwatch.Dashboard(
            "dashboard",
            dashboard_name=config.watching.dashboard_name,
            dashboard_body=known.apply(body),
            opts=pulumi.ResourceOptions(parent=self),
        )


def thresholds(config: StackConfig) -> Thresholds:
    """Everything that the configuration says about alarms."""
    watching = config.watching
    return Thresholds(
        longest_wait_seconds=watching.longest_wait_seconds,
        waiting_callers=watching.waiting_callers,
        missed_calls=watching.missed_calls,
        abandoned_calls=watching.abandoned_calls,
        concurrent_calls=watching.concurrent_calls,
        answer_failure_percent=watching.answer_failure_percent,
        stale_index_hours=watching.stale_index_hours,
        turn_seconds=config.answers.turn_seconds,
        ingest_seconds=config.knowledge.ingest_seconds,
        callback_wait_minutes=config.callbacks.wait_minutes,
    )


def _name_of(arn: str) -> str:
    return arn.rpartition("/")[2]

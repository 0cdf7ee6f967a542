"""Connect's own rules: somebody waits too long, or a caller becomes unhappy while talking.

They mail whoever leads a shift (users tagged so), and put an event on EventBridge's default bus
for whatever is built on it later. The conditions are in Connect's Rules Function language
(docs.aws.amazon.com/connect/latest/APIReference/connect-rules-language.html); no schema checks it,
so the rules are off until a stack asks for them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra.connect.instance import Instance
from infra.connect.users import ROLE_TAG
from infra.deployment import Deployment
from infra.tags import tag_list

RULE_TYPE: Final = "AWS::Connect::Rule"
LANGUAGE_VERSION: Final = "2022-11-25"
LONG_WAIT: Final = "long-wait"
UNHAPPY: Final = "unhappy-caller"

UNHAPPY_SECONDS: Final = 60
"""How long a caller's words must have sounded negative."""


@dataclass(frozen=True, kw_only=True)
class RulesArgs:
    """`longest_wait_seconds` is the alarm's threshold too; `queue_ids` are watched for it."""

    deployment: Deployment
    component: str
    instance: Instance
    longest_wait_seconds: int
    queue_ids: Sequence[pulumi.Output[str]]


class Rules(pulumi.ComponentResource):
    """Two rules, published."""

    def __init__(
        self, name: str, args: RulesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Rules", name, None, opts)
        queue_ids = pulumi.Output.all(*args.queue_ids)
        tags = args.deployment.tags(args.component)
        states = {
            LONG_WAIT: queue_ids.apply(lambda ids: long_wait(ids, args.longest_wait_seconds)),
            UNHAPPY: pulumi.Output.from_input(unhappy_caller()),
        }
        for rule, state in states.items():
            aws.cloudcontrol.Resource(
                f"{rule}-rule",
                type_name=RULE_TYPE,
                desired_state=pulumi.Output.all(state, args.instance.arn).apply(
                    lambda given: rule_state(given[0], given[1], tags)
                ),
                opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
            )
        self.register_outputs({})


def rule_state(rule: Mapping[str, Any], instance_arn: str, tags: Mapping[str, str]) -> str:
    """A rule as Cloud Control wants it."""
    state = {
        **rule,
        "InstanceArn": instance_arn,
        "PublishStatus": "PUBLISHED",
        "Tags": tag_list(tags),
    }
    return json.dumps(state, sort_keys=True, ensure_ascii=False)


def long_wait(queue_ids: Sequence[str], seconds: int) -> dict[str, Any]:
    """Somebody has waited in one of the queues for that long."""
    condition = {
        "Operator": "NumberGreaterOrEqualTo",
        "ComparisonValue": "$.MetricData.OLDEST_CONTACT_AGE",
        "Operands": [seconds],
        "FilterClause": _filters({"Type": "MetricDataFilterByQueue", "Data": list(queue_ids)}),
        "Negate": False,
    }
    function = {
        "Operator": "AND",
        "Operands": [{"Operator": "AND", "Operands": [condition]}],
        "FilterClause": _filters({"Type": "MetricDataGrouping", "Data": ["QUEUE"]}),
    }
    return {
        "Name": LONG_WAIT,
        "TriggerEventSource": {"EventSourceName": "OnMetricDataUpdate"},
        "Function": _function(function),
        "Actions": _told(
            LONG_WAIT,
            subject=f"[상담] {seconds}초 넘게 기다리는 고객이 있습니다",
            content="대기열을 확인하고, 받을 수 있는 사람이 '응대 가능' 상태인지 봐 주세요.",
        ),
    }


def unhappy_caller() -> dict[str, Any]:
    """A caller has sounded negative for a while, and is still on the line."""
    condition = {
        "Operator": "EQUALS",
        "ComparisonValue": "$.ContactLens.RealTimeCall.Sentiment.State",
        "Operands": ["NEGATIVE"],
        "FilterClause": _filters(
            {"Type": "ParticipantRole", "Data": "CUSTOMER"},
            {"Type": "RealTimeCallContactPeriodSeconds", "Data": {"Past": UNHAPPY_SECONDS}},
        ),
        "Negate": False,
    }
    actions = _told(
        UNHAPPY,
        subject="[상담] 불만이 이어지는 통화가 있습니다",
        content="실시간 지표에서 통화를 찾아 듣고, 필요하면 참여해 주세요.",
    )
    return {
        "Name": UNHAPPY,
        "TriggerEventSource": {"EventSourceName": "OnRealTimeCallAnalysisAvailable"},
        "Function": _function({"Operator": "AND", "Operands": [condition]}),
        # The category is the rule's name; contacts can be searched by it later.
        "Actions": {**actions, "AssignContactCategoryActions": [{}]},
    }


def _filters(*filters: Mapping[str, Any]) -> dict[str, Any]:
    return {"LogicOperator": "AND", "Filters": list(filters)}


def _function(body: Mapping[str, Any]) -> str:
    return json.dumps({"Version": LANGUAGE_VERSION, "RuleFunction": body}, ensure_ascii=False)


def _told(name: str, *, subject: str, content: str) -> dict[str, Any]:
    return {
        "EventBridgeActions": [{"Name": name}],
        "SendNotificationActions": [
            {
                "DeliveryMethod": "EMAIL",
                "ContentType": "PLAIN_TEXT",
                "Subject": subject,
                "Content": content,
                "Recipient": {"UserTags": {ROLE_TAG: "supervisor"}},
            }
        ],
    }

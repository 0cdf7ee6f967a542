"""The whole call center as `callcenter up` records it, made by the local cloud's own handlers."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from flows.bots import INQUIRY
from flows.catalog import FLOWS
from flows.guide import VIEWS
from flows.references import resolve
from infra.assistant.bot_template import TemplateArgs, bot_template
from infra.connect.publishing import flow_state, publishing_order, view_state
from infra.connect.queues import QUEUES
from local.cloud.contact import ContactCenter
from local.cloud.engine import Create, Created, Deployed
from local.cloud.inputs import Inputs
from local.cloud.stacks import Stacks
from local.emulator import ACCOUNT

HOOK = f"arn:aws:lambda:ap-northeast-2:{ACCOUNT}:function:answer:live"
CUSTOMER = f"arn:aws:lambda:ap-northeast-2:{ACCOUNT}:function:customer:live"
CALLBACK = f"arn:aws:lambda:ap-northeast-2:{ACCOUNT}:function:callback:live"
DAY: Mapping[str, Any] = {
    "startTime": {"hours": 9, "minutes": 0},
    "endTime": {"hours": 18, "minutes": 0},
}
INSTANCE = {
    "identityManagementType": "CONNECT_MANAGED",
    "inboundCallsEnabled": True,
    "outboundCallsEnabled": False,
}


@dataclass
class Center:
    """A contact center under construction. `recorded` is what the phone reads."""

    contact: ContactCenter = field(default_factory=ContactCenter)
    recorded: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def make(self, token: str, resource: str, create: Create, /, **values: Any) -> Created:
        """Creates one resource and records it, as the engine does."""
        inputs = Inputs(token, resource, values)
        created = create(inputs)
        inputs.check_all_taken()
        deployed = Deployed(
            type=token,
            name=resource,
            id=created.id,
            inputs=inputs.values,
            outputs={**values, **created.outputs},
        )
        self.recorded.append(asdict(deployed))
        return created

    def instance(self, alias: str = "saltware-local") -> Created:
        """The instance."""
        token = "aws:connect/instance:Instance"
        return self.make(token, alias, self.contact.instance, instanceAlias=alias, **INSTANCE)

    def flow(self, state: str) -> Created:
        """A published flow."""
        return self.cloud_control("AWS::Connect::ContactFlow", state)

    def cloud_control(self, type_name: str, state: str) -> Created:
        """Anything made through Cloud Control."""
        name = str(json.loads(state)["Name"])
        return self.make(
            "aws:cloudcontrol/resource:Resource",
            f"{name}-{'flow' if type_name.endswith('Flow') else 'view'}",
            self.contact.cloud_control,
            typeName=type_name,
            desiredState=state,
        )


def record_stream() -> dict[str, Any]:
    """The stream of contact records; the emulator makes it, and knows it by its name."""
    name = "contact-record-stream"
    arn = f"arn:aws:firehose:ap-northeast-2:{ACCOUNT}:deliverystream/{name}"
    stream = Deployed(
        type="aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
        name=name,
        id=arn,
        inputs={"name": name},
        outputs={"name": name, "arn": arn},
    )
    return asdict(stream)


def routing(center: Center, instance: str) -> dict[str, str]:
    """Hours and queues; their references."""
    hours = center.make(
        "aws:connect/hoursOfOperation:HoursOfOperation",
        "main-hours",
        center.contact.hours,
        instanceId=instance,
        name="main",
        timeZone="Asia/Seoul",
        configs=[{"day": "MONDAY", **DAY}],
    )
    known = {"hours:main": str(hours.outputs["arn"])}
    for name in QUEUES:
        queue = center.make(
            "aws:connect/queue:Queue",
            f"{name}-queue",
            center.contact.queue,
            instanceId=instance,
            name=name,
            hoursOfOperationId=hours.outputs["hoursOfOperationId"],
        )
        known[f"queue:{name}"] = str(queue.outputs["arn"])
    return known


def bot(center: Center, instance_arn: str) -> str:
    """The real bot's stack; the alias's ARN."""
    arguments = TemplateArgs(
        bot=INQUIRY, name="inquiry", voices={}, account=ACCOUNT, tags={"Team": "support"}
    )
    stack = center.make(
        "aws:cloudformation/stack:Stack",
        "inquiry-bot",
        Stacks(center.contact).stack,
        name="inquiry-bot",
        templateBody=json.dumps(bot_template(arguments), ensure_ascii=False),
        parameters={
            "BotRoleArn": f"arn:aws:iam::{ACCOUNT}:role/bot",
            "HookArn": HOOK,
            "InstanceArn": instance_arn,
        },
    )
    return str(stack.outputs["outputs"]["BotAliasArn"])


def call_center() -> list[dict[str, Any]]:
    """Instance, hours, queues, bot, stream of records and all flows of this repository."""
    center = Center(recorded=[record_stream()])
    made = center.instance()
    arn = str(made.outputs["arn"])
    known = {"instance_arn": arn, **routing(center, made.id)}
    known["bot:inquiry"] = bot(center, arn)
    for name, arn in (("answer", HOOK), ("customer", CUSTOMER), ("callback", CALLBACK)):
        center.contact.associate(arn)
        known[f"lambda:{name}"] = arn
    for view in VIEWS.values():
        shown = center.cloud_control("AWS::Connect::View", view_state(view, arn, {}))
        known[f"view:{view.name}"] = shown.id
    for flow in publishing_order(FLOWS):
        published = center.flow(flow_state(flow, known, {"Team": "support"}))
        known[f"flow:{flow.name}"] = published.id
    return json.loads(json.dumps(center.recorded, ensure_ascii=False))


def flow_content(name: str, known: Mapping[str, str]) -> Any:
    """One flow of this repository with its references resolved."""
    return resolve(FLOWS[name].content, {**known})

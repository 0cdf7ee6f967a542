"""Connect and Lex, which no emulator has: checked, recorded, and played by the phone.

What Connect would refuse is refused here too: a flow that is not valid, or that names a function,
bot, queue or flow which is not there or not associated with the instance.
"""

import json
import re
import uuid
from typing import Any, Final, cast

from flows.validate import find_problems
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, UnsupportedError
from local.emulator import ACCOUNT, REGION

_ARN: Final = re.compile(r"arn:aws:(?:connect|lambda|lex):[\w-]*:\d{12}:[\w:/.$-]+")
_PREFIX: Final = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance"

_SERVICE_ROLE: Final = (
    f"arn:aws:iam::{ACCOUNT}:role/aws-service-role/connect.amazonaws.com/"
    "AWSServiceRoleForAmazonConnect_"
)


def identifier(*parts: str) -> str:
    """A UUID that depends only on what it names, as a redeployed stack keeps its look."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(parts)))


FLOW: Final = "AWS::Connect::ContactFlow"
VIEW: Final = "AWS::Connect::View"


class ContactCenter:
    """Records the instance and what belongs to it."""

    def __init__(self) -> None:
        """Starts with nothing."""
        self._known: set[str] = set()

    def associate(self, arn: str) -> None:
        """Makes a bot alias or function usable from flows."""
        self._known.add(arn)

    def instance(self, inputs: Inputs) -> Created:
        """aws:connect/instance:Instance."""
        alias = inputs.take("instanceAlias")
        if inputs.take("identityManagementType") != "CONNECT_MANAGED":
            raise UnsupportedError("only CONNECT_MANAGED instances are known")
        inputs.skip(
            "inboundCallsEnabled",
            "outboundCallsEnabled",
            "contactFlowLogsEnabled",
            "contactLensEnabled",
            "earlyMediaEnabled",
            "autoResolveBestVoicesEnabled",
            "multiPartyConferenceEnabled",
            "tags",
        )
        key = identifier("instance", alias)
        return Created(
            id=key,
            outputs={
                "arn": f"{_PREFIX}/{key}",
                "createdTime": "2026-01-01T00:00:00Z",
                "serviceRole": f"{_SERVICE_ROLE}{key[:8]}",
                "status": "ACTIVE",
            },
        )

    def hours(self, inputs: Inputs) -> Created:
        """aws:connect/hoursOfOperation:HoursOfOperation."""
        inputs.take("configs")
        inputs.take("timeZone")
        return self._part(inputs, "operating-hours", "hoursOfOperationId")

    def queue(self, inputs: Inputs) -> Created:
        """aws:connect/queue:Queue."""
        inputs.take("hoursOfOperationId")
        inputs.skip("maxContacts", "status", "outboundCallerConfig", "quickConnectIds")
        return self._part(inputs, "queue", "queueId")

    def routing_profile(self, inputs: Inputs) -> Created:
        """aws:connect/routingProfile:RoutingProfile."""
        inputs.take("defaultOutboundQueueId")
        inputs.take("mediaConcurrencies")
        inputs.skip("queueConfigs")
        return self._part(inputs, "routing-profile", "routingProfileId")

    def security_profile(self, inputs: Inputs) -> Created:
        """aws:connect/securityProfile:SecurityProfile."""
        inputs.skip("permissions")
        created = self._part(inputs, "security-profile", "securityProfileId")
        return Created(id=created.id, outputs={**created.outputs, "organizationResourceId": ""})

    def function_association(self, inputs: Inputs) -> Created:
        """aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation."""
        arn = inputs.take("functionArn")
        self.associate(arn)
        return Created(id=f"{inputs.take('instanceId')},{arn}")

    def cloud_control(self, inputs: Inputs) -> Created:
        """aws:cloudcontrol/resource:Resource of a flow or a view."""
        create = {FLOW: self._flow, VIEW: self._view}.get(inputs.take("typeName"))
        if create is None:
            raise UnsupportedError(f"the local cloud does not know {inputs.values['typeName']}")
        return create(json.loads(inputs.take("desiredState")))

    def _view(self, state: dict[str, Any]) -> Created:
        """A view of the agent workspace. Its buttons may do only what is declared."""
        actions = set(state["Actions"])
        unknown = sorted(_view_actions(state["Template"]) - actions)
        if unknown:
            raise UnsupportedError(
                f"the view '{state['Name']}' has a button for {unknown[0]!r}, which is not in its "
                "Actions"
            )
        instance = str(state["InstanceArn"])
        arn = f"{instance}/view/{identifier(instance, 'view', state['Name'])}"
        self._known.add(arn)
        return Created(id=arn, outputs={"properties": json.dumps({**state, "ViewArn": arn})})

    def _flow(self, state: dict[str, Any]) -> Created:
        """A flow: published, hence validated."""
        content = json.loads(state["Content"])
        errors = [p for p in find_problems(content, type=state["Type"]) if p.severity == "error"]
        if errors:
            told = "; ".join(f"{problem.action}: {problem.message}" for problem in errors)
            raise UnsupportedError(f"InvalidContactFlowException: {told}")
        unknown = sorted(_named(content) - self._known)
        if unknown:
            raise UnsupportedError(
                f"the flow names {unknown[0]}, which is not there or not associated with the "
                "instance: publish or associate it first"
            )
        instance = str(state["InstanceArn"])
        arn = f"{instance}/contact-flow/{identifier(instance, 'contact-flow', state['Name'])}"
        self._known.add(arn)
        return Created(id=arn, outputs={"properties": json.dumps({**state, "ContactFlowArn": arn})})

    def _part(self, inputs: Inputs, path: str, id_output: str) -> Created:
        instance, name = inputs.take("instanceId"), inputs.take("name")
        inputs.skip("description", "tags")
        key = identifier(instance, path, name)
        arn = f"{_PREFIX}/{instance}/{path}/{key}"
        self._known.update({arn, key})
        return Created(id=f"{instance}:{key}", outputs={"arn": arn, id_output: key})


def _view_actions(part: Any) -> set[str]:
    """Every action that a view's components can come to."""
    if isinstance(part, list):
        return {name for each in cast("list[Any]", part) for name in _view_actions(each)}
    if not isinstance(part, dict):
        return set()
    node = cast("dict[str, Any]", part)
    own = {str(node["Action"])} if "Action" in node else set[str]()
    return own | {name for each in node.values() for name in _view_actions(each)}


def _named(content: dict[str, Any]) -> set[str]:
    """Every ARN of a flow, queue, hours, function or bot in a flow's parameters."""
    text = json.dumps([action.get("Parameters", {}) for action in content["Actions"]])
    return set(_ARN.findall(text))

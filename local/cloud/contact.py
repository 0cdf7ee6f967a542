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
HOURS: Final = "AWS::Connect::HoursOfOperation"
RULE: Final = "AWS::Connect::Rule"


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
        self._require("a queue lists a quick connect", inputs.get("quickConnectIds", []))
        inputs.skip("maxContacts", "status", "outboundCallerConfig")
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

    def quick_connect(self, inputs: Inputs) -> Created:
        """aws:connect/quickConnect:QuickConnect, to a queue."""
        config = inputs.take("quickConnectConfig")
        if config["quickConnectType"] != "QUEUE":
            raise UnsupportedError("only quick connects to queues are known")
        for destination in config["queueConfigs"]:
            ends = [destination["queueId"], destination["contactFlowId"]]
            self._require("a quick connect leads to a queue through a flow", ends)
        return self._part(inputs, "transfer-destination", "quickConnectId")

    def user(self, inputs: Inputs) -> Created:
        """aws:connect/user:User. The password is not recorded."""
        inputs.forget("password")
        profiles = [inputs.take("routingProfileId"), *inputs.take("securityProfileIds")]
        self._require("a user has a profile", profiles)
        inputs.take("identityInfo")
        inputs.take("phoneConfig")
        return self._part(inputs, "agent", "userId")

    def storage(self, inputs: Inputs) -> Created:
        """aws:connect/instanceStorageConfig: recorded; the phone records no calls."""
        instance, kind = inputs.take("instanceId"), inputs.take("resourceType")
        inputs.take("storageConfig")
        association = identifier(instance, "storage", kind)
        return Created(
            id=f"{instance}:{association}:{kind}", outputs={"associationId": association}
        )

    def phone_number(self, inputs: Inputs) -> Created:
        """aws:connect/phoneNumber:PhoneNumber: recorded; the phone needs none."""
        target, country = inputs.take("targetArn"), inputs.take("countryCode")
        inputs.skip("type", "description", "prefix", "tags")
        key = identifier(target, "phone-number", country)
        arn = f"arn:aws:connect:{REGION}:{ACCOUNT}:phone-number/{key}"
        return Created(id=key, outputs={"arn": arn, "phoneNumber": "+820000000000"})

    def number_association(self, inputs: Inputs) -> Created:
        """aws:connect/phoneNumberContactFlowAssociation. `callcenter call` starts `main` itself."""
        parts = [inputs.take(key) for key in ("phoneNumberId", "instanceId", "contactFlowId")]
        self._require("a number starts a flow", parts[2:])
        return Created(id=",".join(parts))

    def function_association(self, inputs: Inputs) -> Created:
        """aws:connect/lambdaFunctionAssociation:LambdaFunctionAssociation."""
        arn = inputs.take("functionArn")
        self.associate(arn)
        return Created(id=f"{inputs.take('instanceId')},{arn}")

    def cloud_control(self, inputs: Inputs) -> Created:
        """aws:cloudcontrol/resource:Resource of a flow, a view, hours or a rule."""
        known = {FLOW: self._flow, VIEW: self._view, HOURS: self._hours, RULE: self._rule}
        create = known.get(inputs.take("typeName"))
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

    def _hours(self, state: dict[str, Any]) -> Created:
        """Hours with closed days."""
        return self._made(state, "operating-hours", "HoursOfOperationArn")

    def _rule(self, state: dict[str, Any]) -> Created:
        """A rule: recorded; nothing here waits or is analysed."""
        return self._made(state, "rule", "RuleArn")

    def _made(self, state: dict[str, Any], path: str, output: str) -> Created:
        instance = str(state["InstanceArn"])
        arn = f"{instance}/{path}/{identifier(instance, path, state['Name'])}"
        self._known.update({arn, arn.rpartition("/")[2]})
        return Created(id=arn, outputs={"properties": json.dumps({**state, output: arn})})

    def _require(self, what: str, parts: list[str]) -> None:
        """Refuses a part that is not there, as Connect would."""
        ids = {known.rpartition("/")[2] for known in self._known}
        missing = [part for part in parts if part not in ids]
        if missing:
            raise UnsupportedError(f"{what} that is not there: {missing[0]}")

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

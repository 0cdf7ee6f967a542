"""What of Connect was deployed, as far as a contact that is started can name it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

FLOW: Final = "AWS::Connect::ContactFlow"


@dataclass(frozen=True, kw_only=True)
class DeployedFlow:
    """A published flow; `type` is Connect's word, such as `CONTACT_FLOW`."""

    arn: str
    name: str
    type: str


@dataclass(frozen=True, kw_only=True)
class DeployedQueue:
    """`calls_out` when it has a number that called people see."""

    arn: str
    name: str
    calls_out: bool


@dataclass(frozen=True, kw_only=True)
class Center:
    """An instance's id with its flows and queues; these are named by id or ARN, as Connect has it.

    Empty where nothing is deployed yet.
    """

    instance_id: str = ""
    flows: Mapping[str, DeployedFlow] = field(default_factory=dict[str, DeployedFlow])
    queues: Mapping[str, DeployedQueue] = field(default_factory=dict[str, DeployedQueue])

    @classmethod
    def of(cls, resources: Iterable[Mapping[str, Any]]) -> "Center":
        """From the resources that a deployment recorded."""
        instance, flows, queues = "", dict[str, DeployedFlow](), dict[str, DeployedQueue]()
        for item in resources:
            kind, inputs = str(item["type"]), item["inputs"]
            if kind == "aws:connect/instance:Instance":
                instance = str(item["id"])
            elif kind == "aws:connect/queue:Queue":
                queue = _queue(item)
                queues |= dict.fromkeys(_names(queue.arn), queue)
            elif inputs.get("typeName") == FLOW:
                flow = _flow(item)
                flows |= dict.fromkeys(_names(flow.arn), flow)
        return cls(instance_id=instance, flows=flows, queues=queues)


def _names(arn: str) -> tuple[str, str]:
    return arn, arn.rpartition("/")[2]


def _flow(item: Mapping[str, Any]) -> DeployedFlow:
    state = json.loads(item["inputs"]["desiredState"])
    return DeployedFlow(arn=str(item["id"]), name=state["Name"], type=state["Type"])


def _queue(item: Mapping[str, Any]) -> DeployedQueue:
    inputs = item["inputs"]
    calling: Mapping[str, Any] = inputs.get("outboundCallerConfig") or {}
    return DeployedQueue(
        arn=str(item["outputs"]["arn"]),
        name=inputs["name"],
        calls_out=bool(calling.get("outboundCallerIdNumberId")),
    )

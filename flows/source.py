"""A flow as it stands in this repository: names for resources, no ARNs."""

from dataclasses import dataclass

from flows.json_values import JsonObject
from flows.language import FlowType


@dataclass(frozen=True, kw_only=True)
class FlowSource:
    """What infra deploys. `content` holds symbolic references such as `{{queue:engineer}}`.

    `name` is ASCII, because CloudWatch shows no metrics of flows with other names; Korean goes to
    `description`.
    """

    name: str
    description: str
    content: JsonObject
    type: FlowType = FlowType.CONTACT_FLOW

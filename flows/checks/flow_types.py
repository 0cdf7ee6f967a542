"""What a flow is for, when nobody says so: most exports do not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.document import Document, read
from flows.json_values import JsonObject, as_object, as_text
from flows.language import ACTION_TYPES, FlowType

_BY_METADATA: Final[Mapping[str, FlowType]] = {
    flow_type.value.replace("_", "").casefold(): flow_type for flow_type in FlowType
} | {"contactflowmodule": FlowType.MODULE, "flowmodule": FlowType.MODULE}

_LIKELIEST_FIRST: Final = (
    FlowType.CONTACT_FLOW,
    FlowType.CUSTOMER_QUEUE,
    FlowType.QUEUE_TRANSFER,
    FlowType.AGENT_TRANSFER,
    FlowType.CUSTOMER_WHISPER,
    FlowType.AGENT_WHISPER,
    FlowType.OUTBOUND_WHISPER,
    FlowType.CUSTOMER_HOLD,
    FlowType.AGENT_HOLD,
    FlowType.CAMPAIGN,
)


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a flow is for. `told`: somebody said so; otherwise it is a guess."""

    flow_type: FlowType
    told: bool


def guess(content: JsonObject) -> FlowType:
    """The type a flow most likely has: a module by its parts, else as its metadata says.

    Where the metadata says nothing it is the likeliest type in which all of its actions may stand.
    """
    return guess_of(read(content), content)


def guess_of(document: Document, content: JsonObject) -> FlowType:
    """`guess` for a document that has been read already."""
    types = {action.type for action in document.actions}
    if "EndFlowModuleExecution" in types or "Settings" in content:
        return FlowType.MODULE
    named = as_text(as_object(content.get("Metadata")).get("type")) or ""
    found = _BY_METADATA.get(named.replace("_", "").casefold())
    if found is not None:
        return found
    known = [ACTION_TYPES[name] for name in types if name in ACTION_TYPES]
    for flow_type in _LIKELIEST_FIRST:
        if all(action_type.may_stand_in(flow_type) for action_type in known):
            return flow_type
    return FlowType.CONTACT_FLOW

"""What is heard while a call is on hold."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.routing import end_flow
from flows.builder.speech import play_on
from flows.language import FlowType
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue

OF_CUSTOMER: Final = "customer_hold"
OF_AGENT: Final = "agent_hold"


def customer_hold_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """For the caller."""
    return _hold(sections, tongue, OF_CUSTOMER, FlowType.CUSTOMER_HOLD, "고객 보류")


def agent_hold_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """For the agent, while a colleague speaks with the caller."""
    return _hold(sections, tongue, OF_AGENT, FlowType.AGENT_HOLD, "상담원 보류")


def _hold(
    sections: Mapping[str, Section], tongue: Tongue, name: str, kind: FlowType, title: str
) -> FlowSource:
    words = sections[name]
    end = end_flow()
    sounds = (words["hold"], words["pause"])
    return FlowSource(
        name=tongue.flow(name),
        type=kind,
        description=f"{title}({tongue.code}): 기다리는 동안의 안내",
        content=assemble(play_on(sounds, name="hold", then=end, on_error=end)),
    )

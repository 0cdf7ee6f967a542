"""What a quick connect does: an agent passes a call on. The agent hears these words."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.contact import set_voice
from flows.builder.routing import disconnect, transfer_to_agent, transfer_to_queue
from flows.builder.speech import say
from flows.builder.steps import Step
from flows.language import FlowType
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue

TO_AGENT: Final = "agent_transfer"
TO_QUEUE: Final = "queue_transfer"


def agent_transfer_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """To a colleague."""
    through = transfer_to_agent()
    connecting = say(sections[TO_AGENT]["connecting"], then=through, on_error=through)
    return FlowSource(
        name=tongue.flow(TO_AGENT),
        type=FlowType.AGENT_TRANSFER,
        description="상담원 전환: 빠른 연결로 동료에게",
        content=assemble(_voiced(tongue, connecting)),
    )


def queue_transfer_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """To a queue, which the quick connect has chosen."""
    words = sections[TO_QUEUE]
    hang_up = disconnect()
    full = say(words["full"], then=hang_up, on_error=hang_up)
    fault = say(words["fault"], then=hang_up, on_error=hang_up)
    through = transfer_to_queue(on_full=full, on_error=fault)
    connecting = say(words["connecting"], then=through, on_error=through)
    return FlowSource(
        name=tongue.flow(TO_QUEUE),
        type=FlowType.QUEUE_TRANSFER,
        description="대기열 전환: 빠른 연결로 다른 대기열에",
        content=assemble(_voiced(tongue, connecting)),
    )


def _voiced(tongue: Tongue, then: Step) -> Step:
    """A transfer is a contact of its own, and would speak with Connect's English voice."""
    return set_voice(tongue.voice, engine=tongue.engine, then=then, on_error=then)

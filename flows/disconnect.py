"""When the agent has hung up and the caller is still there: how was it?"""

from collections.abc import Mapping
from typing import Final

from flows.attributes import ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import set_attributes
from flows.builder.menus import forgiving_menu
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import say
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue

NAME: Final = "disconnect"
MARKS: Final = ("1", "2", "3", "4", "5")


def disconnect_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """One question, answered by a key and kept as an attribute; 0 leads to an agent again."""
    words = sections[NAME]
    hang_up = disconnect()
    goodbye = say(words["goodbye"], then=hang_up, on_error=hang_up)
    thanks = say(words["thanks"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow(tongue.flow("agent"), on_error=goodbye)
    keys = {
        mark: set_attributes(
            {ContactAttribute.CSAT.value: mark}, name=f"csat {mark}", then=thanks, on_error=thanks
        )
        for mark in MARKS
    }
    keys["0"] = say(words["to_agent"], then=agent, on_error=agent)
    question = forgiving_menu(
        words["csat"], again=sections["again"], keys=keys, give_up=goodbye, on_error=goodbye
    )
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"상담 만족도({tongue.code}): 상담원이 먼저 끊은 뒤 1에서 5까지",
        content=assemble(question),
    )

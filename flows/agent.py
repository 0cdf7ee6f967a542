"""To an agent: where every other way ends when it can not go on."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.logic import check_hours
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import say
from flows.builder.steps import Step
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import verify_first
from flows.vip import into_queue

NAME: Final = "agent"


def agent_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, verifies: bool = False
) -> FlowSource:
    """Queue, hours, words. A full queue leads to a callback, a fault ends the call in words.

    A VIP goes into the queue of VIPs, and into this one when that is full or not there. With
    `verifies`, who has a PIN is asked for it before.
    """
    words = sections[NAME]
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    callback = transfer_to_flow(tongue.flow("callback"), on_error=unavailable)
    full = say(words["full"], then=callback, on_error=callback)

    after_hours = transfer_to_flow(tongue.flow("closed"), on_error=unavailable)
    closed = say(words["closed"], then=after_hours, on_error=after_hours)

    def through(queue: Step) -> Step:
        connecting = say(words["connecting"], then=queue, on_error=queue)
        first = verify_first(sections, then=connecting) if verifies else connecting
        return check_hours("main", is_open=first, is_closed=closed, on_error=first)

    start = into_queue(NAME, through=through, on_full=full, on_error=unavailable)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"상담원 연결({tongue.code}): 상담 시간 확인, 대기열",
        content=assemble(start),
    )

"""To a dedicated engineer; to an agent when that can not be."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.logic import check_hours
from flows.builder.routing import disconnect, prioritise, transfer_to_flow
from flows.builder.speech import say
from flows.builder.steps import Step
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import verify_first
from flows.vip import into_queue

NAME: Final = "engineer"
PRIORITY: Final = 3
"""Before callers at the usual priority (5): most have told the bot their question already."""


def engineer_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, verifies: bool = False
) -> FlowSource:
    """Queue, hours, words. A full queue or a fault leads to an agent, closed hours to `closed`.

    The queue is chosen first, so that a call booked while closed is for those who know. A VIP goes
    into the queue of VIPs, and into this one when that is full or not there. With `verifies`, who
    has a PIN is asked for it before.
    """
    words = sections[NAME]
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow(tongue.flow("agent"), on_error=unavailable)
    full = say(words["full"], then=agent, on_error=agent)
    fault = say(words["fault"], then=agent, on_error=agent)

    after_hours = transfer_to_flow(tongue.flow("closed"), on_error=unavailable)
    closed = say(words["closed"], then=after_hours, on_error=after_hours)

    def through(queue: Step) -> Step:
        connecting = say(words["connecting"], then=queue, on_error=queue)
        first = prioritise(PRIORITY, then=connecting)
        if verifies:
            first = verify_first(sections, then=first)
        return check_hours("main", is_open=first, is_closed=closed, on_error=first)

    start = into_queue(NAME, through=through, on_full=full, on_error=fault)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"전담 엔지니어 연결({tongue.code}): 상담 시간 확인, 우선순위, 대기열",
        content=assemble(start),
    )

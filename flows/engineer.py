"""To a dedicated engineer; to an agent when that can not be."""

from typing import Final

from flows.builder.assembly import assemble
from flows.builder.logic import check_hours
from flows.builder.routing import (
    disconnect,
    prioritise,
    target_queue,
    transfer_to_flow,
    transfer_to_queue,
)
from flows.builder.speech import say
from flows.prompts import Section
from flows.source import FlowSource

NAME: Final = "engineer"
PRIORITY: Final = 3
"""Before callers at the usual priority (5): most have told the bot their question already."""


def engineer_flow(words: Section) -> FlowSource:
    """Hours, words, queue. A full queue or a fault leads to an agent."""
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow("agent", on_error=unavailable)
    full = say(words["full"], then=agent, on_error=agent)
    fault = say(words["fault"], then=agent, on_error=agent)
    closed = say(words["closed"], then=hang_up, on_error=hang_up)

    queue = transfer_to_queue(on_full=full, on_error=fault)
    connecting = say(words["connecting"], then=queue, on_error=queue)
    chosen = target_queue(NAME, then=prioritise(PRIORITY, then=connecting), on_error=fault)
    start = check_hours("main", is_open=chosen, is_closed=closed, on_error=chosen)
    return FlowSource(
        name=NAME,
        description="전담 엔지니어 연결: 상담 시간 확인, 우선순위, 대기열",
        content=assemble(start),
    )

"""To an agent: where every other way ends when it can not go on."""

from typing import Final

from flows.builder.assembly import assemble
from flows.builder.logic import check_hours
from flows.builder.routing import disconnect, target_queue, transfer_to_queue
from flows.builder.speech import say
from flows.prompts import Section
from flows.source import FlowSource

NAME: Final = "agent"


def agent_flow(words: Section) -> FlowSource:
    """Hours, words, queue. A full queue or a fault ends the call, in words."""
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    full = say(words["full"], then=hang_up, on_error=hang_up)
    closed = say(words["closed"], then=hang_up, on_error=hang_up)

    queue = transfer_to_queue(on_full=full, on_error=unavailable)
    connecting = say(words["connecting"], then=queue, on_error=queue)
    chosen = target_queue(NAME, then=connecting, on_error=unavailable)
    start = check_hours("main", is_open=chosen, is_closed=closed, on_error=chosen)
    return FlowSource(
        name=NAME,
        description="상담원 연결: 상담 시간 확인, 대기열",
        content=assemble(start),
    )

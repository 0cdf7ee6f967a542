"""To an agent: where every other way ends when it can not go on."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.logic import check_hours
from flows.builder.routing import disconnect, target_queue, transfer_to_flow, transfer_to_queue
from flows.builder.speech import say
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue

NAME: Final = "agent"


def agent_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """Queue, hours, words. A full queue leads to a callback, a fault ends the call in words."""
    words = sections[NAME]
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    callback = transfer_to_flow(tongue.flow("callback"), on_error=unavailable)
    full = say(words["full"], then=callback, on_error=callback)

    after_hours = transfer_to_flow(tongue.flow("closed"), on_error=unavailable)
    closed = say(words["closed"], then=after_hours, on_error=after_hours)
    queue = transfer_to_queue(on_full=full, on_error=unavailable)
    connecting = say(words["connecting"], then=queue, on_error=queue)
    hours = check_hours("main", is_open=connecting, is_closed=closed, on_error=connecting)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"상담원 연결({tongue.code}): 상담 시간 확인, 대기열",
        content=assemble(target_queue(NAME, then=hours, on_error=unavailable)),
    )

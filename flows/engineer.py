"""To a dedicated engineer; to an agent when that can not be."""

from collections.abc import Mapping
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
from flows.tongues import Tongue

NAME: Final = "engineer"
PRIORITY: Final = 3
"""Before callers at the usual priority (5): most have told the bot their question already."""


def engineer_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """Queue, hours, words. A full queue or a fault leads to an agent, closed hours to `closed`.

    The queue is chosen first, so that a callback requested while closed waits in it.
    """
    words = sections[NAME]
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow(tongue.flow("agent"), on_error=unavailable)
    full = say(words["full"], then=agent, on_error=agent)
    fault = say(words["fault"], then=agent, on_error=agent)

    after_hours = transfer_to_flow(tongue.flow("closed"), on_error=unavailable)
    closed = say(words["closed"], then=after_hours, on_error=after_hours)
    queue = transfer_to_queue(on_full=full, on_error=fault)
    connecting = say(words["connecting"], then=queue, on_error=queue)
    first = prioritise(PRIORITY, then=connecting)
    hours = check_hours("main", is_open=first, is_closed=closed, on_error=first)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"전담 엔지니어 연결({tongue.code}): 상담 시간 확인, 우선순위, 대기열",
        content=assemble(target_queue(NAME, then=hours, on_error=fault)),
    )

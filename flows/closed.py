"""Outside opening hours: says when people are there, and offers to call back."""

from collections.abc import Mapping, Sequence
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.menus import forgiving_menu
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import say
from flows.prompts import Section
from flows.source import FlowSource
from flows.spoken_hours import OpenDay, spoken_hours
from flows.tongues import Tongue

NAME: Final = "closed"


def closed_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, hours: Sequence[OpenDay]
) -> FlowSource:
    """Hours in words; then a callback, or goodbye. The queue has been chosen before.

    Holidays come here too: they are exceptions of the hours, and both are checked as one.
    """
    words = sections[NAME]
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    callback = transfer_to_flow(tongue.flow("callback"), on_error=unavailable)
    goodbye = say(words["goodbye"], then=hang_up, on_error=hang_up)
    offer = forgiving_menu(
        words["offer"],
        again=sections["again"],
        keys={"1": callback, "2": goodbye},
        give_up=goodbye,
        on_error=unavailable,
    )
    opening = words["hours"].filled(hours=spoken_hours(hours, tongue.language))
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"상담 시간 외({tongue.code}): 상담 시간 안내, 전화 요청",
        content=assemble(say(opening, then=offer, on_error=offer)),
    )

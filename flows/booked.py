"""When the booked time has come: the call itself, and the task for people where none is made."""

from collections.abc import Mapping
from typing import Final

from ai.contract import CallbackAction, CallbackKey, CallbackStatus, Parameter, Tier
from flows.attributes import Callback, ContactAttribute
from flows.booking import Instead, ask_callback, booking_steps, external
from flows.builder.assembly import assemble
from flows.builder.contact import on_event, set_attributes, set_callback_number
from flows.builder.logic import branch
from flows.builder.menus import forgiving_menu
from flows.builder.routing import (
    create_callback,
    disconnect,
    prioritise,
    target_queue,
    transfer_to_queue,
)
from flows.builder.speech import say
from flows.builder.steps import Step, Target
from flows.callback import ATTEMPTS, DELAY_SECONDS, OWN, QUEUE, RETRY_SECONDS
from flows.opening import GUIDE, set_up
from flows.prompts import Section
from flows.recording import CallAnalysis, Recording
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.vip import QUEUE as VIP_QUEUE

CALL: Final = "callback_call"
TASK: Final = "callback_task"
FIRST: Final = 1
"""Before everybody else in the queue: they have been waiting since they booked."""

KNOWING: Final = ("engineer", "agent")
"""Queues whose people a booking can be for, but for VIPs."""


def callback_call_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, analysis: CallAnalysis = CallAnalysis.NONE
) -> FlowSource:
    """Who answers may talk now, choose another time, or need no call.

    Silence is a voicemail or somebody else: the booking stays, and the call is tried again.
    """
    words = sections[CALL]
    hang_up = disconnect()
    later = say(words["later"], then=hang_up, on_error=hang_up)
    talk = _to_people(words, tongue)
    move = booking_steps(
        sections,
        tongue,
        number=OWN,
        queue=ContactAttribute.CALLBACK_QUEUE.path,
        instead=Instead(
            prompt=words["instead"],
            accepted=talk,
            declined=later,
            undecided=later,
            on_error=later,
        ),
    )
    menu = forgiving_menu(
        words["menu"],
        again=sections["again"],
        keys={"1": talk, "2": move, "3": _cancel(words, tongue)},
        give_up=later,
        on_error=later,
    )
    recording = Recording(language=tongue.code, analysis=analysis).everything(then=menu)
    opening = say(words["opening"], then=recording, on_error=menu)
    return FlowSource(
        name=tongue.flow(CALL),
        description=f"예약 전화({tongue.code}): 상담 연결, 시간 변경, 취소",
        content=assemble(set_up(tongue, then=opening)),
    )


def callback_task_flow(sections: Mapping[str, Section], tongue: Tongue) -> FlowSource:
    """A task for whoever is free: call this customer. A person who comes here hears words."""
    hang_up = disconnect()
    lost = say(sections[TASK]["not_a_task"], then=hang_up, on_error=hang_up)
    last = transfer_to_queue(on_full=hang_up, on_error=hang_up)
    agents = target_queue("agent", then=last, on_error=hang_up)
    queue = transfer_to_queue(on_full=agents, on_error=agents)
    chosen = target_queue(QUEUE, then=queue, on_error=agents)
    shown = on_event(*GUIDE, then=chosen, on_error=chosen)
    return FlowSource(
        name=tongue.flow(TASK),
        description="예약 전화 작업: 사람이 직접 전화할 고객",
        content=assemble(branch("$.Channel", cases={"TASK": shown}, otherwise=lost)),
    )


def _to_people(words: Section, tongue: Tongue) -> Step:
    """Into the queue of those who know, at its head; the caller waits on the line now.

    The queue for calls back would be wrong: people serve it last, and nobody is paged for it. A
    call that can not wait anywhere is made again, as soon as somebody is free.
    """
    again = _call_again(words)
    queue = transfer_to_queue(on_full=again, on_error=again)
    connecting = say(words["connecting"], then=queue, on_error=queue)
    first = prioritise(FIRST, then=connecting)
    reached = ask_callback(
        CallbackAction.REACHED,
        tongue,
        {Parameter.BOOKING: ContactAttribute.CALLBACK_BOOKING.path},
        then=first,
        on_error=first,
    )
    last = target_queue(QUEUE, then=reached, on_error=again)
    chosen: dict[str, Target] = {
        name: target_queue(name, then=reached, on_error=last) for name in (*KNOWING, VIP_QUEUE)
    }
    vip = {ContactAttribute.CUSTOMER_TIER.value: Tier.VIP.value}
    chosen[VIP_QUEUE] = set_attributes(
        vip, name="tier", then=chosen[VIP_QUEUE], on_error=chosen[VIP_QUEUE]
    )
    where = branch(ContactAttribute.CALLBACK_QUEUE.path, cases=chosen, otherwise=last)
    values = {ContactAttribute.CALLBACK.value: Callback.REACHED.value}
    return set_attributes(values, name="reached", then=where, on_error=where)


def _call_again(words: Section) -> Step:
    hang_up = disconnect()
    unavailable = say(words["unavailable"], then=hang_up, on_error=hang_up)
    promised = say(words["call_again"], then=hang_up, on_error=hang_up)
    create = create_callback(
        QUEUE,
        delay_seconds=DELAY_SECONDS,
        attempts=ATTEMPTS,
        retry_seconds=RETRY_SECONDS,
        then=promised,
        on_error=unavailable,
    )
    return set_callback_number(OWN, name="own number", then=create, on_unusable=unavailable)


def _cancel(words: Section, tongue: Tongue) -> Step:
    hang_up = disconnect()
    cancelled = say(words["cancelled"], then=hang_up, on_error=hang_up)
    failed = say(words["cancel_failed"], then=hang_up, on_error=hang_up)
    values = {ContactAttribute.CALLBACK.value: Callback.CANCELLED.value}
    noted = set_attributes(values, name="cancelled", then=cancelled, on_error=cancelled)
    gone = branch(
        external(CallbackKey.STATUS),
        cases={status.value: noted for status in (CallbackStatus.CANCELLED, CallbackStatus.NONE)},
        otherwise=failed,
    )
    return ask_callback(
        CallbackAction.CANCEL, tongue, {Parameter.NUMBER: OWN}, then=gone, on_error=failed
    )

"""What a caller hears while waiting: words, their place, how long, and two ways out."""

from collections.abc import Mapping
from typing import Final

from flows.builder.assembly import assemble
from flows.builder.logic import branch, branch_by, loop, read_metrics
from flows.builder.routing import change_queue, end_flow
from flows.builder.speech import ask, play_on, play_until, say
from flows.builder.steps import Case, Later, Step, Target
from flows.callback import QUEUE as CALLBACK_QUEUE
from flows.callback import Ways, callback_request, callback_steps
from flows.language import FlowType, Operator
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import unverified
from flows.vip import QUEUE as VIP_QUEUE

NAME: Final = "queue"
ROUND_SECONDS: Final = 30
PATIENT_ROUNDS: Final = 6
"""Rounds for an engineer before an agent takes over: about four minutes, offers included."""

OFFER_SECONDS: Final = 5


def queue_flow(
    sections: Mapping[str, Section], tongue: Tongue, *, verifies: bool = False
) -> FlowSource:
    """Waits in rounds; each tells place and time where Connect knows them, and offers a callback.

    Who waits for an engineer may go to an agent, and does so after `PATIENT_ROUNDS`. A fault leaves
    the caller waiting, with words, and their place in the queue; so does a callback that comes to
    nothing, whether it was asked for at once or at a time.
    """
    words = sections[NAME]
    sounds = (words["wait_1"], words["pause"], words["wait_2"], words["pause"])
    end = end_flow()
    rest = play_on(sounds, name="without offers", then=end, on_error=end)
    waiting = Later("waiting")
    callback = _callback(sections, tongue, waiting=waiting, verifies=verifies)
    offer = _offer(words, callback, waiting=waiting, rest=rest)
    times = _tell_time(words, then=offer)
    place = _tell_place(words, then=times)
    start = waiting.becomes(
        play_until(
            sounds,
            name="waiting",
            seconds=ROUND_SECONDS,
            then=read_metrics(then=place, on_error=offer),
            on_error=rest,
        )
    )
    return FlowSource(
        name=tongue.flow(NAME),
        type=FlowType.CUSTOMER_QUEUE,
        description=f"대기 안내({tongue.code}): 순서, 예상 시간, 전화 요청, 상담원 전환",
        content=assemble(start),
    )


def _tell_place(words: Section, *, then: Target) -> Step:
    known = Case(
        operator=Operator.NUMBER_GREATER_THAN,
        operand="0",
        target=say(words["position"], then=then, on_error=then),
    )
    return branch_by(
        "$.Metrics.Contact.PositionInQueue", name="place", cases=[known], otherwise=then
    )


def _tell_time(words: Section, *, then: Target) -> Step:
    """In steps that a caller can live with; unknown times are not told."""

    def case(operator: Operator, seconds: int, key: str) -> Case:
        target = say(words[key], then=then, on_error=then)
        return Case(operator=operator, operand=str(seconds), target=target)

    return branch_by(
        "$.Metrics.Contact.EstimatedWaitTime",
        name="waiting time",
        cases=[
            case(Operator.NUMBER_LESS_OR_EQUAL_TO, 60, "minute_1"),
            case(Operator.NUMBER_LESS_OR_EQUAL_TO, 180, "minute_3"),
            case(Operator.NUMBER_LESS_OR_EQUAL_TO, 600, "minute_10"),
            case(Operator.NUMBER_GREATER_THAN, 600, "minute_more"),
        ],
        otherwise=then,
    )


def _offer(words: Section, callback: Step, *, waiting: Target, rest: Target) -> Step:
    wrong = say(words["wrong"], then=waiting, on_error=waiting)

    def ask_once(key: str, keys: Mapping[str, Target]) -> Step:
        return ask(
            words[key],
            keys=keys,
            on_silence=waiting,
            on_wrong_key=wrong,
            on_error=rest,
            seconds=OFFER_SECONDS,
        )

    stay = say(words["overflow_failed"], then=waiting, on_error=waiting)
    move = change_queue("agent", on_full=stay, on_error=stay)
    chosen = say(words["overflow"], then=move, on_error=move)
    late = say(words["overflow_late"], then=move, on_error=move)
    engineer = loop(
        "patience",
        times=PATIENT_ROUNDS,
        again=ask_once("offer_engineer", {"1": callback, "0": chosen}),
        done=late,
    )
    anyone = ask_once("offer", {"1": callback})
    return branch("$.Queue.Name", cases={"engineer": engineer}, otherwise=anyone)


def _callback(
    sections: Mapping[str, Section], tongue: Tongue, *, waiting: Target, verifies: bool
) -> Step:
    """Whose turn comes first also is called back first: their request stays in their queue."""
    words = sections[NAME]
    keep_waiting = say(words["keep_waiting"], then=waiting, on_error=waiting)
    failed = say(words["callback_failed"], then=waiting, on_error=waiting)
    request = branch(
        "$.Queue.Name",
        cases={VIP_QUEUE: callback_request(sections, VIP_QUEUE, on_error=failed)},
        otherwise=callback_request(sections, CALLBACK_QUEUE, on_error=failed),
    )
    if verifies:
        request = unverified(then=request)
    ways = Ways(
        request=request,
        undecided=keep_waiting,
        declined=keep_waiting,
        give_up=keep_waiting,
        on_error=failed,
    )
    return callback_steps(sections, tongue, ways)

"""Calls that we make at a booked time, and tasks for people where none can be made."""

from dataclasses import replace

import pytest

from flows import prompts
from flows.json_values import JsonObject
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, Press, ScriptedCaller, Silence
from flows.simulator.result import CallResult, Ended
from flows.simulator.world import FunctionResult, World
from tests.flows.diaries import DAYS, MOVED, TIMES, asked, status
from tests.flows.functions import CONTACT, Functions, by_action
from tests.flows.worlds import CUSTOMER, call_center, heard

WORDS = prompts.load()
CALL = WORDS["callback_call"]
WHISPER = WORDS["agent_whisper"]
TALK, MOVE, CANCEL = Press("1"), Press("2"), Press("3")
BOOKING = "b6f0c1de-0000-4000-8000-000000000001"


def diary(**changes: JsonObject | FunctionResult) -> Functions:
    told = {"days": DAYS, "times": TIMES, "book": MOVED, "reached": status("reached")}
    return by_action(**{**told, "cancel": status("cancelled"), **changes})


def called(
    *actions: CallerAction,
    world: World | None = None,
    functions: Functions | None = None,
    entry: str = "callback_call",
    **attributes: str,
) -> CallResult:
    """The customer answers the booked call and does these things."""
    there = call_center() if world is None else world
    return place_call(
        replace(there, invoke=diary() if functions is None else functions),
        ScriptedCaller(actions),
        entry=entry,
        customer=CUSTOMER,
        contact_id=CONTACT,
        attributes={"callback_booking": BOOKING, **attributes},
    )


@pytest.mark.parametrize(
    ("booked_for", "queue"),
    [
        ("engineer", "engineer"),
        ("agent", "agent"),
        ("vip", "vip"),
        ("sales", "callback"),
        (None, "callback"),
    ],
)
def test_who_wants_to_talk_comes_first_among_those_who_know(
    booked_for: str | None, queue: str
) -> None:
    result = called(TALK) if booked_for is None else called(TALK, callback_queue=booked_for)

    assert (result.ended, result.queue) == (Ended.QUEUED, queue)
    assert "priority-1" in result.path
    assert result.attributes["callback"] == "reached"
    assert result.faults == ()


def test_the_booking_needs_no_other_attempt_once_somebody_wants_to_talk() -> None:
    functions = diary()
    called(TALK, functions=functions, callback_queue="agent")

    assert asked(functions, "reached") == [
        {"action": "reached", "language": "ko", "booking": BOOKING}
    ]


def test_who_is_called_hears_who_calls_and_that_it_is_recorded_before_anything_else() -> None:
    result = called(TALK)

    assert heard(result)[0] == CALL["opening"].text
    assert "녹음" in heard(result)[0]
    assert result.path.index("say-opening") < result.path.index("record")


def test_nobody_is_kept_from_talking_by_a_diary_that_does_not_answer() -> None:
    result = called(TALK, functions=diary(reached=FunctionResult(error="down")))

    assert result.ended is Ended.QUEUED


@pytest.mark.parametrize("actions", [(Silence(),) * 3, (Silence(), Press("9"), Silence())])
def test_a_voicemail_calls_no_agent_and_the_booking_stays(
    actions: tuple[CallerAction, ...],
) -> None:
    functions = diary()
    result = called(*actions, functions=functions, world=call_center(agents=1))

    assert heard(result)[-1] == CALL["later"].text
    assert result.ended is Ended.DISCONNECTED
    assert functions.events == []
    assert "callback" not in result.attributes


def test_another_time_can_be_chosen() -> None:
    functions = diary()
    result = called(MOVE, Press("2"), Press("2"), functions=functions, callback_queue="engineer")

    moved = WORDS["booking"]["moved"].text.replace("$.External.words", str(MOVED["words"]))
    assert heard(result)[-1] == moved
    assert result.attributes["callback"] == "moved"
    [booking] = asked(functions, "book")
    assert (booking["number"], booking["queue"]) == (CUSTOMER, "engineer")


def test_where_no_other_time_can_be_had_they_may_talk_now_or_be_called_again() -> None:
    functions = diary(days=status("none"))
    talks = called(MOVE, Press("1"), functions=functions, callback_queue="agent")
    waits = called(MOVE, Press("2"), functions=diary(days=status("none")))

    assert CALL["instead"].text in heard(talks)
    assert talks.queue == "agent"
    assert heard(waits)[-1] == CALL["later"].text


@pytest.mark.parametrize("how", ["cancelled", "none"])
def test_who_needs_no_call_any_more_gets_none(how: str) -> None:
    functions = diary(cancel=status(how))
    result = called(CANCEL, functions=functions)

    assert heard(result)[-1] == CALL["cancelled"].text
    assert result.attributes["callback"] == "cancelled"
    assert asked(functions, "cancel")[0]["number"] == CUSTOMER


def test_a_booking_that_can_not_be_cancelled_is_told() -> None:
    result = called(CANCEL, functions=diary(cancel=FunctionResult(error="down")))

    assert heard(result)[-1] == CALL["cancel_failed"].text
    assert "callback" not in result.attributes


def test_a_call_that_finds_no_queue_is_made_again() -> None:
    world = call_center(full=("agent",))
    result = called(TALK, world=world, callback_queue="agent")

    assert heard(result)[-1] == CALL["call_again"].text
    [again] = result.callbacks
    assert (again.values["number"], again.values["queue"]) == (CUSTOMER, "callback")


def test_a_call_that_can_not_even_be_made_again_ends_in_an_apology() -> None:
    world = call_center(without=("queue:agent", "queue:callback"))
    result = called(TALK, world=world, callback_queue="agent")

    assert heard(result)[-1] == CALL["unavailable"].text


def test_the_agent_hears_that_it_is_a_booked_call_and_of_a_vip() -> None:
    world = call_center(agents=1)
    plain = called(TALK, world=world, callback_queue="agent")
    vip = called(TALK, world=world, callback_queue="vip")

    assert whispered(plain) == [WHISPER["booked"].text]
    assert whispered(vip) == [WHISPER["booked"].text, WHISPER["vip"].text]


def whispered(result: CallResult) -> list[str]:
    return [turn.text for turn in result.agent_turns if turn.flow.startswith("agent_whisper")]


def test_a_booked_call_in_english_is_english_throughout() -> None:
    world = call_center(agents=1)
    result = called(TALK, world=world, entry="callback_call_en", callback_queue="agent")

    english = prompts.load("en")
    assert heard(result)[0] == english["callback_call"]["opening"].text
    assert english["customer_whisper"]["connected"].text in heard(result)
    assert result.attributes["language"] == "en"


def task(world: World, *, channel: str = "TASK") -> CallResult:
    return place_call(
        world,
        ScriptedCaller([]),
        entry="callback_task",
        customer=CUSTOMER,
        contact_id=CONTACT,
        channel=channel,
        attributes={"callback_booking": BOOKING},
    )


def test_a_task_waits_in_the_queue_for_calls_back_without_a_word() -> None:
    result = task(call_center())

    assert (result.ended, result.queue) == (Ended.QUEUED, "callback")
    assert result.turns == ()
    assert result.faults == ()


def test_a_task_whose_queue_is_not_there_goes_to_agents() -> None:
    assert task(call_center(without=("queue:callback",))).queue == "agent"


def test_whoever_takes_a_task_sees_the_guide() -> None:
    result = task(call_center(agents=1))

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, "callback")
    assert "guide" in {turn.flow for turn in result.agent_turns}


def test_a_person_who_comes_to_the_task_by_mistake_hears_words() -> None:
    result = task(call_center(), channel="VOICE")

    assert heard(result) == [WORDS["callback_task"]["not_a_task"].text]

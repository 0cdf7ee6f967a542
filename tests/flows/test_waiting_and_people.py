"""Calls beyond the queue: waiting, whispers, the agent's screen, hold, and how it was."""

from dataclasses import replace

import pytest

from flows import prompts
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, Press, Say, ScriptedCaller, Stay
from flows.simulator.result import CallResult, Ended
from flows.simulator.world import World
from tests.flows.functions import CONTACT, failing
from tests.flows.spoken import spoken
from tests.flows.worlds import CUSTOMER, call_center, heard, play

WORDS = prompts.load()
QUEUE = WORDS["queue"]
WHISPER = WORDS["agent_whisper"]
QUESTION = "핏클라우드 장애가 나면 얼마 만에 응답해 주나요"


def busy(*, seconds: int | None = None, waiting: int = 0) -> World:
    world = call_center()
    queues = {
        key: replace(queue, waiting=waiting, estimated_wait_seconds=seconds)
        for key, queue in world.queues.items()
    }
    return replace(world, queues=queues)


def waited(*actions: CallerAction, world: World | None = None) -> CallResult:
    """In the engineer queue; the actions are taken when something is asked."""
    return play(world or busy(), Press("2"), *actions)


def told_to_agent(result: CallResult) -> list[str]:
    return [turn.text for turn in result.agent_turns if turn.flow.startswith("agent_whisper")]


def test_who_waits_hears_that_they_are_waiting_and_what_they_can_do() -> None:
    said = heard(waited(Press("0")))

    assert QUEUE["wait_1"].text in said
    assert QUEUE["offer_engineer"].text in said


@pytest.mark.parametrize(
    ("seconds", "key"),
    [(60, "minute_1"), (200, "minute_3"), (620, "minute_10"), (900, "minute_more")],
)
def test_place_and_time_are_told_in_steps(seconds: int, key: str) -> None:
    said = heard(waited(Press("0"), world=busy(seconds=seconds, waiting=3)))

    assert "지금 대기 순번은 4 번입니다." in said
    assert QUEUE[key].text in said


def test_zero_takes_who_waits_for_an_engineer_to_an_agent() -> None:
    result = waited(Press("0"))

    assert QUEUE["overflow"].text in heard(result)
    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_a_full_agent_queue_leaves_the_caller_where_they_are() -> None:
    world = busy()
    queues = {
        key: replace(queue, max_contacts=0) if queue.name == "agent" else queue
        for key, queue in world.queues.items()
    }
    result = waited(Press("0"), world=replace(world, queues=queues))

    assert QUEUE["overflow_failed"].text in heard(result)
    assert result.queue == "engineer"


def test_after_six_rounds_an_agent_takes_over() -> None:
    result = play(busy(), Press("2"), Stay(420), Press("1"), Press("1"))

    assert QUEUE["overflow_late"].text in heard(result)
    assert QUEUE["offer"].text in heard(result)


def test_a_call_back_instead_of_waiting_goes_into_the_queue_of_those_who_wait_at_home() -> None:
    result = waited(Press("1"), Press("1"), Press("1"))

    [created] = result.callbacks
    assert (created.values["number"], created.values["queue"]) == (CUSTOMER, "callback")
    assert heard(result)[-1] == WORDS["callback"]["accepted"].text
    assert result.ended is Ended.DISCONNECTED


def test_a_request_that_fails_leaves_the_caller_in_their_queue() -> None:
    world = busy()
    queues = {key: queue for key, queue in world.queues.items() if queue.name != "callback"}
    result = waited(Press("1"), Press("1"), Press("1"), world=replace(world, queues=queues))

    assert QUEUE["callback_failed"].text in heard(result)
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert "callback" not in result.attributes


def test_a_wrong_key_keeps_the_place() -> None:
    result = waited(Press("7"))

    assert QUEUE["wrong"].text in heard(result)
    assert result.ended is Ended.QUEUED


def test_the_agent_hears_what_was_asked_and_sees_the_guide() -> None:
    result = play(call_center(agents=1), Press("1"), Say(QUESTION), Press("1"))

    assert told_to_agent(result) == [
        WHISPER["unknown"].text,
        WHISPER["answered"].text.replace("$.Attributes.question", QUESTION),
    ]
    assert "guide" in {turn.flow for turn in result.agent_turns}
    assert WORDS["customer_whisper"]["connected"].text in heard(result)


def test_the_agent_hears_of_a_failed_ai_and_of_a_direct_wish() -> None:
    failed = play(call_center(agents=1, invoke=failing()), Press("1"), Say(QUESTION))
    direct = play(call_center(agents=1), Press("0"))

    assert told_to_agent(failed)[-1] == WHISPER["failed"].text
    assert told_to_agent(direct)[-1] == WHISPER["direct"].text


def test_a_known_caller_is_named_to_the_agent() -> None:
    known = {"customer_known": "true", "customer_name": "김하늘", "customer_language": "ko"}
    result = play(replace(call_center(agents=1), attributes=known), Press("0"))

    assert heard(result)[0].endswith("김하늘 고객님, 반갑습니다.")
    assert told_to_agent(result)[0] == "김하늘 고객님입니다."


@pytest.mark.parametrize(
    ("name", "language", "whispered"),
    [
        ("김하늘", "ko", "English-speaking caller, a registered customer."),
        ("Emma Clark", "en", "English-speaking caller, Emma Clark."),
    ],
)
def test_an_english_voice_says_names_in_latin_letters_only(
    name: str, language: str, whispered: str
) -> None:
    known = {"customer_known": "true", "customer_name": name, "customer_language": language}
    result = play(replace(call_center(agents=1), attributes=known), Press("*0"))

    greeted = [text for text in heard(result) if text.startswith("Thank you for calling")]
    assert greeted == [
        "Thank you for calling Saltware." + " Hello, Emma Clark." * (language == "en")
    ]
    assert told_to_agent(result)[0] == whispered


def test_whoever_takes_a_caller_in_distress_is_told_to_listen() -> None:
    who = {"status": "escalate", "reason": "distress", "question": "더는 못 견디겠어요"}
    result = play(replace(call_center(agents=1), attributes=who), Press("0"))

    assert told_to_agent(result) == [WHISPER["unknown"].text, WHISPER["distress"].text]


@pytest.mark.parametrize(("keys", "language"), [("0", "ko"), ("*0", "en")])
def test_hold_and_the_question_afterwards_are_in_the_callers_language(
    keys: str, language: str
) -> None:
    world = replace(call_center(agents=1), agent_holds_seconds=20, agent_leaves_after_seconds=60)
    result = play(world, Press(keys), Press("4"))

    words = prompts.load(language)
    assert words["customer_hold"]["hold"].text in heard(result)
    assert heard(result)[-2:] == [
        words["disconnect"]["csat"].text,
        words["disconnect"]["thanks"].text,
    ]
    assert result.attributes["csat"] == "4"


def test_a_chat_reaches_the_bot_and_an_engineer_in_written_words() -> None:
    world = replace(call_center(), channel="CHAT")
    result = place_call(
        world,
        ScriptedCaller([Say(QUESTION), Say("엔지니어 연결해 주세요")]),
        entry="chat",
        customer="visitor",
        contact_id=CONTACT,
    )

    assert heard(result)[:2] == [spoken(WORDS["chat"][key]) for key in ("greeting", "notice")]
    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")
    assert result.attributes["question"] == QUESTION
    assert result.faults == ()

"""Calls to the number: greeting, notices, menu."""

import pytest

from flows import prompts
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, HangUp, Press, Say, ScriptedCaller, Silence
from flows.simulator.result import CallResult, Ended
from tests.flows.worlds import call_center, heard, play

MAIN = prompts.load()["main"]
AGENT = prompts.load()["agent"]
ENGINEER = prompts.load()["engineer"]
INQUIRY = prompts.load()["inquiry"]


def call(*actions: CallerAction, without: tuple[str, ...] = ()) -> CallResult:
    return play(call_center(without=without), *actions)


def test_the_call_begins_with_the_greeting() -> None:
    assert heard(call())[0].startswith("안녕하세요! Saltware 고객센터입니다")


def test_the_notices_come_before_the_recording_and_before_the_menu() -> None:
    path = call().path

    assert path.index("say-notice") < path.index("record") < path.index("ask-menu")


def test_voice_and_language_are_set_before_anything_is_said() -> None:
    path = call().path

    assert path[:4] == ("log", "speak-as-seoyeon", "speak-ko-kr", "say-greeting")


def test_one_leads_to_the_inquiry() -> None:
    result = call(Press("1"))

    assert heard(result)[-1] == INQUIRY["opening"].text


def test_two_leads_to_the_engineer_queue() -> None:
    result = call(Press("2"))

    assert (result.ended, result.queue) == (Ended.QUEUED, "engineer")


def test_zero_leads_to_the_agent_queue() -> None:
    result = call(Press("0"))

    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_silence_is_forgiven_twice_each_time_in_its_own_words() -> None:
    result = call(Silence(), Silence(), Press("2"))

    said = heard(result)
    menu = MAIN["menu"].text
    assert said[2:5] == [
        menu,
        f"{MAIN['silence_1'].text} {menu}",
        f"{MAIN['silence_2'].text} {menu}",
    ]
    assert result.queue == "engineer"


def test_a_wrong_key_is_forgiven_twice_each_time_in_its_own_words() -> None:
    result = call(Press("9"), Press("#"), Press("0"))

    said = heard(result)
    assert said[3].startswith(MAIN["wrong_1"].text)
    assert said[4].startswith(MAIN["wrong_2"].text)
    assert result.queue == "agent"


@pytest.mark.parametrize(
    "tries",
    [
        (Silence(), Silence(), Silence()),
        (Press("9"), Press("9"), Press("9")),
        (Silence(), Press("8"), Silence()),
        (Press("8"), Silence(), Press("*")),
        (Say("상담원이요"), Say("상담원"), Say("사람 바꿔 주세요")),
    ],
)
def test_the_third_miss_of_any_kind_leads_to_an_agent(tries: tuple[CallerAction, ...]) -> None:
    result = call(*tries)

    assert heard(result)[-2:] == [MAIN["hand_over"].text, AGENT["connecting"].text]
    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_the_words_for_a_miss_are_those_of_the_last_miss() -> None:
    said = heard(call(Silence(), Press("9")))

    assert said[-1].startswith(MAIN["wrong_2"].text)


def test_keys_pressed_in_one_go_are_taken_one_at_a_time() -> None:
    result = call(Press("90"))

    assert result.queue == "agent"


def test_a_caller_who_hangs_up_is_let_go() -> None:
    result = call(HangUp())

    assert result.ended is Ended.DISCONNECTED
    assert result.path[-1] == "ask-menu"
    assert result.error is None


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_flow_that_is_not_there_leads_to_an_agent_with_an_apology(key: str) -> None:
    result = call(Press(key), without=("flow:inquiry", "flow:engineer"))

    assert MAIN["fault"].text in heard(result)
    assert result.queue == "agent"
    assert [fault.error for fault in result.faults] == ["NoMatchingError"]


def test_when_not_even_an_agent_can_be_reached_the_caller_is_told() -> None:
    result = call(Press("0"), without=("flow:agent",))

    assert heard(result)[-1] == MAIN["unavailable"].text
    assert result.ended is Ended.DISCONNECTED


def test_a_free_agent_takes_the_call() -> None:
    result = play(call_center(agents=1), Press("0"))

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, "agent")
    assert result.turns[-1].who == "agent"


def test_the_call_can_be_followed_while_it_lasts() -> None:
    followed: list[str] = []

    result = place_call(
        call_center(),
        ScriptedCaller([Press("0")]),
        entry="main",
        customer="+821012345678",
        contact_id="c",
        on_turn=lambda turn: followed.append(turn.text),
    )

    assert followed == [turn.text for turn in result.turns]

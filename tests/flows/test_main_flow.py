"""Calls to the number: greeting, notices, menu."""

from dataclasses import replace

import pytest

from flows import prompts
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, HangUp, Press, Say, ScriptedCaller, Silence
from flows.simulator.result import CallResult, Ended
from flows.simulator.world import DeployedFlow
from tests.flows.actions import action, content
from tests.flows.spoken import spoken
from tests.flows.worlds import CUSTOMER, arn, call_center, heard, play

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

    assert path[:3] == ("log", "speak-as-seoyeon", "speak-ko-kr")
    assert path.index("say-greeting") > 3


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
    assert said[2:5] == [
        spoken(MAIN["menu"]),
        spoken(MAIN["silence_1"] + MAIN["menu"]),
        spoken(MAIN["silence_2"] + MAIN["menu"]),
    ]
    assert result.queue == "engineer"


def test_a_wrong_key_is_forgiven_twice_each_time_in_its_own_words() -> None:
    result = call(Press("7"), Press("#"), Press("0"))

    said = heard(result)
    assert said[3].startswith(MAIN["wrong_1"].text)
    assert said[4].startswith(MAIN["wrong_2"].text)
    assert result.queue == "agent"


@pytest.mark.parametrize(
    "tries",
    [
        (Silence(), Silence(), Silence()),
        (Press("7"), Press("7"), Press("7")),
        (Silence(), Press("8"), Silence()),
        (Press("8"), Silence(), Press("#")),
        (Say("상담원이요"), Say("상담원"), Say("사람 바꿔 주세요")),
    ],
)
def test_the_third_miss_of_any_kind_leads_to_an_agent(tries: tuple[CallerAction, ...]) -> None:
    result = call(*tries)

    assert heard(result)[-2:] == [MAIN["hand_over"].text, AGENT["connecting"].text]
    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")


def test_the_words_for_a_miss_are_those_of_the_last_miss() -> None:
    said = heard(call(Silence(), Press("7")))

    assert said[-1].startswith(MAIN["wrong_2"].text)


def test_keys_pressed_in_one_go_are_taken_one_at_a_time() -> None:
    result = call(Press("70"))

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


def test_what_an_event_plays_is_set_before_anything_is_said() -> None:
    path = call().path

    hooks = [identifier for identifier in path if identifier.startswith("on-")]
    assert len(hooks) == 7
    assert max(map(path.index, hooks)) < path.index("say-greeting")


def test_a_missing_event_flow_does_not_stop_the_call() -> None:
    result = call(Press("0"), without=("flow:queue", "flow:customer_hold"))

    assert result.queue == "agent"
    assert {fault.action for fault in result.faults} == {"on-customerqueue", "on-customerhold"}


def test_the_agent_learns_the_language_and_the_kind_of_number_but_no_digits_of_it() -> None:
    attributes = call(Press("0")).attributes

    assert attributes == {"language": "ko", "caller": "010-****-****"}


def test_a_number_of_another_kind_is_masked_whole() -> None:
    result = play(call_center(), Press("0"), customer="+82212345678")

    assert result.attributes["caller"] == "***-****-****"


def test_a_known_caller_is_greeted_by_name() -> None:
    world = call_center()
    body = content(
        action(
            "known",
            "UpdateContactAttributes",
            next="go",
            errors={"NoMatchingError": "go"},
            Attributes={"customer_language": "ko", "customer_name": "김하늘"},
        ),
        action(
            "go",
            "TransferToFlow",
            next="end",
            errors={"NoMatchingError": "end"},
            ContactFlowId=arn("flow", "main"),
        ),
    )
    flows = {**world.flows, "entry": DeployedFlow(name="entry", content=body)}
    result = place_call(
        replace(world, flows=flows),
        ScriptedCaller([]),
        entry="entry",
        customer=CUSTOMER,
        contact_id="c",
    )

    assert heard(result)[0] == "안녕하세요! Saltware 고객센터입니다. 김하늘 고객님, 반갑습니다."
    assert MAIN["greeting"].text not in heard(result)

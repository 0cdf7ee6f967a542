"""What authors of simulators get wrong, 11 to 15 of fifteen."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from flows.language import FlowType
from flows.simulator.caller import CallerAction, Press
from flows.simulator.result import Ended, Party
from flows.simulator.world import FunctionResult
from tests.flows.actions import action, content, say
from tests.flows.functions import Functions
from tests.flows.simulator import scenes
from tests.flows.simulator.lex.talks import talk
from tests.flows.simulator.traps import FAULT, goes, invoke, step
from tests.flows.worlds import OFFICE, heard, one_flow, play

if TYPE_CHECKING:
    from flows.json_values import JsonObject

# 11. Missing error branches are legal.


def test_11_a_sentence_without_an_error_branch_goes_on_and_other_actions_end_the_flow() -> None:
    silent = action("talk", "MessageParticipant", next="after", Text="$.Attributes.nobody")
    voice = action("voice", "UpdateContactTextToSpeechVoice", next="after", TextToSpeechVoice="")

    assert play(one_flow(silent, say("after"))).path[1] == "after"
    broken = play(one_flow(voice, say("after")))
    assert broken.ended is Ended.ERROR
    assert "'voice' leads nowhere after TextToSpeechVoice" in (broken.error or "")


# 12. Scope differs per container.


def test_12_a_module_sees_the_contact_but_nothing_of_the_flow_that_calls_it() -> None:
    values: JsonObject = {"a": {"Value": "flow"}}
    seen = "[$.External.a/$.FlowAttributes.a/$.Attributes.a/$.Modules.Input.x]"
    module = content(
        say("inside", seen, next="back"),
        action("back", "EndFlowModuleExecution", Result="done"),
    )
    here = one_flow(
        invoke("one", "flow"),
        action("flow", "UpdateFlowAttributes", next="module", errors=FAULT, FlowAttributes=values),
        action(
            "module",
            "InvokeFlowModule",
            next="end",
            errors={**FAULT, "NoMatchingCondition": "end"},
            when={"done": "after"},
            FlowModuleId="module",
            Input={"x": "$.ContactId"},
        ),
        say("after", "[$.External.a/$.FlowAttributes.a/$.Modules.Result]"),
        say("fault"),
        invoke=Functions(lambda _: FunctionResult(payload={"a": "function"})),
        more={"module": module},
    )
    result = play(replace(here, attributes={"a": "contact"}))

    assert heard(result) == [
        "[//contact/11111111-2222-3333-4444-555555555555]",
        "[function/flow/done]",
    ]


def test_12_in_a_transfer_flow_it_is_the_agent_who_hears_the_prompts() -> None:
    quick = scenes.flow(say("hello", "$.Agent.UserName"), type=FlowType.AGENT_TRANSFER)
    plain = scenes.flow(say("hello", "[$.Agent.UserName]"))
    here = scenes.world({"quick": quick, "plain": plain})

    assert [(t.text, t.to) for t in scenes.call(here, entry="quick").turns] == [
        ("agent", Party.AGENT)
    ]
    assert heard(scenes.call(here, entry="plain")) == ["[]"]


# 13. One block is not one action.


def test_13_get_participant_input_is_menu_store_and_touchtone_buffer() -> None:
    buffer = action("keep", "GetParticipantInput", next="first", EnableDTMFBuffer="true")
    menus = [
        action(
            name,
            "GetParticipantInput",
            next="end",
            Text=name,
            when={"1": then, "2": then},
            errors=FAULT,
        )
        for name, then in (("first", "second"), ("second", "both"))
    ]
    keys = iter([Press("12")])
    here = one_flow(buffer, *menus, say("both"), say("fault"))
    result = play(here, caller=lambda _: next(keys))

    assert heard(result) == ["first", "both"]


def test_13_a_bot_is_found_only_in_the_language_that_was_set_beside_the_voice() -> None:
    assert talk(Press("1"), language="en-US").path[2] == "fault"


def test_13_metadata_never_drives_execution() -> None:
    body = {**content(say("hello")), "Metadata": {"entryPointPosition": 1, "type": "customerQueue"}}

    assert play(one_flow(say("x"), more={"other": body})).path == ("x", "end")


# 14. The queue is a state machine.


def test_14_without_a_chosen_queue_a_transfer_is_an_error() -> None:
    assert goes(step("go", "TransferContactToQueue")) == "fault"


def test_14_an_agents_own_queue_has_no_hours() -> None:
    choose = action(
        "choose", "UpdateContactTargetQueue", next="check", errors=FAULT, AgentId="agent-id"
    )
    check = action(
        "check",
        "CheckHoursOfOperation",
        next="end",
        errors=FAULT,
        when={"True": "end", "False": "end"},
    )
    here = one_flow(choose, check, say("fault"), hours={"h": OFFICE})

    assert play(here).path[2] == "fault"


def test_14_leaving_a_queue_for_one_that_is_not_there_leaves_the_contact_where_it_was() -> None:
    leave = action(
        "leave", "DequeueContactAndTransferToQueue", next="end", errors=FAULT, QueueId="nobody"
    )
    queue = scenes.flow(
        leave, scenes.play_prompts("여전히 $.Queue.Name", identifier="fault"), type="CUSTOMER_QUEUE"
    )
    here = scenes.world(
        {"main": scenes.to_queue(CustomerQueue="queue"), "queue": queue}, agent_after_seconds=60
    )
    result = scenes.call(here)

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, "engineer")
    assert "여전히 engineer" in heard(result)


@pytest.mark.parametrize(("every", "target"), [("10", "fault"), ("30", "again")])
def test_14_an_interrupt_under_twenty_seconds_can_hit_the_ringing_telephone(
    every: str, target: str
) -> None:
    queue = scenes.flow(
        scenes.play_prompts("음악", every=every, then="again", on_error="fault"),
        say("again", "기다려 주세요", next="wait"),
        say("fault", "interrupted", next="done"),
        type="CUSTOMER_QUEUE",
    )
    here = scenes.world(
        {"main": scenes.to_queue(CustomerQueue="queue"), "queue": queue},
        agent_after_seconds=61,
        ring_seconds=15,
    )
    result = scenes.call(here)

    assert result.ended is Ended.TRANSFERRED
    assert ("interrupted" in heard(result)) is (target == "fault")


def test_14_loops_count_by_identifier_and_begin_anew_after_done() -> None:
    both = {"ContinueLooping": "inner", "DoneLooping": "end"}
    inside = {"ContinueLooping": "round", "DoneLooping": "outer"}
    here = one_flow(
        action("outer", "Loop", next="end", when=both, LoopCount="3"),
        action("inner", "Loop", next="end", when=inside, LoopCount="2"),
        say("round", next="inner"),
    )

    assert len(heard(play(here))) == 6


def test_14_prompts_in_a_loop_go_on_where_they_were_interrupted() -> None:
    queue = scenes.flow(
        scenes.play_prompts("하나" * 50, "둘" * 50, every="5", then="again"),
        say("again", "중간 안내", next="wait"),
        type="CUSTOMER_QUEUE",
    )
    here = scenes.world(
        {"main": scenes.to_queue(CustomerQueue="queue"), "queue": queue}, agent_after_seconds=40
    )

    assert [text[:2] for text in heard(scenes.call(here))][:4] == ["하나", "중간", "둘둘", "중간"]


# 15. Speech text and Lex keys fail quietly.


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("<speak>안녕 <invented>하세요</invented></speak>", "안녕 하세요"),
        ("<speak>$.Attributes.company</speak>", "fault"),
        ("가" * 3_001, "fault"),
        ("<speak>" + "<break time='1s'/>" * 350 + "긴 말</speak>", "fault"),
    ],
)
def test_15_markup_is_read_in_texts_and_broken_or_long_ones_are_not_spoken(
    text: str, spoken: str
) -> None:
    talking = action("talk", "MessageParticipant", next="end", errors=FAULT, Text=text)
    here = one_flow(talking, say("fault"))

    assert heard(play(replace(here, attributes={"company": "A & B"}))) == [spoken]


def test_15_session_keys_with_too_few_segments_say_nothing() -> None:
    seconds: list[float] = []

    def caller(waiting: object) -> CallerAction:
        seconds.append(getattr(waiting, "seconds", 0.0))
        return Press("1")

    for key in ("x-amz-lex:audio:start-timeout-ms:*", "x-amz-lex:audio:start-timeout-ms:*:*"):
        talk(session={key: "9000"}, caller=caller)

    assert seconds == [3, 9]


def test_15_too_long_an_utterance_is_refused_by_connect() -> None:
    session: JsonObject = {"x-amz-lex:audio:max-length-ms:Engineer:*": "60000"}

    assert talk(Press("1"), session=session).path[2] == "fault"

import json

import pytest

from flows.explore import graph
from flows.explore.explorer import Explorable, explore
from flows.explore.report import Finding
from flows.json_values import Json, JsonObject
from flows.language import FlowType
from tests.flows.explore.samples import (
    ERROR,
    QUEUE,
    SORRY,
    action,
    content,
    explored,
    menu,
    say,
)

MODULE = FlowType.MODULE


def actions(findings: tuple[Finding, ...]) -> list[str | None]:
    return [finding.action for finding in findings]


def test_a_menu_is_walked_with_each_key_a_wrong_one_silence_a_fault_and_a_hang_up() -> None:
    report = explored(menu(keys={"1": "queue", "2": "bye"}), QUEUE, say("bye"), SORRY)
    assert report.clean
    assert (report.covered_branches, report.branches) == (11, 11)
    # 1: queue, full, fault; 2: said or not; wrong key, silence and fault: said or not; hang-up.
    assert report.paths == 1 + 2 * 2 + 2 + 3 * 2 + 1


def test_equal_states_are_merged() -> None:
    report = explored(
        menu(keys={"1": "queue", "2": "queue", "3": "queue"}, wrong="queue", silence="queue"),
        QUEUE,
        SORRY,
    )
    assert report.states == 3 + 2  # menu, queue, apology and two ends (with or without a notice)


def test_a_branch_that_leads_nowhere_is_a_dead_end() -> None:
    report = explored(menu(keys={"1": "missing"}), QUEUE, SORRY)
    assert actions(report.dead_ends) == ["menu"]
    assert "'missing', which is not in the flow" in report.dead_ends[0].why
    assert report.dead_ends[0].path == ("menu",)
    assert not report.ends_on_purpose


def test_an_error_that_must_have_a_branch_and_has_none_is_a_dead_end() -> None:
    call = action("call", "InvokeLambdaFunction", next="end", LambdaFunctionARN="x")
    assert actions(explored(call).dead_ends) == ["call"]


def test_a_menu_without_a_branch_for_silence_is_a_dead_end() -> None:
    silent = action(
        "menu",
        "GetParticipantInput",
        errors={"NoMatchingCondition": "queue"},
        when={"1": "queue"},
        Text="?",
        StoreInput="False",
    )
    report = explored(silent, QUEUE, SORRY)
    assert actions(report.dead_ends) == ["menu"]
    assert "silence" in report.dead_ends[0].why


def test_a_flow_without_a_start_has_a_dead_end_and_does_not_raise() -> None:
    bodies: list[JsonObject] = [
        {},
        {"StartAction": "a", "Actions": []},
        {"StartAction": "a", "Actions": [1, None, {}]},
    ]
    for body in bodies:
        report = explore({"broken": Explorable(content=body)})[0]
        assert report.states == 0
        assert len(report.dead_ends) == 1


def test_going_round_without_a_choice_of_the_caller_is_endless() -> None:
    report = explored(say("one", next="two"), say("two", next="one"))
    assert len(report.endless) == 1
    assert report.endless[0].why.endswith("caller: two, one")


def test_trying_a_function_again_and_again_is_endless() -> None:
    call = action(
        "call", "InvokeLambdaFunction", next="end", errors={"NoMatchingError": "call"}, F="x"
    )
    assert actions(explored(call).endless) == ["call"]


def test_a_loop_that_counts_is_not_endless() -> None:
    loop = action(
        "loop", "Loop", when={"ContinueLooping": "call", "DoneLooping": "sorry"}, LoopCount="3"
    )
    call = action(
        "call", "InvokeLambdaFunction", next="queue", errors={"NoMatchingError": "loop"}, F="x"
    )
    report = explored(loop, call, QUEUE, SORRY)
    assert report.endless == ()
    assert report.clean


def test_asking_again_is_not_endless() -> None:
    again = menu(silence="menu", wrong="menu", error="queue")
    assert explored(again, QUEUE, SORRY).endless == ()


def test_queue_flows_may_go_round_until_somebody_answers() -> None:
    round_and_round = (say("one", next="two"), say("two", next="one"))
    assert explored(*round_and_round, type=FlowType.CUSTOMER_QUEUE).endless == ()


def test_queue_flows_that_take_no_time_may_not() -> None:
    metric = action("a", "GetMetricData", next="a", errors={"NoMatchingError": "a"})
    assert actions(explored(metric, type=FlowType.CUSTOMER_QUEUE).endless) == ["a"]


def test_hanging_up_on_a_caller_without_words_is_a_silent_end() -> None:
    report = explored(menu(keys={"1": "queue"}, silence="end"), QUEUE, SORRY)
    assert actions(report.silent_ends) == ["end"]
    assert report.silent_ends[0].path == ("menu", "[silence InputTimeLimitExceeded]", "end")


def test_words_before_a_menu_do_not_count_for_what_comes_after_it() -> None:
    report = explored(say("hello", next="menu"), menu(keys={"1": "end"}), QUEUE, SORRY)
    assert actions(report.silent_ends) == ["end"]


BOT = action(
    "bot",
    "ConnectParticipantWithLexBot",
    errors={"NoMatchingCondition": "queue", "NoMatchingError": "queue"},
    when={"Help": "queue"},
    Text="무엇을 도와드릴까요?",
    LexV2Bot={"AliasArn": "alias"},
)


def test_a_bot_that_does_not_say_what_it_is_is_found() -> None:
    report = explored(say("hello", "안녕하세요.", next="bot"), BOT, QUEUE, SORRY)
    assert actions(report.ai_without_notice) == ["bot"]


@pytest.mark.parametrize(
    "words", ["AI가 답해 드립니다.", "인공지능 상담원입니다.", "I am a virtual assistant."]
)
def test_a_bot_that_says_so_is_not_found(words: str) -> None:
    assert explored({**BOT, "Parameters": {"Text": words}}, QUEUE, SORRY).ai_without_notice == ()


def test_a_notice_that_could_not_be_played_does_not_count() -> None:
    report = explored(say("notice", "AI 상담입니다.", next="bot"), BOT, QUEUE, SORRY)
    assert actions(report.ai_without_notice) == ["bot"]
    assert report.ai_without_notice[0].path == ("notice", "[error NoMatchingError]", "bot")


def recording(**behaviour: Json) -> JsonObject:
    return action(
        "record", "UpdateContactRecordingBehavior", next="queue", RecordingBehavior=behaviour
    )


def test_recording_what_callers_say_to_the_system_needs_a_notice_before() -> None:
    report = explored(recording(IVRRecordingBehavior="Enabled"), QUEUE, SORRY)
    assert actions(report.recording_without_notice) == ["record", "queue"]


def test_recording_people_needs_a_notice_before_they_join() -> None:
    record = recording(RecordedParticipants=["Agent", "Customer"])
    assert actions(explored(record, QUEUE, SORRY).recording_without_notice) == ["queue"]


def test_recording_nobody_needs_none() -> None:
    record = recording(RecordedParticipants=[])
    assert explored(record, QUEUE, SORRY).recording_without_notice == ()


def test_a_caller_who_can_not_reach_a_person_is_found() -> None:
    report = explored(menu(keys={"1": "bye"}), say("bye"), SORRY)
    assert actions(report.no_person) == ["menu"]


def test_a_callback_is_a_way_to_a_person() -> None:
    callback = action("later", "CreateCallbackContact", next="sorry", errors=ERROR)
    assert explored(menu(keys={"1": "later"}), callback, SORRY).no_person == ()


def compare(identifier: str, path: str, when: dict[str, str], default: str) -> JsonObject:
    return action(
        identifier,
        "Compare",
        when=when,
        errors={"NoMatchingCondition": default},
        ComparisonValue=path,
    )


def test_a_value_that_was_compared_is_remembered() -> None:
    first = compare("first", "$.Attributes.tier", {"gold": "second"}, "queue")
    second = compare("second", "$.Attributes.tier", {"gold": "queue"}, "never")
    report = explored(first, second, QUEUE, SORRY, say("never"))
    assert report.uncovered == (
        "never error:NoMatchingError",
        "never next",
        "second error:NoMatchingCondition",
    )


def test_a_value_that_a_flow_sets_is_known() -> None:
    store = action(
        "set",
        "UpdateContactAttributes",
        next="check",
        errors={"NoMatchingError": "queue"},
        Attributes={"tier": "gold"},
    )
    check = compare("check", "$.Attributes.tier", {"gold": "queue"}, "queue")
    report = explored(store, check, QUEUE, SORRY)
    assert report.uncovered == ("check error:NoMatchingCondition",)


def test_numbers_that_nothing_can_be_are_not_branches_that_can_be_taken() -> None:
    check = compare(
        "check",
        "$.External.n",
        {
            "NumberGreaterThan 5": "queue",
            "NumberGreaterThan 9": "queue",
            "NumberLessThan 6": "queue",
        },
        "queue",
    )
    report = explored(check, QUEUE, SORRY)
    assert report.uncovered == ("check condition:1",)


def test_silence_where_digits_are_stored_is_a_value() -> None:
    store = action(
        "store",
        "GetParticipantInput",
        next="check",
        errors=ERROR,
        Text="?",
        StoreInput="True",
        InputValidation={"CustomValidation": {"MaximumLength": "2"}},
    )
    check = compare("check", "$.StoredCustomerInput", {"Timeout": "sorry", "123": "sorry"}, "queue")
    report = explored(store, check, QUEUE, SORRY)
    assert report.uncovered == ("check condition:1",)


def test_percentages_are_taken_where_a_draw_can_fall() -> None:
    split = action(
        "split",
        "DistributeByPercentage",
        when={"NumberLessThan 51": "queue", "NumberLessThan 31": "queue"},
        errors={"NoMatchingCondition": "queue"},
    )
    assert explored(split, QUEUE, SORRY).uncovered == ("split condition:1",)


def test_flows_that_are_not_given_are_ends() -> None:
    transfer = action("go", "TransferToFlow", next="sorry", errors=ERROR, ContactFlowId="arn:x/1")
    report = explored(transfer, SORRY)
    assert report.clean
    assert report.paths == 3


def test_flows_that_are_given_are_entered_and_reported_by_themselves() -> None:
    transfer = action("go", "TransferToFlow", errors=ERROR, ContactFlowId="{{flow:bot-flow}}")
    first, second = explore(
        {
            "main": Explorable(
                content=content(say("hi", "AI가 답합니다.", next="go"), transfer, SORRY)
            ),
            "bot_flow": Explorable(content=content(BOT, QUEUE, SORRY)),
        }
    )
    assert first.ai_without_notice == ()
    assert actions(second.ai_without_notice) == ["bot"]
    assert second.ai_without_notice[0].path[0] == "hi"


def test_flows_that_lead_to_each_other_are_explored() -> None:
    def flow(other: str) -> Explorable:
        go = action("go", "TransferToFlow", errors=ERROR, ContactFlowId=other)
        return Explorable(
            content=content(menu(keys={"1": "go"}, silence="queue"), go, QUEUE, SORRY)
        )

    first, second = explore({"a": flow("b"), "b": flow("a")})
    assert first.states > 0
    assert second.states > 0
    assert first.covered_branches == first.branches


def test_flows_after_a_call_and_for_agents_need_no_way_to_a_person() -> None:
    hook = action(
        "hook",
        "UpdateContactEventHooks",
        next="queue",
        errors=ERROR,
        EventHooks={"CustomerRemaining": "after"},
    )
    asks = menu(keys={"1": "sorry"})
    reports = explore(
        {
            "main": Explorable(content=content(hook, QUEUE, SORRY)),
            "after": Explorable(content=content(asks, SORRY)),
        }
    )
    assert reports[1].no_person == ()
    assert reports[1].silent_ends == ()


INVOKE = action(
    "module",
    "InvokeFlowModule",
    next="sorry",
    errors={"NoMatchingError": "sorry", "NoMatchingCondition": "sorry"},
    when={"yes": "queue", "no": "queue"},
    FlowModuleId="{{module:ask}}",
)


def test_a_module_is_walked_and_its_result_decides() -> None:
    returns = action("return", "EndFlowModuleExecution", Result="yes")
    main, module = explore(
        {
            "main": Explorable(content=content(INVOKE, QUEUE, SORRY)),
            "ask": Explorable(
                content=content(say("question", next="return"), returns), type=MODULE
            ),
        }
    )
    assert main.uncovered == ("module condition:1", "module error:NoMatchingCondition")
    assert module.covered_branches == module.branches


def test_what_may_not_stand_in_a_module_only_fails_there() -> None:
    sends = action("sends", "SendSMS", next="words", errors={"NoMatchingError": "end"})
    report = explored(sends, say("words"), type=MODULE)
    assert "sends next" in report.uncovered


def test_a_module_that_is_not_given_can_have_every_result() -> None:
    report = explored(INVOKE, QUEUE, SORRY)
    assert report.uncovered == ()


def test_a_module_that_calls_itself_ends() -> None:
    itself = {**INVOKE, "Parameters": {"FlowModuleId": "main"}}
    report = explored(itself, QUEUE, SORRY, type=MODULE)
    assert not report.truncated


def test_invented_actions_do_not_stop_the_walk() -> None:
    strange = action("x", "Teleport", next="queue", errors=ERROR, when={"Mars": "sorry"})
    report = explored(strange, QUEUE, SORRY)
    assert report.uncovered == ()


def test_a_flow_with_too_many_states_is_walked_with_less_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop = action(
        "loop", "Loop", when={"ContinueLooping": "menu", "DoneLooping": "sorry"}, LoopCount="90"
    )
    flow = (menu(silence="loop", wrong="loop"), loop, QUEUE, SORRY)
    exact = explored(*flow)
    monkeypatch.setattr(graph, "STATES", 50)
    coarse = explored(*flow)
    assert (exact.precision, coarse.precision) == ("exact", "coarse")
    assert exact.states > 90
    assert coarse.states < 50
    assert coarse.endless == exact.endless == ()
    assert coarse.covered_branches == exact.covered_branches


def test_a_report_is_json() -> None:
    report = explored(menu(keys={"1": "missing"}), QUEUE, SORRY)
    written = json.loads(json.dumps(report.to_json()))
    assert written["dead_ends"][0]["action"] == "menu"
    assert {"paths", "states", "covered_branches", "branches", "endless"} <= written.keys()

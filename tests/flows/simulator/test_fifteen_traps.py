"""What authors of simulators get wrong, one to fifteen (see the reference on the flow language)."""

from dataclasses import replace

import pytest

from flows.json_values import Json, JsonObject
from flows.language import FlowType
from flows.simulator.caller import CallerAction, Press, Silence
from flows.simulator.result import CallResult, Ended, Party
from flows.simulator.services import CannedServices, ServiceResult
from flows.simulator.world import FunctionResult
from tests.flows.actions import action, content, say
from tests.flows.functions import Functions, close
from tests.flows.simulator import scenes
from tests.flows.simulator.lex.talks import talk
from tests.flows.worlds import OFFICE, arn, heard, one_flow, play

FAULT = scenes.FAULT
FUNCTION = "arn:aws:lambda:ap-northeast-2:111122223333:function:customer"


def step(identifier: str, type_: str, **parameters: Json) -> JsonObject:
    """An action that leads to `ok`, or to `fault`."""
    return {**action(identifier, type_, next="ok", errors=FAULT), "Parameters": parameters}


def goes(*actions: JsonObject, invoke: Functions | None = None) -> str:
    """Where the last action led."""
    here = one_flow(*actions, say("ok"), say("fault"), invoke=invoke or Functions(_nothing))
    return play(here).path[len(actions)]


def _nothing(_event: JsonObject) -> FunctionResult:
    return FunctionResult(payload={})


# 1. Docs are not the schema.


@pytest.mark.parametrize(
    "documented_and_exported",
    [
        step("x", "Wait", TimeLimitSeconds="5"),
        step("x", "Wait", TimeoutSeconds="5"),
        step("x", "UpdateContactRoutingCriteria", RoutingCriteria={"Steps": [{}]}),
        step("x", "UpdateRoutingCriteria", RoutingCriteria={"Steps": [{}]}),
        step("x", "UntagContact", TagKeys=["a"]),
        step("x", "UnTagContact", TagKeys=["a"]),
    ],
)
def test_1_both_spellings_are_played_that_of_documents_and_that_of_exports(
    documented_and_exported: JsonObject,
) -> None:
    assert goes(documented_and_exported) == "ok"


@pytest.mark.parametrize("operand", ["NotAuthenticated", "Not authenticated"])
def test_1_voice_id_results_are_met_with_and_without_spaces(operand: str) -> None:
    services = CannedServices({"CheckVoiceId": ServiceResult(result="Not authenticated")})
    condition: JsonObject = {"Operator": "Equals", "Operands": [operand]}
    check: JsonObject = {
        "Identifier": "check",
        "Type": "CheckVoiceId",
        "Transitions": {
            "NextAction": "other",
            "Conditions": [{"NextAction": "met", "Condition": condition}],
            "Errors": [{"ErrorType": "NoMatchingError", "NextAction": "other"}],
        },
    }
    here = replace(one_flow(check, say("met"), say("other")), service=services)

    assert play(here).path[1] == "met"


def test_1_a_third_party_can_be_called_though_the_documents_do_not_know_it() -> None:
    result = play(
        one_flow(
            step(
                "go",
                "TransferParticipantToThirdParty",
                ThirdPartyPhoneNumber="+82212345678",
                ContinueFlowExecution="False",
            ),
            say("ok"),
            say("fault"),
        )
    )

    assert result.ended is Ended.TRANSFERRED


# 2. NoMatchingCondition is the default branch.


def test_2_no_condition_met_goes_to_the_branch_and_not_to_the_next_action() -> None:
    compare = action(
        "compare",
        "Compare",
        next="wrong",
        ComparisonValue="$.Attributes.color",
        when={"red": "wrong"},
        errors={"NoMatchingCondition": "default", "NoMatchingError": "wrong"},
    )

    assert play(one_flow(compare, say("default"), say("wrong"))).path[1] == "default"


# 3. A success that ends the flow still has a next action.


def test_3_after_a_transfer_to_a_queue_the_next_action_is_not_played() -> None:
    result = scenes.call(scenes.world({"main": scenes.to_queue()}))

    assert (result.ended, result.path[-1]) == (Ended.QUEUED, "go")


def test_3_after_a_transfer_to_a_flow_the_next_action_is_not_played_and_may_be_empty() -> None:
    go = action("go", "TransferToFlow", next="", errors={"NoMatchingError": "fault"})
    here = one_flow(
        {**go, "Parameters": {"ContactFlowId": arn("flow", "other")}},
        say("fault"),
        more={"other": content(say("hello"))},
    )

    assert play(here).path == ("go", "hello", "end")


# 4. Silence at stored input is no error; at a menu it is.


def stored(*actions: CallerAction, **parameters: Json) -> CallResult:
    errors = {"NoMatchingError": "fault", "InputTimeLimitExceeded": "late"}
    ask: JsonObject = {
        **action("ask", "GetParticipantInput", next="tell", errors=errors),
        "Parameters": {"Text": "번호를 눌러 주세요", "StoreInput": "True", **parameters},
    }
    tell = say("tell", "$.StoredCustomerInput")
    return play(one_flow(ask, tell, say("fault"), say("late")), *actions)


def test_4_stored_input_that_times_out_is_the_value_timeout_and_no_error() -> None:
    result = stored(Silence())

    assert heard(result)[-1] == "Timeout"
    assert result.path[1] == "tell"


def test_4_a_menu_that_times_out_is_an_error() -> None:
    menu = action(
        "ask",
        "GetParticipantInput",
        next="end",
        Text="1번",
        StoreInput="False",
        when={"1": "end"},
        errors={"InputTimeLimitExceeded": "late", **FAULT},
    )

    assert play(one_flow(menu, say("late"), say("fault")), Silence()).path[1] == "late"


# 5. Star and hash are no digits; the first key and the others have times of their own.


@pytest.mark.parametrize(
    ("keys", "configuration", "value"),
    [
        ("12#3", {}, "12"),
        ("1#2#3*4##", {"InputTerminationSequence": "##", "DisableCancelKey": "True"}, "1#2#3*4"),
        ("1#2#3*4##", {"InputTerminationSequence": "##"}, "*"),
        ("12*#", {"InputTerminationSequence": "*#", "DisableCancelKey": "True"}, "12"),
    ],
)
def test_5_hash_ends_and_star_wipes_unless_told_otherwise(
    keys: str, configuration: dict[str, Json], value: str
) -> None:
    assert heard(stored(Press(keys), DTMFConfiguration=configuration))[-1] == value


def test_5_the_time_limit_is_for_the_first_key_alone() -> None:
    late = stored(Press("12#", after=6), InputTimeLimitSeconds="5")
    slow = stored(Press("12#", after=4, gap=4), InputTimeLimitSeconds="5")

    assert [heard(late)[-1], heard(slow)[-1]] == ["Timeout", "12"]


@pytest.mark.parametrize(
    ("seconds", "value"), [({}, "1"), ({"InterdigitTimeLimitSeconds": "8"}, "12")]
)
def test_5_between_keys_five_seconds_may_go_by_unless_told_otherwise(
    seconds: dict[str, Json], value: str
) -> None:
    assert heard(stored(Press("12#", gap=6), DTMFConfiguration=seconds))[-1] == value


# 6. All scalars are strings, with mixed case.


@pytest.mark.parametrize("on", ["True", "true", True])
def test_6_switches_are_read_whatever_their_case(on: Json) -> None:
    ask = action(
        "ask", "GetParticipantInput", next="tell", errors=FAULT, Text="번호", StoreInput=on
    )

    result = play(one_flow(ask, say("tell", "$.StoredCustomerInput"), say("fault")), Press("12#"))
    assert heard(result)[-1] == "12"


@pytest.mark.parametrize("count", ["2", 2])
def test_6_numbers_may_be_numbers(count: Json) -> None:
    looping = action(
        "loop",
        "Loop",
        next="end",
        when={"ContinueLooping": "round", "DoneLooping": "end"},
        LoopCount=count,
    )

    assert len(heard(play(one_flow(looping, say("round", next="loop"))))) == 2


# 7. Compare is text, counts case, and is blind to what is missing.


@pytest.mark.parametrize(
    ("value", "condition", "met"),
    [
        ("Green", "green", False),
        ("green", "green", True),
        ("ten", "NumberGreaterThan 1", False),
        ("10", "NumberGreaterThan 9", True),
        ("10", "NumberGreaterThan nine", False),
        ("$.Attributes.nobody", "NULL", False),
        ("$.Attributes.nobody", "NumberLessThan 5", False),
        ("$.ContactId", "$.InitialContactId", True),
    ],
)
def test_7_compare_is_text_counts_case_and_is_blind_to_what_is_missing(
    value: str, condition: str, *, met: bool
) -> None:
    compare = action(
        "compare",
        "Compare",
        next="no",
        ComparisonValue=value,
        when={condition: "yes"},
        errors={"NoMatchingCondition": "no"},
    )

    assert play(one_flow(compare, say("yes"), say("no"))).path[1] == ("yes" if met else "no")


# 8. Reference syntax and where it ends.


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$.Attributes.sfdc-RTT_flag__c", "yes"),
        ("$.Attributes.name, 안녕하세요", "민수, 안녕하세요"),
        ("$.Attributes.['a b']", "space"),
        ("https://x/$['Attributes']['name'].wav", "https://x/민수.wav"),
        ("$1000입니다", "$1000입니다"),
        ("$.Attributes.name님", "민수님"),
    ],
)
def test_8_references_end_where_their_key_ends(text: str, spoken: str) -> None:
    here = one_flow(say("tell", text))
    values = {"sfdc-RTT_flag__c": "yes", "name": "민수", "a b": "space"}

    assert heard(play(replace(here, attributes=values))) == [spoken]


# 9. External is replaced, not merged, and STRING_MAP takes strings alone.


def invoke(identifier: str, then: str = "ok", **parameters: Json) -> JsonObject:
    given: JsonObject = {
        "LambdaFunctionARN": FUNCTION,
        "InvocationTimeLimitSeconds": "8",
        **parameters,
    }
    calling = action(identifier, "InvokeLambdaFunction", next=then, errors=FAULT)
    return {**calling, "Parameters": given}


def test_9_each_function_replaces_the_whole_answer_of_the_one_before() -> None:
    answers: list[JsonObject] = [{"a": "1", "b": "1"}, {"a": "2"}]
    functions = Functions(lambda _: FunctionResult(payload=answers.pop(0)))
    here = one_flow(
        invoke("one", "two"),
        invoke("two", "tell"),
        say("tell", "[$.External.a/$.External.b]"),
        say("fault"),
        invoke=functions,
    )

    assert heard(play(here)) == ["[2/]"]


@pytest.mark.parametrize(
    ("answer", "kind", "target"),
    [
        ({"a": "1"}, "STRING_MAP", "ok"),
        ({"a": 1}, "STRING_MAP", "fault"),
        ({"a": {"b": "1"}}, "STRING_MAP", "fault"),
        ({"a": {"b": [1]}}, "JSON", "ok"),
    ],
)
def test_9_a_string_map_holds_strings_and_json_may_hold_more(
    answer: JsonObject, kind: str, target: str
) -> None:
    functions = Functions(lambda _: FunctionResult(payload=answer))

    assert (
        goes(invoke("one", ResponseValidation={"ResponseType": kind}), invoke=functions) == target
    )


# 10. Time budgets stack.


def test_10_eight_seconds_hold_for_a_function_and_its_retries_together() -> None:
    functions = Functions(lambda _: FunctionResult(error="throttled", retryable=True, seconds=3.0))
    result = play(one_flow(invoke("one"), say("ok"), say("fault"), invoke=functions))

    assert result.path[1] == "fault"
    assert len(functions.events) == 3


@pytest.mark.parametrize(("between", "target"), [(False, "fault"), (True, "ok")])
def test_10_functions_in_a_row_share_twenty_seconds_until_a_prompt_plays(
    *, between: bool, target: str
) -> None:
    functions = Functions(lambda _: FunctionResult(payload={}, seconds=7.5))
    here = one_flow(
        invoke("one", "two"),
        invoke("two", "words" if between else "three"),
        say("words", next="three"),
        invoke("three"),
        say("ok"),
        say("fault"),
        invoke=functions,
    )

    assert play(here).path[-2] == target


def test_10_a_bots_hook_has_thirty_seconds_of_its_own() -> None:
    functions = Functions(lambda _: FunctionResult(payload=close("Engineer"), seconds=29.0))

    assert talk(Press("9"), invoke=functions).path[2] == "engineer"


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

import json
from typing import Any

import pytest

from flows.simulator.caller import Press, Silence, Stay
from flows.simulator.result import CallResult
from local.errors import BadInputError
from local.flow_files import FlowFile
from local.flow_player import Functions, Plan, play
from tests.flows.actions import action, content, say

LAMBDA = "arn:aws:lambda:ap-northeast-2:111122223333:function:prod-lookup:live"


def played(*actions: Any, plan: Plan | None = None) -> CallResult:
    file = FlowFile(file="main.json", name="main", content=content(*actions))
    return play(file, [], plan or Plan())


CALL = action(
    "call",
    "InvokeLambdaFunction",
    next="tier",
    errors={"NoMatchingError": "failed"},
    LambdaFunctionARN=LAMBDA,
)
TIER = action(
    "tier",
    "Compare",
    when={"gold": "gold"},
    errors={"NoMatchingCondition": "other"},
    ComparisonValue="$.External.tier",
)


@pytest.mark.parametrize("name", ["prod-lookup", "lookup", "prod-lookup:live", LAMBDA])
def test_functions_answer_by_name_or_by_the_end_of_the_arn(name: str) -> None:
    plan = Plan(functions={name: [json.dumps({"tier": "gold"})]})
    result = played(CALL, TIER, say("gold"), say("other"), say("failed"), plan=plan)
    assert result.path == ("call", "tier", "gold", "end")


@pytest.mark.parametrize("told", ["error", "timeout"])
def test_functions_fail_when_told_to(told: str) -> None:
    plan = Plan(functions={"prod-lookup": [told]})
    result = played(CALL, TIER, say("gold"), say("other"), say("failed"), plan=plan)
    assert result.path == ("call", "failed", "end")


def test_a_function_of_which_nothing_is_told_fails_and_says_what_to_do() -> None:
    result = played(CALL, TIER, say("gold"), say("other"), say("failed"))
    assert result.path == ("call", "failed", "end")
    assert "--lambda" in result.faults[0].why


def test_results_come_one_after_the_other_and_the_last_one_stays() -> None:
    functions = Functions({"f": ['{"n": "1"}', '{"n": "2"}']})
    answers = [functions("f", {}, 8.0).payload for _ in range(3)]
    assert answers == [{"n": "1"}, {"n": "2"}, {"n": "2"}]


def invocation(**parameters: str) -> Any:
    return {"Details": {"Parameters": parameters}}


def test_results_can_be_told_for_each_action_that_a_function_is_asked_for() -> None:
    told = {"book": ['{"n": "any"}'], "book[days]": ['{"n": "1"}', '{"n": "2"}']}
    functions = Functions(told)
    days = [functions("book", invocation(action="days"), 8.0).payload for _ in range(3)]
    assert days == [{"n": "1"}, {"n": "2"}, {"n": "2"}]
    assert functions("book", invocation(action="times"), 8.0).payload == {"n": "any"}
    assert functions("book", {}, 8.0).payload == {"n": "any"}


def test_a_function_of_whose_action_nothing_is_told_fails_and_names_it() -> None:
    functions = Functions({"book[days]": ["{}"]})
    failed = functions("arn:book", invocation(action="times"), 8.0)
    assert "arn:book with action times" in str(failed.error)


def test_a_task_is_played_without_a_word() -> None:
    flow = action("wait", "GetParticipantInput", errors={"NoMatchingError": "end"})
    assert played(flow, plan=Plan(channel="TASK")).path == ("wait", "end")


def test_results_that_are_no_json_are_bad_input() -> None:
    with pytest.raises(BadInputError, match="--lambda f="):
        Functions({"f": ["{tier: gold}"]})


def test_queues_that_are_only_named_exist() -> None:
    target = action(
        "target",
        "UpdateContactTargetQueue",
        next="queue",
        errors={"NoMatchingError": "end"},
        QueueId="arn:aws:connect:eu-west-1:1:instance/i/queue/sales",
    )
    queue = action("queue", "TransferContactToQueue", errors={"NoMatchingError": "end"})
    waiting = played(target, queue)
    assert (waiting.ended, waiting.queue) == ("queued", "sales")
    answered = played(target, queue, plan=Plan(agents=1))
    assert answered.ended == "transferred"


def test_a_flow_that_is_not_given_is_where_the_call_went() -> None:
    transfer = action(
        "go", "TransferToFlow", errors={"NoMatchingError": "end"}, ContactFlowId="${other_flow}"
    )
    result = played(transfer)
    assert (result.ended, result.path) == ("transferred", ("go",))


def test_a_queue_flow_that_is_not_given_leaves_the_caller_in_the_queue() -> None:
    hook = action(
        "hook",
        "UpdateContactEventHooks",
        next="target",
        errors={"NoMatchingError": "end"},
        EventHooks={"CustomerQueue": "arn:aws:connect:eu-west-1:1:instance/i/contact-flow/q"},
    )
    target = action(
        "target",
        "UpdateContactTargetQueue",
        next="queue",
        errors={"NoMatchingError": "end"},
        QueueId="sales",
    )
    queue = action("queue", "TransferContactToQueue", errors={"NoMatchingError": "end"})
    result = played(hook, target, queue, plan=Plan(actions=[Stay(60), Stay()]))
    assert (result.ended, result.path) == ("queued", ("hook", "target", "queue"))


def test_numbers_that_a_template_leaves_open_are_ordinary_ones() -> None:
    loop = action(
        "loop", "Loop", when={"ContinueLooping": "hi", "DoneLooping": "end"}, LoopCount="${count}"
    )
    assert played(loop, say("hi", next="loop")).path == (*("loop", "hi") * 3, "loop", "end")


HOURS = action(
    "hours",
    "CheckHoursOfOperation",
    when={"True": "open", "False": "closed"},
    errors={"NoMatchingError": "end"},
    HoursOfOperationId="%%hours%%",
)


@pytest.mark.parametrize(("is_open", "said"), [(True, "open"), (False, "closed")])
def test_hours_are_as_told_whatever_their_name(is_open: bool, said: str) -> None:
    result = played(HOURS, say("open"), say("closed"), plan=Plan(is_open=is_open))
    assert result.path == ("hours", said, "end")


BOT = action(
    "bot",
    "ConnectParticipantWithLexBot",
    when={"Billing": "billing"},
    errors={"NoMatchingCondition": "other", "NoMatchingError": "failed"},
    Text="네?",
    LexV2Bot={"AliasArn": "arn:aws:lex:eu-west-1:1:bot-alias/A/B"},
)


@pytest.mark.parametrize(
    ("intent", "said"), [("Billing", "billing"), ("Sales", "other"), ("error", "failed")]
)
def test_bots_come_to_the_intents_that_are_told(intent: str, said: str) -> None:
    plan = Plan(intents=[intent])
    result = played(BOT, say("billing"), say("other"), say("failed"), plan=plan)
    assert result.path == ("bot", said, "end")


def test_attributes_are_there_from_the_beginning() -> None:
    check = {**TIER, "Parameters": {"ComparisonValue": "$.Attributes.tier"}}
    plan = Plan(attributes={"tier": "gold"})
    result = played(check, say("gold"), say("other"), plan=plan)
    assert result.path == ("tier", "gold", "end")
    assert result.attributes["tier"] == "gold"


def test_keys_and_silence_reach_menus() -> None:
    menu = action(
        "menu",
        "GetParticipantInput",
        when={"1": "end"},
        errors={
            "InputTimeLimitExceeded": "menu",
            "NoMatchingCondition": "menu",
            "NoMatchingError": "end",
        },
        Text="?",
        StoreInput="False",
        InputTimeLimitSeconds="5",
    )
    result = played(menu, plan=Plan(actions=[Silence(), Press("1")]))
    assert result.path == ("menu", "menu", "end")

"""Values that are remembered, and flows and modules that are entered."""

from flows.explore.explorer import Explorable, explore
from flows.json_values import JsonObject
from flows.language import FlowType
from tests.flows.explore.samples import (
    BOT,
    ERROR,
    QUEUE,
    SORRY,
    action,
    actions,
    content,
    explored,
    menu,
    say,
)

MODULE = FlowType.MODULE


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

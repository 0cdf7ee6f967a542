import pytest

from flows.json_values import Json
from flows.language import FlowType
from flows.validate import Severity, find_problems
from tests.flows.actions import action, content
from tests.flows.edits import REMOVED, codes, edited, errors

CONDITION = "ask-menu/Transitions/Conditions/0/Condition"


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("record/Transitions", {}, "no-next"),
        ("ask-menu/Transitions/Errors", REMOVED, "missing-error-branch"),
        ("ask-menu/Transitions/Errors", {}, "malformed"),
        ("ask-menu/Transitions/Errors/+", {"ErrorType": "NoMatchingError"}, "malformed"),
        (
            "ask-menu/Transitions/Errors/+",
            {"ErrorType": "NoMatchingError", "NextAction": "hang-up"},
            "double-error-branch",
        ),
        ("ask-menu/Transitions/Conditions", {}, "malformed"),
        ("ask-menu/Transitions/Conditions/+", {"NextAction": "hang-up"}, "malformed"),
        ("ask-menu/Transitions/Conditions/+", 3, "malformed"),
        ("ask-menu/Transitions/Conditions/0/NextAction", "nowhere", "dangling"),
        (f"{CONDITION}/Operator", "Is", "unknown-operator"),
        (f"{CONDITION}/Operator", "TextContains", "wrong-operator"),
        (f"{CONDITION}/Operands", ["1", "2"], "operands"),
        (f"{CONDITION}/Operands", [], "operands"),
        (f"{CONDITION}/Operands", [""], "empty-operand"),
        (f"{CONDITION}/Operands", ["12"], "menu-condition"),
        (f"{CONDITION}/Operands", ["a"], "menu-condition"),
        ("ask-menu/Parameters/StoreInput", "True", "menu-condition"),
        (
            "record/Transitions/Conditions",
            [{"NextAction": "hang-up", "Condition": {"Operator": "Equals", "Operands": ["1"]}}],
            "no-conditions",
        ),
    ],
)
def test_a_broken_branch_is_an_error(path: str, value: Json, code: str) -> None:
    assert code in errors(edited(path, value))


def test_a_sentence_without_an_error_branch_is_only_warned_about() -> None:
    flow = content(action("talk", "MessageParticipant", next="end", Text="안녕하세요"))

    assert [(p.code, p.severity) for p in find_problems(flow)] == [
        ("missing-error-branch", Severity.WARNING)
    ]


def test_branches_after_the_end_are_warned_about() -> None:
    flow = content(action("stop", "DisconnectParticipant", next="end"))

    assert codes(flow) == ["after-end"]


def test_a_result_that_never_comes_is_warned_about() -> None:
    flow = content(
        action(
            "loop",
            "Loop",
            next="end",
            when={"ContinueLooping": "end", "DoneLooping": "end", "Done": "end"},
            LoopCount="2",
        )
    )

    assert codes(flow) == ["impossible-result"]


def test_a_transfer_may_leave_its_next_action_empty() -> None:
    flow = content(
        action(
            "queue",
            "TransferContactToQueue",
            next="",
            errors={"QueueAtCapacity": "end", "NoMatchingError": "end"},
        )
    )

    assert codes(flow) == ["queue-not-set"]


def test_a_loop_of_prompts_needs_no_way_on() -> None:
    flow = content(action("wait", "MessageParticipantIteratively", Messages=[{"Text": "잠시만"}]))

    assert [(p.code, p.severity) for p in find_problems(flow) if p.action == "wait"] == [
        ("missing-error-branch", Severity.WARNING)
    ]


def test_conditions_without_a_way_on_are_warned_about() -> None:
    flow = content(
        action("loop", "Loop", when={"ContinueLooping": "end", "DoneLooping": "end"}, LoopCount="2")
    )

    assert codes(flow) == ["no-next"]


@pytest.mark.parametrize(
    ("kind", "allowed"),
    [
        (FlowType.CONTACT_FLOW, True),
        (FlowType.QUEUE_TRANSFER, True),
        (FlowType.CUSTOMER_WHISPER, False),
        (FlowType.AGENT_HOLD, False),
    ],
)
def test_some_actions_may_stand_only_in_some_flows(kind: FlowType, allowed: bool) -> None:
    flow = content(
        action(
            "go", "TransferToFlow", next="end", errors={"NoMatchingError": "end"}, ContactFlowId="x"
        )
    )

    assert ("not-in-flow-type" not in codes(flow, type=kind)) is allowed

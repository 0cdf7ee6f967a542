"""What results are compared with."""

from typing import Any

import pytest

from flows.json_values import Json
from tests.flows.samples import sample, verdicts


def compares(kind: str, *conditions: tuple[str, list[Json]], **parameters: Json) -> dict[str, Any]:
    changed = sample(kind, **parameters)
    changed["Transitions"]["Conditions"] = [
        {"NextAction": "end", "Condition": {"Operator": operator, "Operands": operands}}
        for operator, operands in conditions
    ]
    return changed


def eq(*operands: str) -> tuple[str, list[Json]]:
    return ("Equals", list(operands))


NOTHING: list[Json] = []
NEVER: list[tuple[str, list[Json]]] = []


@pytest.mark.parametrize(
    ("kind", "conditions", "verdict"),
    [
        ("Compare", [eq("gold")], None),
        ("Compare", [("TextStartsWith", ["+82"])], None),
        ("Compare", [("TextEndsWith", ["00"])], None),
        ("Compare", [("TextContains", ["gold"])], None),
        ("Compare", [("NumberGreaterThan", ["3"])], None),
        ("Compare", [("NumberLessOrEqualTo", ["-2.5"])], None),
        ("Compare", [("NumberGreaterThan", ["$.Attributes.limit"])], None),
        ("Compare", [("KeyExists", ["tier"])], None),
        ("Compare", [("Exists", NOTHING)], None),
        ("Compare", [eq("$.Attributes.other")], None),
        ("Compare", [eq(" ")], None),
        ("Compare", [("Exists", ["x"])], "error operands"),
        ("Compare", [eq("a", "b")], "error operands"),
        ("Compare", [("Equals", NOTHING)], "error operands"),
        ("Compare", [eq("")], "error empty-operand"),
        ("Compare", [("NumericLessThan", ["1"])], "error unknown-operator"),
        ("Compare", [("And", ["1"])], "error unknown-operator"),
        ("Compare", [("NumberLessThan", ["many"])], "warning number-operand"),
        ("Compare", [eq("a"), eq("a")], "warning double-condition"),
        ("Compare", NEVER, "warning no-branches"),
        ("Compare", [("Equals", [{"Operator": "Equals"}])], "warning nested-condition"),
        ("Compare", [eq("{{value}}")], None),
        ("GetParticipantInput", [eq("0"), eq("9"), eq("*"), eq("#")], None),
        ("GetParticipantInput", [eq("12")], "error menu-condition"),
        ("GetParticipantInput", [eq("a")], "error menu-condition"),
        ("GetParticipantInput", [eq("Timeout")], "error menu-condition"),
        ("GetParticipantInput", [("TextContains", ["1"])], "error wrong-operator"),
        ("ConnectParticipantWithLexBot", [eq("EngineerIntent"), eq("EndIntent")], None),
        ("ConnectParticipantWithLexBot", [("TextContains", ["E"])], "error wrong-operator"),
        ("CheckHoursOfOperation", [eq("True"), eq("False")], None),
        ("CheckHoursOfOperation", [eq("True")], "error missing-condition"),
        ("CheckHoursOfOperation", [eq("False")], "error missing-condition"),
        ("CheckHoursOfOperation", [eq("True"), eq("False"), eq("X")], "warning impossible-result"),
        ("Loop", [eq("ContinueLooping"), eq("DoneLooping")], None),
        ("Loop", [eq("Looping"), eq("Complete")], "error missing-condition"),
        ("Loop", [eq("ContinueLooping")], "error missing-condition"),
        ("DistributeByPercentage", [("NumberLessThan", ["4"]), ("NumberLessThan", ["18"])], None),
        ("DistributeByPercentage", [("NumberLessThan", ["101"])], None),
        ("DistributeByPercentage", [("NumberLessThan", ["130"])], "error percentages"),
        ("DistributeByPercentage", [("NumberLessThan", ["0"])], "error percentages"),
        (
            "DistributeByPercentage",
            [("NumberLessThan", ["50"]), ("NumberLessThan", ["30"])],
            "warning percentages",
        ),
        ("DistributeByPercentage", [eq("50")], "error wrong-operator"),
        ("DistributeByPercentage", NEVER, "warning no-branches"),
        ("CheckMetricData", [("NumberGreaterThan", ["0"])], None),
        ("CheckMetricData", [("NumberGreaterThan", ["3"])], "warning wrong-operator"),
        ("CheckMetricData", [eq("0")], "warning wrong-operator"),
        ("CheckMetricData", [("TextContains", ["0"])], "error wrong-operator"),
        ("CheckMetricData", NEVER, "warning no-branches"),
        ("Wait", [eq("WaitCompleted")], None),
        ("Wait", [eq("WaitCompleted"), eq("Continue")], None),
        ("Wait", NEVER, "error wait-events"),
        ("Wait", [eq("Done")], "error wait-events"),
        ("Wait", [eq("WaitCompleted"), eq("CustomerReturned")], "warning wait-events"),
        ("MessageParticipantIteratively", [eq("MessagesInterrupted")], None),
        ("MessageParticipantIteratively", [eq("Interrupted")], "warning impossible-result"),
        ("ShowView", [eq("Next"), eq("Back"), eq("ActionSelected")], None),
        ("AuthenticateParticipant", [eq("OptedOut")], None),
        ("AuthenticateParticipant", [eq("Opted out")], "warning impossible-result"),
        ("CheckVoiceId", [eq("NotEnrolled"), eq("Not enrolled")], None),
        ("CheckOutboundCallStatus", [eq("CallAnswered")], None),
        ("CheckOutboundCallStatus", [eq("Answered")], "warning impossible-result"),
        ("InvokeFlowModule", [eq("branch_1")], None),
    ],
)
def test_a_condition_is_held_to_its_action(
    kind: str, conditions: list[tuple[str, list[Json]]], verdict: str | None
) -> None:
    found = verdicts(compares(kind, *conditions))

    assert found == [] if verdict is None else verdict in found


@pytest.mark.parametrize("metric", ["OldestContactInQueueAgeSeconds", "NumberOfContactsInQueue"])
@pytest.mark.parametrize(
    "operator",
    ["Equals", "NumberGreaterThan", "NumberGreaterOrEqualTo", "NumberLessThan"],
)
def test_the_depth_of_a_queue_is_compared_with_any_number(metric: str, operator: str) -> None:
    assert verdicts(compares("CheckMetricData", (operator, ["300000"]), MetricType=metric)) == []


def test_each_event_of_a_wait_has_a_condition() -> None:
    waits = compares("Wait", eq("WaitCompleted"), Events=["CustomerReturned"])

    assert verdicts(waits) == ["error wait-events"]


def test_a_wait_for_a_bot_should_expect_it_to_be_lost() -> None:
    waits = compares(
        "Wait",
        eq("WaitCompleted"),
        eq("BotParticipantDisconnected"),
        Events=["BotParticipantDisconnected"],
    )
    branches = waits["Transitions"]["Errors"]
    assert verdicts(waits) == []

    waits["Transitions"]["Errors"] = [
        b for b in branches if b["ErrorType"] != "ParticipantNotFound"
    ]
    assert verdicts(waits) == ["warning missing-error-branch"]


def test_the_documents_name_of_a_waits_time_is_warned_about() -> None:
    waits = compares("Wait", eq("WaitCompleted"), TimeLimitSeconds=None, TimeoutSeconds="60")

    assert verdicts(waits) == ["warning unknown-parameter"]


@pytest.mark.parametrize(
    ("parameters", "removed", "added", "verdict"),
    [
        ({}, "InputTimeLimitExceeded", None, "error missing-error-branch"),
        ({}, "NoMatchingCondition", None, "error missing-error-branch"),
        ({}, "NoMatchingError", None, "error missing-error-branch"),
        ({}, None, "InvalidPhoneNumber", "warning impossible-error-branch"),
        ({"StoreInput": "True"}, None, None, None),
        ({"StoreInput": "true"}, None, None, None),
        ({"StoreInput": "True"}, "NoMatchingError", None, "error missing-error-branch"),
        (
            {"StoreInput": "True"},
            None,
            "InputTimeLimitExceeded",
            "warning impossible-error-branch",
        ),
        ({"StoreInput": "True"}, None, "NoMatchingCondition", "warning impossible-error-branch"),
        ({"StoreInput": "True"}, None, "InvalidPhoneNumber", None),
        ({"StoreInput": None}, None, None, None),
        ({"EnableDTMFBuffer": "True", "Text": None, "StoreInput": None}, None, None, None),
        ({"InputTimeLimitSeconds": None}, None, None, "error missing-parameter"),
        ({"Text": None}, None, None, "warning missing-parameter"),
        ({"PromptId": "arn"}, None, None, "error exclusive-parameters"),
    ],
)
def test_what_a_menu_needs_depends_on_what_it_does(
    parameters: dict[str, Json], removed: str | None, added: str | None, verdict: str | None
) -> None:
    menu = sample("GetParticipantInput", **parameters)
    branches = menu["Transitions"].setdefault("Errors", [])
    branches[:] = [branch for branch in branches if branch["ErrorType"] != removed]
    if added:
        branches.append({"ErrorType": added, "NextAction": "end"})

    assert verdicts(menu) == ([] if verdict is None else [verdict])


def test_stored_input_takes_no_conditions() -> None:
    assert "error menu-condition" in verdicts(
        compares("GetParticipantInput", eq("1"), StoreInput="True")
    )


@pytest.mark.parametrize(
    ("resumes", "branches", "verdict"),
    [
        ("True", ["NoMatchingError", "CallFailed", "ConnectionTimeLimitExceeded"], None),
        ("True", ["NoMatchingError", "CallFailed"], "warning missing-error-branch"),
        ("False", ["NoMatchingError"], None),
        ("False", [], "error missing-error-branch"),
    ],
)
def test_a_call_to_somebody_else_fails_in_its_own_ways(
    resumes: str, branches: list[str], verdict: str | None
) -> None:
    call = sample("TransferParticipantToThirdParty", ContinueFlowExecution=resumes)
    call["Transitions"]["Errors"] = [{"ErrorType": b, "NextAction": "end"} for b in branches]

    assert verdicts(call) == ([] if verdict is None else [verdict])


def test_recording_a_chat_should_expect_redaction_to_fail() -> None:
    record = sample("UpdateContactRecordingAndAnalyticsBehavior", VoiceBehavior=None)
    record["Parameters"]["ChatBehavior"] = {"ChatAnalyticsBehavior": {"Enabled": "False"}}

    assert verdicts(record) == ["warning missing-error-branch"]

"""What must have happened before an action."""

from typing import Any

import pytest

from flows.json_values import JsonObject
from flows.validate import find_problems
from tests.flows.actions import action, content, say
from tests.flows.samples import sample


def chain(*steps: dict[str, Any] | JsonObject) -> JsonObject:
    """Actions one after the other, whatever their samples said."""
    made: list[dict[str, Any]] = []
    for index, step in enumerate(steps):
        one: dict[str, Any] = {**step, "Identifier": f"s{index}"}
        following = f"s{index + 1}" if index + 1 < len(steps) else "end"
        transitions = dict(one["Transitions"])
        transitions["NextAction"] = following
        for branches in ("Errors", "Conditions"):
            transitions[branches] = [
                {**branch, "NextAction": following} for branch in transitions.get(branches, [])
            ]
        made.append({**one, "Transitions": transitions})
    return content(*made)


def told(flow: JsonObject, code: str, *, type: str | None = None) -> list[str | None]:  # noqa: A002
    return [p.action for p in find_problems(flow, type=type) if p.code == code]


SET_BY = [
    ("$.External.name", "InvokeLambdaFunction"),
    ("$.LambdaInvocation.InvocationId", "InvokeLambdaFunction"),
    ("$.Lex.IntentName", "ConnectParticipantWithLexBot"),
    ("$.Lex.Slots.city", "ConnectParticipantWithLexBot"),
    ("$.Lex.SessionAttributes.last_answer", "ConnectParticipantWithLexBot"),
    ("$.FlowAttributes.tries", "UpdateFlowAttributes"),
    ("$.Metrics.Queue.Size", "GetMetricData"),
    ("$.Views.Action", "ShowView"),
    ("$.Views.ViewResultData.Category.0", "ShowView"),
    ("$.Case.status", "GetCase"),
    ("$.Customer.FirstName", "GetCustomerProfile"),
    ("$.Customer.ProfileId", "CreateCustomerProfile"),
    ("$.Wisdom.SessionArn", "CreateWisdomSession"),
    ("$.Loop.retry.Index", "Loop"),
    ("$.DataTables.q.a", "EvaluateDataTableValues"),
    ("$.Email.EmailMessage.Plaintext", "LoadContactContent"),
    ("$.Modules.Result", "InvokeFlowModule"),
    ("$.Modules.ResultData.name", "InvokeFlowModule"),
]


@pytest.mark.parametrize(("reference", "setter"), SET_BY)
def test_a_reference_is_empty_until_something_sets_it(reference: str, setter: str) -> None:
    assert told(chain(say("a", reference)), "unset-reference") == ["s0"]
    assert told(chain(sample(setter), say("a", reference)), "unset-reference") == []
    assert told(chain(say("a", reference), sample(setter)), "unset-reference") == ["s0"]


def test_only_stored_input_is_stored() -> None:
    menu = sample("GetParticipantInput")
    store = sample("GetParticipantInput", StoreInput="True")

    assert told(chain(menu, say("a", "$.StoredCustomerInput")), "unset-reference") == ["s1"]
    assert told(chain(store, say("a", "$.StoredCustomerInput")), "unset-reference") == []


def test_a_flow_attribute_is_known_by_its_key() -> None:
    flow = chain(sample("UpdateFlowAttributes"), say("a", "$.FlowAttributes.other"))

    assert told(flow, "unset-reference") == ["s1"]


def test_a_way_back_counts_as_before() -> None:
    flow = content(
        say("hello", "$.External.name", next="ask"),
        action(
            "ask",
            "InvokeLambdaFunction",
            next="hello",
            errors={"NoMatchingError": "end"},
            LambdaFunctionARN="arn",
            InvocationTimeLimitSeconds="3",
        ),
    )

    assert told(flow, "unset-reference") == []


@pytest.mark.parametrize(
    "reference",
    [
        *("$.Attributes.a", "$.ContactId", "$.Channel", "$.CustomerEndpoint.Address"),
        *("$.SystemEndpoint.Address", "$.Queue.Name", "$.LanguageCode", "$.AwsRegion"),
        *("$.SegmentAttributes['connect:Subtype']", "$['Attributes']['Language']", "$.Tags"),
        *("$.MediaStreams.Customer.Audio.StreamARN", "$.InitialContactId", "$.References.k.Value"),
    ],
)
def test_what_is_always_there_is_not_warned_about(reference: str) -> None:
    assert find_problems(chain(say("a", reference))) == []


@pytest.mark.parametrize("reference", ["$.Foo.bar", "$.CustomerCallBackPhoneNumber", "$.Text"])
def test_an_unknown_namespace_is_warned_about(reference: str) -> None:
    assert told(chain(say("a", reference)), "unknown-reference") == ["s0"]


@pytest.mark.parametrize(
    ("flow_type", "empty"),
    [
        ("CONTACT_FLOW", True),
        ("CUSTOMER_QUEUE", True),
        ("QUEUE_TRANSFER", True),
        ("AGENT_TRANSFER", False),
        ("AGENT_WHISPER", False),
        ("CUSTOMER_WHISPER", False),
    ],
)
def test_some_flows_have_no_agent(flow_type: str, empty: bool) -> None:
    flow = chain(say("a", "$.Agent.FirstName"))

    assert told(flow, "unset-reference", type=flow_type) == (["s0"] if empty else [])


def test_a_modules_input_is_there_only_inside_it() -> None:
    flow = chain(say("a", "$.Modules.Input.name"))

    assert told(flow, "unset-reference", type="CONTACT_FLOW") == ["s0"]
    assert told(flow, "unset-reference", type="MODULE") == []


def test_a_transfer_needs_a_queue() -> None:
    transfer, queue = sample("TransferContactToQueue"), sample("UpdateContactTargetQueue")

    assert told(chain(transfer), "queue-not-set") == ["s0"]
    assert told(chain(queue, transfer), "queue-not-set") == []
    assert told(chain(sample("InvokeFlowModule"), transfer), "queue-not-set") == []
    assert told(chain(transfer), "queue-not-set", type="QUEUE_TRANSFER") == []


@pytest.mark.parametrize(
    ("seconds", "late"),
    [
        (["8", "8"], []),
        (["8", "8", "4"], []),
        (["8", "8", "8"], ["s2"]),
        (["8", "8", "8", "8"], ["s2"]),
        (["3"] * 6, []),
        (["3"] * 7, ["s6"]),
    ],
)
def test_functions_in_a_row_share_twenty_seconds(seconds: list[str], late: list[str]) -> None:
    calls = [sample("InvokeLambdaFunction", InvocationTimeLimitSeconds=s) for s in seconds]

    assert told(chain(*calls), "function-chain") == late


def test_a_prompt_between_functions_starts_their_time_again() -> None:
    call = sample("InvokeLambdaFunction")

    assert told(chain(call, call, say("wait"), call, call), "function-chain") == []
    assert told(chain(call, sample("UpdateContactAttributes"), call, call), "function-chain") == [
        "s3"
    ]


def test_functions_that_are_not_waited_for_take_no_time() -> None:
    call = sample("InvokeLambdaFunction", InvocationType="ASYNCHRONOUS")

    assert told(chain(call, call, call, call), "function-chain") == []


def test_functions_in_a_circle_are_added_up_once() -> None:
    call = sample("InvokeLambdaFunction")
    flow: Any = chain(call, call, call)
    flow["Actions"][2]["Transitions"]["NextAction"] = "s0"

    assert len(told(flow, "function-chain")) >= 1


def test_what_can_not_be_reached_is_not_asked_for_references() -> None:
    flow = content(say("hello"), say("island", "$.External.name"))

    assert told(flow, "unset-reference") == []

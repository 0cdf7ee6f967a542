"""Action types that people invent, and flow types that nobody names."""

from typing import Any, Final

import pytest

from flows.checks.flow_types import guess
from flows.checks.types import INVENTED, nearest
from flows.language import ACTION_TYPES, FlowType
from flows.validate import find_problems
from tests.flows.actions import action, content, say
from tests.flows.samples import sample, verdicts

LIKE: Final = [
    ("messageparticipant", "MessageParticipant"),
    ("MessageParticpant", "MessageParticipant"),
    ("InvokeLambdaFunctions", "InvokeLambdaFunction"),
    ("CheckHourOfOperation", "CheckHoursOfOperation"),
    ("UpdateContactAttribute", "UpdateContactAttributes"),
    ("Xyzzy", None),
]


@pytest.mark.parametrize("invented", sorted(INVENTED))
def test_an_invented_type_is_an_error_with_the_real_one(invented: str) -> None:
    problems = find_problems(content(action("x", invented, next="end")))
    told = [p.message for p in problems if p.code == "unknown-type"]

    assert invented not in ACTION_TYPES
    assert len(told) == 1
    assert (INVENTED[invented] or "StartAction") in told[0]


@pytest.mark.parametrize("real", sorted(set(INVENTED.values()) - {""}))
def test_the_real_one_exists(real: str) -> None:
    assert real in ACTION_TYPES


@pytest.mark.parametrize(("written", "meant"), LIKE)
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(written: str, meant: str | None) -> None:
    assert nearest(written) == meant


@pytest.mark.parametrize("kind", ["UnTagContact", "UpdateRoutingCriteria", "RouteContactToAgent"])
def test_a_type_that_the_service_refuses_is_warned_about(kind: str) -> None:
    assert "warning refused-type" in verdicts(sample(kind))


def test_a_type_that_is_filled_in_later_is_not_judged() -> None:
    assert find_problems(content(action("x", "{{type}}", next="end"))) == []


@pytest.mark.parametrize(
    ("named", "flow_type"),
    [
        ("contactFlow", "CONTACT_FLOW"),
        ("customerQueue", "CUSTOMER_QUEUE"),
        ("customerHold", "CUSTOMER_HOLD"),
        ("customerWhisper", "CUSTOMER_WHISPER"),
        ("agentHold", "AGENT_HOLD"),
        ("agentWhisper", "AGENT_WHISPER"),
        ("outboundWhisper", "OUTBOUND_WHISPER"),
        ("agentTransfer", "AGENT_TRANSFER"),
        ("queueTransfer", "QUEUE_TRANSFER"),
        ("campaign", "CAMPAIGN"),
        ("CONTACT_FLOW", "CONTACT_FLOW"),
        ("somethingElse", "CONTACT_FLOW"),
        (7, "CONTACT_FLOW"),
    ],
)
def test_the_metadata_says_what_a_flow_is_for(named: Any, flow_type: str) -> None:
    flow = dict(content(say("hello")))
    flow["Metadata"] = {"type": named}

    assert guess(flow) == flow_type


@pytest.mark.parametrize(
    ("kinds", "flow_type"),
    [
        (["MessageParticipant", "TransferToFlow"], FlowType.CONTACT_FLOW),
        (["MessageParticipantIteratively"], FlowType.CUSTOMER_QUEUE),
        (["MessageParticipantIteratively", "DequeueContactAndTransferToQueue"], "CUSTOMER_QUEUE"),
        (["TransferContactToAgent"], FlowType.QUEUE_TRANSFER),
        (["EndFlowModuleExecution"], FlowType.MODULE),
        (["SendSMS", "Wait", "EndFlowExecution"], FlowType.CAMPAIGN),
        (["MessageParticipant", "EndFlowExecution"], FlowType.CONTACT_FLOW),
        ([], FlowType.CONTACT_FLOW),
    ],
)
def test_without_metadata_the_actions_say_it(kinds: list[str], flow_type: str) -> None:
    flow = {"Actions": [{**sample(kind), "Identifier": kind} for kind in kinds]}

    assert guess(flow) == flow_type


@pytest.mark.parametrize("kind", sorted(ACTION_TYPES))
def test_without_a_type_where_an_action_stands_is_no_error(kind: str) -> None:
    flow = content(sample(kind))
    errors = [p.code for p in find_problems(flow) if p.severity == "error"]

    assert errors == []

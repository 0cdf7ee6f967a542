"""Which flows' errors follow from what else is broken, and which explain what follows."""

import re

from flows import references
from flows.catalog import FLOWS
from flows.json_values import JsonObject, as_list, as_object
from flows.source import FlowSource
from infra.monitoring.flow_alarms import ASK_THE_ASSISTANT, TO_PEOPLE
from tests.infra.engine import Recording


def test_flows_whose_errors_follow_from_the_answers_are_those_that_ask_them() -> None:
    asking = {
        name
        for name, flow in FLOWS.items()
        if {"bot", "answer"}
        & {part for each in references.find(flow.content) for part in (each.kind, each.name)}
    }
    assert asking == set(ASK_THE_ASSISTANT)


def actions_of(flow: FlowSource) -> list[JsonObject]:
    return [as_object(action) for action in as_list(flow.content["Actions"])]


def test_flows_after_which_callers_wait_are_those_on_the_way_to_people() -> None:
    after = {
        name: {
            each.name
            for action in actions_of(flow)
            if action["Type"] == "TransferToFlow"
            for each in references.find(action)
            if each.kind == "flow"
        }
        for name, flow in FLOWS.items()
    }
    passed = {"main"}
    while more := {flow for each in passed for flow in after[each]} - passed:
        passed |= more
    waiting = {
        name
        for name, flow in FLOWS.items()
        if any(each["Type"] == "TransferContactToQueue" for each in actions_of(flow))
    }
    while more := {name for name in FLOWS if after[name] & waiting} - waiting:
        waiting |= more
    queues = {name for name, flow in FLOWS.items() if flow.type == "CUSTOMER_QUEUE"}
    assert set(TO_PEOPLE) == passed & waiting | queues


def test_what_hides_that_callers_wait_is_what_makes_them_wait(prod: Recording) -> None:
    rule = prod.inputs("cloudwatch/CompositeAlarm", "cause-known")["alarmRule"]
    of_flows = set(re.findall(r"flow-(?:errors|fatal)-(\w+)", rule))
    assert of_flows == {*TO_PEOPLE, "chat"}
    assert "flows-broken" not in rule

"""Connect's own rules about waiting and sentiment."""

import json
from typing import Any

import pytest

from infra.connect.rules import RULE_TYPE
from tests.infra.connect import center
from tests.infra.engine import Recording


@pytest.fixture(scope="module")
def ruled() -> Recording:
    return center.record({"contactRules": "true", "longestWaitSeconds": "90"})


def states(recording: Recording) -> dict[str, Any]:
    found = [json.loads(each.inputs["desiredState"]) for each in made(recording)]
    return {state["Name"]: state for state in found}


def made(recording: Recording) -> list[Any]:
    return [
        each
        for each in recording.of("cloudcontrol/Resource")
        if each.inputs["typeName"] == RULE_TYPE
    ]


def conditions(state: Any) -> Any:
    function = json.loads(state["Function"])
    assert function["Version"] == "2022-11-25"
    return function["RuleFunction"]


def test_there_are_no_rules_unless_a_stack_asks_for_them(plain: Recording) -> None:
    assert made(plain) == []


def test_rules_pass_cloudformations_schema(ruled: Recording) -> None:
    assert set(states(ruled)) == {"long-wait", "unhappy-caller"}
    for state in states(ruled).values():
        assert center.problems(RULE_TYPE, state) == []


def test_a_planted_mistake_in_a_rule_is_caught(ruled: Recording) -> None:
    state = states(ruled)["long-wait"]
    wrong = {**state, "TriggerEventSource": {"EventSourceName": "OnLongWait"}}
    assert center.problems(RULE_TYPE, wrong)


def test_waiting_is_measured_in_the_queues_whose_callers_are_on_the_line(
    ruled: Recording,
) -> None:
    rule = conditions(states(ruled)["long-wait"])
    [group] = rule["Operands"]
    [condition] = group["Operands"]
    assert condition["ComparisonValue"] == "$.MetricData.OLDEST_CONTACT_AGE"
    assert condition["Operands"] == [90]
    [watched] = condition["FilterClause"]["Filters"]
    assert watched["Data"] == ["engineer-queue", "agent-queue", "vip-queue"]


def test_sentiment_is_the_callers_and_lasts_a_minute(ruled: Recording) -> None:
    state = states(ruled)["unhappy-caller"]
    [condition] = conditions(state)["Operands"]
    assert condition["Operands"] == ["NEGATIVE"]
    assert condition["FilterClause"]["Filters"] == [
        {"Type": "ParticipantRole", "Data": "CUSTOMER"},
        {"Type": "RealTimeCallContactPeriodSeconds", "Data": {"Past": 60}},
    ]
    assert state["Actions"]["AssignContactCategoryActions"] == [{}]


def test_supervisors_are_mailed_in_korean_and_an_event_is_sent(ruled: Recording) -> None:
    for name, state in states(ruled).items():
        assert state["PublishStatus"] == "PUBLISHED"
        assert state["Actions"]["EventBridgeActions"] == [{"Name": name}]
        [mail] = state["Actions"]["SendNotificationActions"]
        assert mail["Recipient"] == {"UserTags": {"Role": "supervisor"}}
        assert not mail["Subject"].isascii()
        assert not mail["Content"].isascii()

"""Alarms, budget and dashboard of the deployed stack: the program's own, in the emulator.

The emulator keeps states and rules of composite alarms; it knows no suppression, and looks at
metrics less closely than CloudWatch does: `tests/infra/monitoring` has what alarms make of them.
"""

import json
import time

import pytest

from local.emulator import ACCOUNT
from tests.cloud.callcenter import CallCenter

PREFIX = "saltware-contact-center-local-"


def states(center: CallCenter) -> dict[str, str]:
    """The composite alarms' states, by their names in the program."""
    answer = center.clients("cloudwatch").describe_alarms(AlarmTypes=["CompositeAlarm"])
    return {
        each["AlarmName"].removeprefix(PREFIX): each["StateValue"]
        for each in answer["CompositeAlarms"]
    }


def set_state(center: CallCenter, name: str, state: str) -> None:
    center.clients("cloudwatch").set_alarm_state(
        AlarmName=f"{PREFIX}{name}", StateValue=state, StateReason="a test"
    )


def wait_for(center: CallCenter, name: str, state: str) -> dict[str, str]:
    give_up = time.monotonic() + 10
    while (now := states(center))[name] != state:
        if time.monotonic() > give_up:
            pytest.fail(f"{name} did not become {state}: {now}")
        time.sleep(0.1)
    return now


def test_one_alarm_turns_on_the_one_that_mails_for_it_and_off_again(center: CallCenter) -> None:
    set_state(center, "gate-refused", "ALARM")
    now = wait_for(center, "knowledge-broken", "ALARM")
    assert [name for name, state in now.items() if state == "ALARM"] == ["knowledge-broken"]
    set_state(center, "gate-refused", "OK")
    wait_for(center, "knowledge-broken", "OK")


def test_a_broken_answer_is_a_known_cause_for_callers_who_wait(center: CallCenter) -> None:
    set_state(center, "answer-failures", "ALARM")
    wait_for(center, "answers-broken", "ALARM")
    wait_for(center, "cause-known", "ALARM")
    set_state(center, "answer-failures", "OK")
    wait_for(center, "cause-known", "OK")


def test_the_budget_stands_in_dollars_with_all_its_mails(center: CallCenter) -> None:
    budgets = center.clients("budgets")
    [budget] = budgets.describe_budgets(AccountId=ACCOUNT)["Budgets"]
    assert budget["BudgetLimit"] == {"Amount": "345", "Unit": "USD"}
    mails = budgets.describe_notifications_for_budget(
        AccountId=ACCOUNT, BudgetName=budget["BudgetName"]
    )
    assert len(mails["Notifications"]) == 5


def test_the_dashboard_shows_the_deployed_stack(center: CallCenter) -> None:
    body = center.clients("cloudwatch").get_dashboard(
        DashboardName="Saltware-Contact-Center-Dashboard"
    )["DashboardBody"]
    assert str(center.state.outputs["answer_function"]) in body
    assert len(json.loads(body)["widgets"]) == 23

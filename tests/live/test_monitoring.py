"""Alarms, dashboard and budget, as CloudWatch and Budgets hold them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.live.account import Account


def composite_names(account: Account) -> list[str]:
    """Physical names of the declared composite alarms."""
    return [
        str(each.inputs["alarmName"]) for each in account.declared.of("cloudwatch/CompositeAlarm")
    ]


def found_alarms(account: Account, names: list[str]) -> dict[str, dict[str, Any]]:
    """Alarms by name; CloudWatch takes a hundred names at once."""
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(names), 100):
        told = account.client("cloudwatch").describe_alarms(
            AlarmNames=names[start : start + 100], AlarmTypes=["MetricAlarm", "CompositeAlarm"]
        )
        for each in [*told.get("MetricAlarms", []), *told.get("CompositeAlarms", [])]:
            found[each["AlarmName"]] = each
    return found


def test_every_alarm_is_there_and_none_is_raised(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    names = account.names("cloudwatch/MetricAlarm") + composite_names(account)
    found = found_alarms(account, names)
    assert set(found) == set(names)
    raised = [name for name, alarm in found.items() if alarm["StateValue"] == "ALARM"]
    assert not raised


def test_an_alarm_reaches_the_topic(account: Account) -> None:
    """Costs: one mail to each of `alertEmails`. Leaves: nothing; CloudWatch sets the alarm back
    with its next look.
    """
    cloudwatch = account.client("cloudwatch")
    names = account.names("cloudwatch/MetricAlarm")
    found = found_alarms(account, names)
    name = next(name for name in names if found[name].get("AlarmActions"))
    started = datetime.now(UTC) - timedelta(seconds=5)
    cloudwatch.set_alarm_state(
        AlarmName=name, StateValue="ALARM", StateReason=f"live test {account.run}"
    )
    try:

        def sent() -> list[str]:
            items = cloudwatch.describe_alarm_history(
                AlarmName=name, HistoryItemType="Action", StartDate=started, MaxRecords=5
            )["AlarmHistoryItems"]
            return [
                each["HistorySummary"]
                for each in items
                if "Successfully executed" in each["HistorySummary"]
            ]

        account.until(sent, seconds=90, every=5, what=f"{name} told nobody")
    finally:
        cloudwatch.set_alarm_state(
            AlarmName=name, StateValue="OK", StateReason=f"live test {account.run} is over"
        )


def test_the_dashboard_is_there(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    [dashboard] = account.declared.of("cloudwatch/Dashboard")
    found = account.client("cloudwatch").get_dashboard(
        DashboardName=dashboard.inputs["dashboardName"]
    )
    assert found["DashboardBody"]


def test_the_budget_notifies(account: Account) -> None:
    """Costs: nothing. Leaves: nothing."""
    [budget] = account.declared.of("budgets/Budget")
    found = account.client("budgets").describe_notifications_for_budget(
        AccountId=account.stack.account, BudgetName=budget.inputs["name"]
    )["Notifications"]
    wanted = {
        (each["notificationType"], float(each["threshold"]))
        for each in budget.inputs["notifications"]
    }
    assert {(each["NotificationType"], float(each["Threshold"])) for each in found} == wanted

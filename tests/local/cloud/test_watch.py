import json

import pytest
from botocore.exceptions import ParamValidationError

from local.cloud.inputs import UnsupportedError
from local.cloud.watch import Watch
from tests.local.cloud.recording import RecordingClients, create

ALARM = {
    "name": "answer-errors",
    "comparisonOperator": "GreaterThanThreshold",
    "evaluationPeriods": 1.0,
    "threshold": 0.0,
    "treatMissingData": "notBreaching",
    "alarmActions": ["arn:aws:sns:ap-northeast-2:000000000000:alerts"],
}
METRIC = {
    "metricName": "Errors",
    "namespace": "AWS/Lambda",
    "period": 60.0,
    "stat": "Sum",
    "dimensions": {"FunctionName": "answer"},
}


def test_an_alarm_on_one_metric_is_put(clients: RecordingClients) -> None:
    values = {
        **ALARM,
        "metricName": "Errors",
        "namespace": "AWS/Lambda",
        "period": 60.0,
        "statistic": "Sum",
        "dimensions": {"FunctionName": "answer"},
        "tags": {"Team": "support"},
    }
    created = create(Watch(clients).alarm, values)
    sent = clients.parameters_of("PutMetricAlarm")
    assert sent["Threshold"] == 0
    assert sent["Dimensions"] == [{"Name": "FunctionName", "Value": "answer"}]
    assert sent["AlarmActions"] == ALARM["alarmActions"]
    assert created.outputs["arn"].endswith(":alarm:answer-errors")


def test_an_alarm_on_an_expression_is_put(clients: RecordingClients) -> None:
    queries = [
        {"id": "share", "expression": "errors / calls", "label": "share", "returnData": True},
        {"id": "errors", "metric": METRIC},
        {
            "id": "calls",
            "metric": {
                "metricName": "Calls",
                "namespace": "N",
                "period": 60.0,
                "stat": "Sum",
                "unit": "Count",
            },
        },
    ]
    create(Watch(clients).alarm, {**ALARM, "metricQueries": queries})
    share, errors, calls = clients.parameters_of("PutMetricAlarm")["Metrics"]
    assert share == {
        "Id": "share",
        "Expression": "errors / calls",
        "Label": "share",
        "ReturnData": True,
    }
    assert errors["MetricStat"] == {
        "Metric": {
            "MetricName": "Errors",
            "Namespace": "AWS/Lambda",
            "Dimensions": [{"Name": "FunctionName", "Value": "answer"}],
        },
        "Period": 60,
        "Stat": "Sum",
    }
    assert calls["MetricStat"]["Unit"] == "Count"
    assert calls["MetricStat"]["Metric"]["Dimensions"] == []


def test_an_unknown_key_of_a_query_is_refused(clients: RecordingClients) -> None:
    queries = [{"id": "a", "accountId": "1"}]
    with pytest.raises(UnsupportedError, match="accountId"):
        create(Watch(clients).alarm, {**ALARM, "metricQueries": queries})


def test_a_composite_alarm_is_put_with_its_suppressor(clients: RecordingClients) -> None:
    values = {
        "alarmName": "callers-waiting",
        "alarmDescription": "기다리는 고객",
        "alarmRule": 'ALARM("a") OR ALARM("b")',
        "alarmActions": ALARM["alarmActions"],
        "okActions": ALARM["alarmActions"],
        "actionsSuppressor": {"alarm": "cause", "waitPeriod": 120.0, "extensionPeriod": 900.0},
        "tags": {"Team": "support"},
    }
    created = create(Watch(clients).composite, values)
    assert clients.parameters_of("PutCompositeAlarm") == {
        "AlarmName": "callers-waiting",
        "AlarmDescription": "기다리는 고객",
        "AlarmRule": 'ALARM("a") OR ALARM("b")',
        "AlarmActions": ALARM["alarmActions"],
        "OKActions": ALARM["alarmActions"],
        "ActionsSuppressor": "cause",
        "ActionsSuppressorWaitPeriod": 120,
        "ActionsSuppressorExtensionPeriod": 900,
        "Tags": [{"Key": "Team", "Value": "support"}],
    }
    assert created.outputs["arn"].endswith(":alarm:callers-waiting")


def test_a_budget_is_made_with_those_whom_it_mails(clients: RecordingClients) -> None:
    values = {
        "name": "monthly",
        "budgetType": "COST",
        "timeUnit": "MONTHLY",
        "limitAmount": "345",
        "limitUnit": "USD",
        "notifications": [
            {
                "notificationType": "ACTUAL",
                "comparisonOperator": "GREATER_THAN",
                "threshold": 80.0,
                "thresholdType": "PERCENTAGE",
                "subscriberSnsTopicArns": ALARM["alarmActions"],
                "subscriberEmailAddresses": ["shift@example.com"],
            }
        ],
    }
    created = create(Watch(clients).budget, values)
    sent = clients.parameters_of("CreateBudget")
    assert sent["Budget"]["BudgetLimit"] == {"Amount": "345", "Unit": "USD"}
    [notified] = sent["NotificationsWithSubscribers"]
    assert notified["Notification"] == {
        "NotificationType": "ACTUAL",
        "ComparisonOperator": "GREATER_THAN",
        "Threshold": 80,
        "ThresholdType": "PERCENTAGE",
    }
    assert [each["SubscriptionType"] for each in notified["Subscribers"]] == ["SNS", "EMAIL"]
    assert created.id.endswith(":monthly")


def test_a_budget_with_a_filter_is_refused_rather_than_made_without_it(
    clients: RecordingClients,
) -> None:
    values = {
        "name": "monthly",
        "budgetType": "COST",
        "timeUnit": "MONTHLY",
        "limitAmount": "1",
        "limitUnit": "USD",
        "costFilters": [{"name": "Service", "values": ["Amazon Connect"]}],
    }
    with pytest.raises(UnsupportedError, match="costFilters"):
        create(Watch(clients).budget, values)


def test_a_dashboard_is_put_as_it_was_written(clients: RecordingClients) -> None:
    body = json.dumps({"widgets": []})
    values = {"dashboardName": "Saltware", "dashboardBody": body}
    created = create(Watch(clients).dashboard, values)
    assert clients.parameters_of("PutDashboard") == {
        "DashboardName": "Saltware",
        "DashboardBody": body,
    }
    assert created.outputs["dashboardArn"].endswith(":dashboard/Saltware")


def test_the_recording_clients_refuse_a_parameter_of_another_name(
    clients: RecordingClients,
) -> None:
    with pytest.raises(ParamValidationError, match="DashbordName"):
        clients("cloudwatch").put_dashboard(DashbordName="a", DashboardBody="{}")

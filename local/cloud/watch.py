"""CloudWatch alarms and dashboards, and budgets."""

from typing import Any, Final

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, renamed
from local.emulator import ACCOUNT, REGION

_ALARM: Final = {
    "alarmDescription": "AlarmDescription",
    "comparisonOperator": "ComparisonOperator",
    "evaluationPeriods": "EvaluationPeriods",
    "datapointsToAlarm": "DatapointsToAlarm",
    "threshold": "Threshold",
    "metricName": "MetricName",
    "namespace": "Namespace",
    "period": "Period",
    "statistic": "Statistic",
    "extendedStatistic": "ExtendedStatistic",
    "unit": "Unit",
    "treatMissingData": "TreatMissingData",
    "alarmActions": "AlarmActions",
    "okActions": "OKActions",
    "insufficientDataActions": "InsufficientDataActions",
    "actionsEnabled": "ActionsEnabled",
}
_COMPOSITE: Final = {
    "alarmDescription": "AlarmDescription",
    "alarmRule": "AlarmRule",
    "alarmActions": "AlarmActions",
    "okActions": "OKActions",
    "insufficientDataActions": "InsufficientDataActions",
    "actionsEnabled": "ActionsEnabled",
}
_SUPPRESSOR: Final = {
    "alarm": "ActionsSuppressor",
    "waitPeriod": "ActionsSuppressorWaitPeriod",
    "extensionPeriod": "ActionsSuppressorExtensionPeriod",
}
_NOTIFICATION: Final = {
    "notificationType": "NotificationType",
    "comparisonOperator": "ComparisonOperator",
    "threshold": "Threshold",
    "thresholdType": "ThresholdType",
    "subscriberSnsTopicArns": "SNS",
    "subscriberEmailAddresses": "EMAIL",
}
_QUERY: Final = {
    "id": "Id",
    "expression": "Expression",
    "label": "Label",
    "returnData": "ReturnData",
    "metric": "MetricStat",
    "period": "Period",
}


class Watch:
    """Creates what people look at and are called by."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def alarm(self, inputs: Inputs) -> Created:
        """aws:cloudwatch/metricAlarm:MetricAlarm."""
        name = inputs.take("name")
        arguments = inputs.given(_ALARM)
        dimensions = inputs.get("dimensions")
        if dimensions:
            arguments["Dimensions"] = _dimensions(dimensions)
        queries = inputs.get("metricQueries")
        if queries:
            arguments["Metrics"] = [_query(query) for query in queries]
        self._clients("cloudwatch").put_metric_alarm(
            AlarmName=name, Tags=inputs.tag_list(), **arguments
        )
        arn = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{name}"
        return Created(id=name, outputs={"arn": arn})

    def composite(self, inputs: Inputs) -> Created:
        """aws:cloudwatch/compositeAlarm:CompositeAlarm."""
        name = inputs.take("alarmName")
        arguments = inputs.given(_COMPOSITE)
        suppressor = inputs.get("actionsSuppressor")
        if suppressor:
            arguments |= renamed("actionsSuppressor", suppressor, _SUPPRESSOR)
        self._clients("cloudwatch").put_composite_alarm(
            AlarmName=name, Tags=inputs.tag_list(), **arguments
        )
        arn = f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{name}"
        return Created(id=name, outputs={"arn": arn})

    def budget(self, inputs: Inputs) -> Created:
        """aws:budgets/budget:Budget."""
        name = inputs.take("name")
        limit = {"Amount": inputs.take("limitAmount"), "Unit": inputs.take("limitUnit")}
        self._clients("budgets").create_budget(
            AccountId=ACCOUNT,
            Budget={
                "BudgetName": name,
                "BudgetLimit": limit,
                "BudgetType": inputs.take("budgetType"),
                "TimeUnit": inputs.take("timeUnit"),
            },
            NotificationsWithSubscribers=[
                _notification(each) for each in inputs.get("notifications", [])
            ],
            ResourceTags=inputs.tag_list(),
        )
        arn = f"arn:aws:budgets::{ACCOUNT}:budget/{name}"
        return Created(id=f"{ACCOUNT}:{name}", outputs={"arn": arn})

    def dashboard(self, inputs: Inputs) -> Created:
        """aws:cloudwatch/dashboard:Dashboard."""
        name = inputs.take("dashboardName")
        self._clients("cloudwatch").put_dashboard(
            DashboardName=name, DashboardBody=inputs.take("dashboardBody")
        )
        arn = f"arn:aws:cloudwatch::{ACCOUNT}:dashboard/{name}"
        return Created(id=name, outputs={"dashboardArn": arn})


def _dimensions(dimensions: dict[str, str]) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in dimensions.items()]


def _notification(given: dict[str, Any]) -> dict[str, Any]:
    notification = renamed("notifications", given, _NOTIFICATION)
    subscribers = [
        {"SubscriptionType": kind, "Address": address}
        for kind in ("SNS", "EMAIL")
        for address in notification.pop(kind, [])
    ]
    return {"Notification": notification, "Subscribers": subscribers}


def _query(query: dict[str, Any]) -> dict[str, Any]:
    done = renamed("metricQueries", query, _QUERY)
    metric = done.get("MetricStat")
    if metric:
        names = {
            "metricName": "MetricName",
            "namespace": "Namespace",
            "period": "Period",
            "stat": "Stat",
            "unit": "Unit",
            "dimensions": "Dimensions",
        }
        flat = renamed("metric", metric, names)
        stat = {key: flat.pop(key) for key in ("Period", "Stat", "Unit") if key in flat}
        flat["Dimensions"] = _dimensions(flat.get("Dimensions", {}))
        done["MetricStat"] = {"Metric": flat, **stat}
    return done

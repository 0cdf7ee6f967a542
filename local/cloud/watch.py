"""CloudWatch alarms and dashboards."""

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
        arguments = {
            target: inputs.get(source)
            for source, target in _ALARM.items()
            if inputs.get(source) is not None
        }
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

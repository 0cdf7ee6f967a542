"""Where the provider's arguments are flatter, or deeper, than the API's."""

from collections.abc import Mapping
from typing import Any

QUEUES_OF_A_PROFILE = 50
"""Each with a channel (Connect quotas, default)."""


def nest_metrics(given: dict[str, Any]) -> dict[str, Any]:
    """A query's metric with its statistic is two objects in the API."""
    queries = [_nest_metric(query) for query in given.get("metricQueries", [])]
    return {**given, "metricQueries": queries} if queries else given


def _nest_metric(query: Mapping[str, Any]) -> dict[str, Any]:
    metric = query.get("metric")
    if metric is None:
        return dict(query)
    outer = {key: metric[key] for key in ("period", "stat", "unit") if key in metric}
    inner = {key: value for key, value in metric.items() if key not in outer}
    rest = {key: value for key, value in query.items() if key != "metric"}
    return {**rest, "metricStat": {**outer, "metric": inner}}


def nest_queues(given: dict[str, Any]) -> dict[str, Any]:
    """A queue's id and channel are an object of their own in the API."""
    configs = [
        {
            "queueReference": {key: config[key] for key in ("queueId", "channel")},
            **{key: config[key] for key in ("priority", "delay")},
        }
        for config in given["queueConfigs"]
    ]
    assert len(configs) <= QUEUES_OF_A_PROFILE
    # What is beyond ten is associated by calls of its own (terraform-provider-aws #30895).
    return {**given, "queueConfigs": configs[:10]}


def _key_schema(given: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "keySchemas" in given:
        return list(given["keySchemas"])
    keys = (("hashKey", "HASH"), ("rangeKey", "RANGE"))
    return [{"attributeName": given[key], "keyType": kind} for key, kind in keys if key in given]


def nest_keys(given: dict[str, Any]) -> dict[str, Any]:
    """Hash and range keys are a list in the API, and attributes have longer names."""
    nested = ("attributes", "globalSecondaryIndexes", "hashKey", "rangeKey")
    rest = {key: value for key, value in given.items() if key not in nested}
    defined = [
        {"attributeName": each["name"], "attributeType": each["type"]}
        for each in given["attributes"]
    ]
    made = {**rest, "attributeDefinitions": defined, "keySchema": _key_schema(given)}
    indexes = [_nest_index(each) for each in given.get("globalSecondaryIndexes", [])]
    return {**made, "globalSecondaryIndexes": indexes} if indexes else made


def _nest_index(given: Mapping[str, Any]) -> dict[str, Any]:
    projection = {
        key: given[name]
        for key, name in (
            ("projectionType", "projectionType"),
            ("nonKeyAttributes", "nonKeyAttributes"),
        )
        if name in given
    }
    return {"indexName": given["name"], "keySchema": _key_schema(given), "projection": projection}


def nest_suppressor(given: dict[str, Any]) -> dict[str, Any]:
    """The API has three members where the provider has one object."""
    suppressor = given.get("actionsSuppressor")
    if suppressor is None:
        return given
    return {
        **given,
        "actionsSuppressor": suppressor["alarm"],
        "actionsSuppressorWaitPeriod": suppressor["waitPeriod"],
        "actionsSuppressorExtensionPeriod": suppressor["extensionPeriod"],
    }


def without_switch(given: dict[str, Any]) -> dict[str, Any]:
    """The provider's own `enabled` decides whether the rest is sent."""
    encryption = dict(given["serverSideEncryption"])
    encryption.pop("enabled")
    return {**given, "serverSideEncryption": encryption}

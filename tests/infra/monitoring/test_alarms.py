"""Alarms: the right numbers, calm, and in words that say what to do."""

import re

import pytest

from flows.catalog import FLOWS
from tests.infra.engine import Recording

HANGUL = re.compile(r"[가-힣]")

CONNECT_METRICS = {
    "LongestQueueWaitTime": {"InstanceId", "MetricGroup", "QueueName"},
    "MissedCalls": {"InstanceId", "MetricGroup"},
    "ContactFlowErrors": {"InstanceId", "MetricGroup", "ContactFlowName"},
    "ContactFlowFatalErrors": {"InstanceId", "MetricGroup", "ContactFlowName"},
}
"""Dimensions by metric (Connect admin guide, monitoring-cloudwatch)."""


WATCHED_FLOWS = {
    name for name, flow in FLOWS.items() if flow.type in {"CONTACT_FLOW", "CUSTOMER_QUEUE"}
}
"""Those in which a caller can be stuck."""


def test_what_is_watched(recording: Recording) -> None:
    assert {alarm.name for alarm in recording.of("cloudwatch/MetricAlarm")} == {
        "longest-wait-engineer",
        "longest-wait-agent",
        "missed-calls",
        *(f"flow-{kind}-{flow}" for kind in ("errors", "fatal") for flow in WATCHED_FLOWS),
        "answer-errors",
        "answer-throttles",
        "answer-slow",
        "ingest-errors",
        "ingest-lag",
        "ingest-dead-letters",
    }


def test_every_alarm_mails_when_it_goes_off_and_when_it_is_over(recording: Recording) -> None:
    topic = recording.exports["alerts_topic_arn"]
    for alarm in recording.of("cloudwatch/MetricAlarm"):
        assert alarm.inputs["alarmActions"] == alarm.inputs["okActions"] == [topic]


def test_silence_is_never_an_alarm(recording: Recording) -> None:
    for alarm in recording.of("cloudwatch/MetricAlarm"):
        assert alarm.inputs["treatMissingData"] == "notBreaching"


def test_one_bad_minute_of_a_rate_wakes_nobody(recording: Recording) -> None:
    for alarm in recording.of("cloudwatch/MetricAlarm"):
        if alarm.inputs["evaluationPeriods"] > 1:
            assert alarm.inputs["evaluationPeriods"] == 3
            assert alarm.inputs["datapointsToAlarm"] == 2


def test_every_alarm_says_in_korean_what_to_do(recording: Recording) -> None:
    for alarm in recording.of("cloudwatch/MetricAlarm"):
        description = alarm.inputs["alarmDescription"]
        assert HANGUL.search(description)
        assert re.search(r"(세요|으세요)\.$", description), description
        assert len(description) <= 1024


def test_connect_alarms_use_the_dimensions_that_connect_sends(recording: Recording) -> None:
    for alarm in recording.of("cloudwatch/MetricAlarm"):
        if alarm.inputs["namespace"] == "AWS/Connect":
            dimensions = alarm.inputs["dimensions"]
            assert set(dimensions) == CONNECT_METRICS[alarm.inputs["metricName"]]
            assert dimensions["InstanceId"] == recording.exports["connect_instance_id"]


@pytest.mark.parametrize("queue", ["engineer", "agent"])
def test_waiting_is_measured_in_seconds_against_the_configuration(
    prod: Recording, queue: str
) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", f"longest-wait-{queue}")
    assert alarm["dimensions"]["MetricGroup"] == "Queue"
    assert alarm["dimensions"]["QueueName"] == queue
    assert alarm["statistic"] == "Maximum"
    assert alarm["threshold"] == 60
    assert "60초" in alarm["alarmDescription"]


def test_slow_answers_are_told_before_the_deadline(recording: Recording) -> None:
    alarm = recording.inputs("cloudwatch/MetricAlarm", "answer-slow")
    assert alarm["extendedStatistic"] == "p95"
    assert "statistic" not in alarm
    assert 0.8 * 7000 < alarm["threshold"] < 7000


def test_machine_alarms_watch_the_functions_and_queues_of_the_stack(recording: Recording) -> None:
    watched = {
        alarm.name: next(iter(alarm.inputs["dimensions"].values()))
        for alarm in recording.of("cloudwatch/MetricAlarm")
        if alarm.inputs["namespace"] in {"AWS/Lambda", "AWS/SQS"}
    }
    assert watched["answer-errors"] == recording.exports["answer_function"]
    assert watched["ingest-errors"] == recording.exports["ingest_function"]
    assert recording.exports["ingest_dead_letter_queue_url"].endswith(
        watched["ingest-dead-letters"]
    )


def test_mails_go_to_those_whom_the_configuration_names(recording: Recording) -> None:
    mails = {each.inputs["endpoint"]: each.inputs for each in recording.of("sns/TopicSubscription")}
    assert set(mails) == {"shift@example.com", "product@example.com"}
    assert mails["shift@example.com"]["topic"] == recording.exports["alerts_topic_arn"]
    assert mails["product@example.com"]["topic"] == recording.exports["index_reports_topic_arn"]


def test_cloudwatch_may_publish_alerts(recording: Recording) -> None:
    policy = recording.inputs("sns/TopicPolicy", "alerts-policy")["policy"]
    assert '"cloudwatch.amazonaws.com"' in policy

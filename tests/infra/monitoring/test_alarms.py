"""Alarms: the right numbers, who is told, and in words that say what to do."""

import json
import re

import pytest

from ai.contract import METRIC_NAMESPACE, Metric
from infra.monitoring.duties import LETTERS
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.monitoring.declared import alarms_of, all_metrics, metrics_of

HANGUL = re.compile(r"[가-힣]")

FLOW = frozenset({"InstanceId", "MetricGroup", "ContactFlowName"})
QUEUE = frozenset({"InstanceId", "MetricGroup", "QueueName"})
CALLS = frozenset({"InstanceId", "MetricGroup"})
CONNECT_METRICS = {
    "LongestQueueWaitTime": ("Queue", QUEUE),
    "QueueSize": ("Queue", QUEUE),
    "MissedCalls": ("VoiceCalls", CALLS),
    "CallsPerInterval": ("VoiceCalls", CALLS),
    "ConcurrentCalls": ("VoiceCalls", CALLS),
    "CallsBreachingConcurrencyQuota": ("VoiceCalls", CALLS),
    "ThrottledCalls": ("VoiceCalls", CALLS),
    "MisconfiguredPhoneNumbers": ("VoiceCalls", CALLS),
    "ContactFlowErrors": ("ContactFlow", FLOW),
    "ContactFlowFatalErrors": ("ContactFlow", FLOW),
}
"""Metric group and dimensions by metric (Connect admin guide, monitoring-cloudwatch)."""

NAME_OF_ALARM = "saltware-contact-center-prod-"


PRODUCT = {"document-gives-orders", "index-held"}
PAGING = {
    "answer-declines",
    "answers-broken",
    "callbacks-broken",
    "callers-waiting",
    "capacity",
    "chat-api-refused",
    "chat-broken",
    "dead-letters-callbacks",
    "flows-broken",
    "index-of-another-model",
    "knowledge-broken",
    "letters-waiting",
    "operations-broken",
    "untaken-callback",
    *PRODUCT,
}


def test_these_alarms_mail_and_the_others_only_tell_why(prod: Recording) -> None:
    mailing = {each.name for each in alarms_of(prod) if each.inputs.get("alarmActions")}
    assert mailing == PAGING
    for alarm in alarms_of(prod):
        product = alarm.name in PRODUCT
        topic = prod.exports["index_reports_topic_arn" if product else "alerts_topic_arn"]
        expected = [topic] if alarm.name in PAGING else None
        assert alarm.inputs.get("alarmActions") == alarm.inputs.get("okActions") == expected


def test_alarms_may_mail_the_product_team(recording: Recording) -> None:
    policy = json.loads(recording.inputs("sns/TopicPolicy", "index-reports-policy")["policy"])
    [allowed] = [each for each in policy["Statement"] if each["Effect"] == "Allow"]
    assert allowed["Principal"] == {"Service": "cloudwatch.amazonaws.com"}
    assert allowed["Action"] == "sns:Publish"


def test_every_alarm_is_mailed_about_by_exactly_one_other_or_itself(prod: Recording) -> None:
    rules = {each.name: each.inputs["alarmRule"] for each in prod.of("cloudwatch/CompositeAlarm")}
    for alarm in prod.of("cloudwatch/MetricAlarm"):
        name = f'(?<!NOT )ALARM\\("{NAME_OF_ALARM}{alarm.name}"\\)'
        mailing = [each for each, rule in rules.items() if re.search(name, rule) and each in PAGING]
        assert len(mailing) + (alarm.name in PAGING) == 1, alarm.name


def test_a_composite_alarm_is_made_after_all_that_it_refers_to(prod: Recording) -> None:
    urns = {
        each.inputs.get("name", each.inputs.get("alarmName")): each.urn for each in alarms_of(prod)
    }
    for composite in prod.of("cloudwatch/CompositeAlarm"):
        inputs = composite.inputs
        referred = re.findall(r'ALARM\("([^"]+)"\)', inputs["alarmRule"])
        if "actionsSuppressor" in inputs:
            referred.append(inputs["actionsSuppressor"]["alarm"])
        assert referred
        assert {urns[name] for name in referred} <= composite.depends_on


def test_composite_alarms_keep_cloudwatchs_limits(prod: Recording) -> None:
    for composite in prod.of("cloudwatch/CompositeAlarm"):
        assert composite.inputs["alarmRule"].count("ALARM(") <= 100
        assert len(composite.inputs["alarmRule"]) <= 10_240


def test_a_stack_without_a_shift_has_the_essential_alarms_and_each_mails(
    recordings: dict[str, Recording],
) -> None:
    for stack in ("dev", "staging"):
        alarms = alarms_of(recordings[stack])
        assert {each.name for each in alarms} == {
            "answer-errors",
            "ingest-errors",
            "ingest-dead-letters",
            *(f"dead-letters-{queue}" for queue in LETTERS),
        }
        topic = recordings[stack].exports["alerts_topic_arn"]
        assert all(each.inputs["alarmActions"] == [topic] for each in alarms)


def test_silence_is_an_alarm_for_the_builds_alone(prod: Recording) -> None:
    missing = {
        alarm.name: alarm.inputs["treatMissingData"] for alarm in prod.of("cloudwatch/MetricAlarm")
    }
    assert {name for name, choice in missing.items() if choice != "notBreaching"} == {"index-stale"}
    assert missing["index-stale"] == "breaching"


def test_evaluation_stays_within_what_cloudwatch_takes(recording: Recording) -> None:
    for alarm in recording.of("cloudwatch/MetricAlarm"):
        for metric in metrics_of(alarm.inputs):
            total = metric["period"] * alarm.inputs["evaluationPeriods"]
            assert metric["period"] % 60 == 0
            assert total <= (604_800 if metric["period"] >= 3600 else 86_400)
            assert alarm.inputs["datapointsToAlarm"] <= alarm.inputs["evaluationPeriods"]


def test_every_alarm_says_in_korean_what_is_felt_what_to_do_and_where_to_read_on(
    recording: Recording,
) -> None:
    for alarm in alarms_of(recording):
        text = alarm.inputs["alarmDescription"]
        assert HANGUL.search(text)
        assert text.endswith(f" 절차: docs/operations/alarms.ko.md#{alarm.name}")
        assert len(text) <= 1024


def test_the_address_of_the_runbooks_is_configured() -> None:
    values = {
        f"{engine.PROJECT}:runbooks": "https://wiki.example.com/alarms",
        f"{engine.PROJECT}:longestWaitSeconds": "45",
        f"{engine.PROJECT}:concurrentCalls": "40",
    }
    recording = engine.run_main("prod", values)
    waiting = recording.inputs("cloudwatch/MetricAlarm", "longest-wait-agent")
    assert waiting["alarmDescription"].endswith(
        "https://wiki.example.com/alarms#longest-wait-agent"
    )
    assert waiting["threshold"] == 45
    capacity = recording.inputs("cloudwatch/MetricAlarm", "capacity")["metricQueries"]
    assert "calls, 0) >= 32 " in capacity[0]["expression"]


def test_connect_alarms_use_the_groups_and_dimensions_that_connect_sends(prod: Recording) -> None:
    seen: set[str] = set()
    for metric in all_metrics(prod):
        if metric["namespace"] == "AWS/Connect":
            group, names = CONNECT_METRICS[metric["metricName"]]
            dimensions = metric["dimensions"]
            assert set(dimensions) == names
            assert dimensions["MetricGroup"] == group
            assert dimensions["InstanceId"] == prod.exports["connect_instance_id"]
            seen.add(metric["metricName"])
    assert seen == set(CONNECT_METRICS)


def test_the_assistants_metrics_carry_the_stack(recording: Recording) -> None:
    [stack] = {
        tags["Stack"] for each in recording.of("sns/Topic") for tags in [each.inputs["tags"]]
    }
    for metric in all_metrics(recording):
        if metric["namespace"] == METRIC_NAMESPACE:
            assert metric["metricName"] in set(Metric)
            assert metric["dimensions"]["Stack"] == stack


@pytest.mark.parametrize("queue", ["engineer", "agent"])
def test_waiting_is_measured_in_seconds_against_the_configuration(
    prod: Recording, queue: str
) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", f"longest-wait-{queue}")
    assert alarm["dimensions"]["QueueName"] == queue
    assert alarm["statistic"] == "Maximum"
    assert alarm["threshold"] == 60
    assert "60초" in alarm["alarmDescription"]


def test_whoever_is_to_be_called_waits_minutes_not_seconds() -> None:
    recording = engine.run_main("prod", {f"{engine.PROJECT}:callbackWaitMinutes": "45"})
    alarm = recording.inputs("cloudwatch/MetricAlarm", "untaken-callback")
    assert (alarm["dimensions"]["QueueName"], alarm["threshold"]) == ("callback", 45 * 60)
    assert "45분" in alarm["alarmDescription"]


def test_slow_answers_are_told_before_the_deadline(prod: Recording) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", "answer-slow")
    statistics = {query["id"]: query["metric"]["stat"] for query in alarm["metricQueries"][1:]}
    assert statistics == {"slow": "p95", "turns": "Sum"}
    assert 0.8 * 7000 < alarm["threshold"] < 7000

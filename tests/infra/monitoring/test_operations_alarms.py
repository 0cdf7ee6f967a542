"""Alarms of functions, queues and the chat API: each one of the program is watched, in time."""

import pytest

from infra.monitoring.duties import (
    DUTIES,
    LETTERS,
    UnknownDutyError,
    duty_of,
    letters_of,
    wait_of,
)
from infra.monitoring.facts import SLOW_SHARE
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.monitoring.declared import alarms_of, all_metrics, metrics_of


def test_machine_alarms_watch_the_functions_and_queues_of_the_stack(prod: Recording) -> None:
    watched = {
        (alarm.name, metric["metricName"]): next(iter(metric["dimensions"].values()))
        for alarm in prod.of("cloudwatch/MetricAlarm")
        for metric in metrics_of(alarm.inputs)
        if metric["namespace"] in {"AWS/Lambda", "AWS/SQS"}
    }
    assert watched["answer-errors", "Errors"] == prod.exports["answer_function"]
    assert watched["ingest-errors", "Errors"] == prod.exports["ingest_function"]
    assert prod.exports["ingest_dead_letter_queue_url"].endswith(
        watched["ingest-dead-letters", "ApproximateNumberOfMessagesVisible"]
    )


def test_every_function_and_every_dead_letter_queue_is_watched(prod: Recording) -> None:
    watched = {
        dimension
        for metric in all_metrics(prod)
        for name, dimension in metric["dimensions"].items()
        if name in {"FunctionName", "QueueName"}
    }
    functions = {each.inputs["name"] for each in prod.of("lambda/Function")}
    # Faults of the chat function are those of its API.
    assert functions - watched == {prod.inputs("lambda/Function", "chat")["name"]}
    assert {each.inputs["name"] for each in prod.of("sqs/Queue")} <= watched


def test_every_stream_is_watched_by_its_name_from_the_call_to_the_function(
    prod: Recording,
) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", "records-late")
    watched = {
        (metric["metricName"], name, value)
        for metric in metrics_of(alarm)
        for name, value in metric["dimensions"].items()
    }
    [stream] = prod.of("kinesis/FirehoseDeliveryStream")
    records = prod.inputs("lambda/Function", "contact-records")["name"]
    assert watched == {
        ("DeliveryToS3.DataFreshness", "DeliveryStreamName", stream.inputs["name"]),
        ("CallsPerInterval", "InstanceId", prod.exports["connect_instance_id"]),
        ("CallsPerInterval", "MetricGroup", "VoiceCalls"),
        ("Invocations", "FunctionName", records),
    }


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_letters_lie_apart_until_their_cause_is_over(prod: Recording, name: str) -> None:
    rule = prod.inputs("cloudwatch/CompositeAlarm", "letters-waiting")["alarmRule"]
    prefix = "saltware-contact-center-prod-"
    counted = (
        f'(ALARM("{prefix}dead-letters-{name}") AND NOT '
        f'ALARM("{prefix}function-errors-{LETTERS[name].of}"))'
    )
    assert (counted in rule) is (name != "callbacks")


@pytest.mark.parametrize("name", sorted(DUTIES))
def test_a_function_is_called_slow_before_it_is_given_up(prod: Recording, name: str) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", f"function-slow-{name}")
    function = prod.inputs("lambda/Function", name)
    assert DUTIES[name].seconds <= function["timeout"]
    assert alarm["threshold"] == round(DUTIES[name].seconds * SLOW_SHARE * 1000)
    assert {metric["dimensions"]["FunctionName"] for metric in metrics_of(alarm)} == {
        function["name"]
    }


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_what_nobody_could_handle_is_counted_in_its_own_queue(prod: Recording, name: str) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", f"dead-letters-{name}")
    assert alarm["metricName"] == "ApproximateNumberOfMessagesVisible"
    assert name in alarm["dimensions"]["QueueName"]
    assert alarm["dimensions"]["QueueName"].endswith("-dead-letter")


def test_a_function_of_which_nobody_has_said_what_is_felt_is_named() -> None:
    with pytest.raises(UnknownDutyError, match="function 'surveys' fails"):
        duty_of("surveys")
    with pytest.raises(UnknownDutyError, match="dead-letter queue 'surveys'"):
        letters_of("surveys")
    with pytest.raises(UnknownDutyError, match="queue 'surveys' lags"):
        wait_of("surveys")


def test_the_chat_api_is_watched_where_there_is_one(prod: Recording) -> None:
    [api] = prod.of("apigatewayv2/Api")
    watched = {
        (metric["metricName"], tuple(metric["dimensions"]))
        for metric in all_metrics(prod)
        if metric["namespace"] == "AWS/ApiGateway"
    }
    assert watched == {(name, ("ApiId",)) for name in ("4xx", "5xx", "Latency", "Count")}
    without = engine.run_main("prod", {f"{engine.PROJECT}:chatApi": "none"})
    assert {each.name for each in alarms_of(prod)} - {each.name for each in alarms_of(without)} == {
        "chat-broken",
        "chat-api-errors",
        "chat-api-slow",
        "chat-api-refused",
    }
    assert api.name


def test_a_rollback_counts_as_forgotten_after_three_days(prod: Recording) -> None:
    alarm = prod.inputs("cloudwatch/MetricAlarm", "index-held")
    assert (alarm["metricName"], alarm["threshold"]) == ("IndexHeldSeconds", 3 * 24 * 3600)
    assert "3일" in alarm["alarmDescription"]

"""One cause, one mail: whole incidents over all alarms of the program together."""

from collections.abc import Callable, Mapping

import pytest

from tests.infra.engine import Recording
from tests.infra.monitoring.alarm_engine import (
    AlarmEngine,
    Composite,
    MetricAlarm,
    MetricKey,
    Run,
    Samples,
)

START = 60

Sent = Mapping[tuple[str, str], Callable[[int], float | None]]
"""What is sent, by metric and the end of one of its dimensions; minutes count from the start."""


def engine_of(recording: Recording) -> tuple[AlarmEngine, list[MetricAlarm]]:
    alarms = [MetricAlarm.of(each.inputs) for each in recording.of("cloudwatch/MetricAlarm")]
    composites = [Composite.of(each.inputs) for each in recording.of("cloudwatch/CompositeAlarm")]
    return AlarmEngine(alarms, composites), alarms


def samples_of(alarms: list[MetricAlarm], sent: Sent, until: int) -> dict[MetricKey, Samples]:
    keys = {key for alarm in alarms for key, _ in alarm.metrics.values()}
    data: dict[MetricKey, Samples] = {}
    for (metric, which), level in sent.items():
        [key] = [
            key
            for key in keys
            if key.metric == metric and any(value.endswith(which) for _, value in key.dimensions)
        ]
        levels = {minute: level(minute - START) for minute in range(until)}
        data[key] = {minute: [value] for minute, value in levels.items() if value is not None}
    return data


def play(recording: Recording, sent: Sent, minutes: int = 240) -> tuple[list[str], Run]:
    """The names of the alarms that mailed, in order."""
    engine, alarms = engine_of(recording)
    run = engine.run(samples_of(alarms, {**WELL, **sent}, minutes), range(minutes))
    return [name.removeprefix("saltware-contact-center-prod-") for _, name in run.pages], run


def during(
    bad: float, good: float | None, last: int, first: int = 0
) -> Callable[[int], float | None]:
    return lambda minute: bad if first <= minute < last else good


WELL: Sent = {
    ("SnapshotAgeSeconds", "prod"): during(0, 0, 0),
    ("Invocations", "-answer"): during(4, 4, 0),
    ("LongestQueueWaitTime", "engineer"): during(10, 10, 0),
    ("LongestQueueWaitTime", "agent"): during(10, 10, 0),
    ("ConcurrentCalls", "VoiceCalls"): during(3, 3, 0),
}


def queue(first: int, last: int) -> Sent:
    """Callers pile up at the engineers' queue, give up, and are not taken."""
    return {
        ("LongestQueueWaitTime", "engineer"): during(400, 10, last, first),
        ("QueueSize", "engineer"): lambda minute: (
            5.0 + (minute - first) / 5 if first <= minute < last else 1.0
        ),
        ("ContactsAbandoned", "prod"): during(1, None, last, first),
        ("MissedCalls", "VoiceCalls"): during(1, 0, last, first),
    }


def test_nothing_wrong_mails_nobody(prod: Recording) -> None:
    assert play(prod, {})[0] == []


def test_too_few_people_mail_once_though_four_alarms_go_off(prod: Recording) -> None:
    pages, run = play(prod, queue(0, 60))
    assert pages == ["callers-waiting"]
    assert len([name for name in run.changes if "cause-known" not in name]) >= 5


def test_an_outage_of_the_answers_mails_once_also_for_what_follows(prod: Recording) -> None:
    outage: Sent = {
        ("Errors", "-answer"): during(3, 0, 60),
        ("ContactFlowErrors", "inquiry"): during(3, 0, 60),
        ("ContactFlowErrors", "chat"): during(1, 0, 60),
        **queue(5, 70),
    }
    assert play(prod, outage)[0] == ["answers-broken"]


def test_a_model_that_is_down_mails_once_although_no_function_fails(prod: Recording) -> None:
    engine, alarms = engine_of(prod)
    data = samples_of(alarms, WELL, 240)
    for alarm in alarms:
        for id_, (key, _) in alarm.metrics.items():
            if key.metric == "Answers" and id_ == "turns":
                data[key] = {minute: [4.0] for minute in range(240)}
            if key.metric == "Answers" and id_ == "failed":
                data[key] = {minute: [3.0] for minute in range(START, START + 50)}
    pages = engine.run(data, range(240)).pages
    assert [name for _, name in pages] == ["saltware-contact-center-prod-answers-broken"]
    assert pages[0][0] - START <= 3


def test_a_rush_of_calls_mails_once_for_the_lines_and_their_queues(prod: Recording) -> None:
    rush: Sent = {("ConcurrentCalls", "VoiceCalls"): during(10, 3, 60), **queue(3, 62)}
    assert play(prod, rush)[0] == ["capacity"]


def test_people_who_still_wait_when_the_cause_is_over_are_mailed_about(prod: Recording) -> None:
    rush: Sent = {("ConcurrentCalls", "VoiceCalls"): during(10, 3, 30), **queue(3, 100)}
    pages, run = play(prod, rush)
    assert pages == ["capacity", "callers-waiting"]
    over = run.went_off("saltware-contact-center-prod-cause-known")[0]
    assert run.pages[1][0] == over + 20


def test_a_broken_flow_mails_once_whichever_flow_it_is(prod: Recording) -> None:
    broken: Sent = {
        ("ContactFlowFatalErrors", "main"): during(1, None, 30),
        ("ContactFlowErrors", "main"): during(2, None, 30),
        ("ContactFlowErrors", "engineer"): during(1, None, 30),
    }
    assert play(prod, broken)[0] == ["flows-broken"]


def test_documents_that_do_not_arrive_mail_once(prod: Recording) -> None:
    stuck: Sent = {
        ("IngestFailures", "prod"): lambda minute: 1 if minute in {0, 30, 60} else None,
        ("ApproximateAgeOfOldestMessage", "-ingest"): lambda minute: max(0, minute) * 60,
        ("ApproximateNumberOfMessagesVisible", "ingest-dead-letter"): during(1, 0, 130, 90),
        ("GateRefused", "prod"): during(1, None, 101, 100),
    }
    assert play(prod, stuck)[0] == ["knowledge-broken"]


def test_slow_answers_do_not_hide_that_callers_wait(prod: Recording) -> None:
    slow: Sent = {("Duration", "-answer"): during(6_500, 900, 90), **queue(20, 80)}
    assert play(prod, slow)[0] == ["answers-broken", "callers-waiting"]


def test_two_causes_mail_twice(prod: Recording) -> None:
    both: Sent = {
        ("Throttles", "-answer"): during(3, 0, 60),
        ("GateRefused", "prod"): during(1, None, 6, 5),
    }
    assert sorted(play(prod, both)[0]) == ["answers-broken", "knowledge-broken"]


@pytest.mark.parametrize("name", ["callers-waiting", "answers-broken", "capacity", "flows-broken"])
def test_what_callers_feel_is_mailed_within_a_few_minutes(prod: Recording, name: str) -> None:
    incidents: Mapping[str, Sent] = {
        "callers-waiting": queue(0, 60),
        "answers-broken": {("Errors", "-answer"): during(3, 0, 60)},
        "capacity": {("ConcurrentCalls", "VoiceCalls"): during(9, 3, 60)},
        "flows-broken": {("ContactFlowFatalErrors", "queue"): during(1, None, 60)},
    }
    pages, run = play(prod, incidents[name], minutes=120)
    assert pages == [name]
    assert run.pages[0][0] - START <= 4


def test_a_deployment_that_breaks_everything_beside_the_answers_mails_once(prod: Recording) -> None:
    broken: Sent = {
        ("Errors", "-customer"): during(4, 0, 60),
        ("Errors", "-callback"): during(1, 0, 61, 1),
        ("Errors", "-callback-due"): during(1, None, 62, 5),
        ("Errors", "-contact-records"): during(1, None, 62, 2),
        ("ApproximateNumberOfMessagesVisible", "contact-records-dead-letter"): during(3, 0, 66, 9),
    }
    pages, run = play(prod, broken)
    assert pages == ["callbacks-broken"]
    assert run.went_on("saltware-contact-center-prod-operations-broken")


def test_booked_calls_that_nobody_makes_are_mailed_about_though_no_function_fails(
    prod: Recording,
) -> None:
    stopped: Sent = {
        ("ApproximateAgeOfOldestMessage", "callbacks-due"): lambda minute: max(0, minute) * 60
    }
    pages, run = play(prod, stopped)
    assert pages == ["callbacks-broken"]
    assert run.pages[0][0] - START <= 7


def test_a_slow_model_mails_once_for_the_telephone_and_the_chat(prod: Recording) -> None:
    [api] = {each.inputs["apiId"] for each in prod.of("apigatewayv2/Stage")}
    slow: Sent = {
        ("Duration", "-answer"): during(6_500, 900, 90),
        ("Count", api): during(3, 3, 0),
        ("Latency", api): during(6_600, 1_000, 90),
    }
    assert play(prod, slow)[0] == ["answers-broken"]


def test_a_chat_that_fails_alone_mails_by_itself(prod: Recording) -> None:
    [api] = {each.inputs["apiId"] for each in prod.of("apigatewayv2/Stage")}
    pages, run = play(prod, {("5xx", api): during(2, None, 30)})
    assert pages == ["chat-broken"]
    assert run.pages[0][0] - START <= 4


def test_a_document_that_gives_orders_is_mailed_about_once_in_a_day(prod: Recording) -> None:
    planted: Sent = {
        ("PassagesRefused", "prod"): lambda minute: 1 if minute in {0, 7, 200, 900} else None
    }
    assert play(prod, planted, minutes=1_400)[0] == ["document-gives-orders"]

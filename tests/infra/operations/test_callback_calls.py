"""Calling booked callers: by telephone where there is a number, else as tasks for people."""

import functools
import json
from datetime import timedelta

import pytest

from ai.operations.callbacks.settings import DueSettings
from infra.operations.callbacks import DUE_SECONDS
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.operations.deployed import allowed, environment, resources_of, statement_of

NUMBER = "existing:00000000-0000-4000-8000-000000000000"
WITHOUT_NUMBER = {
    "ReceiveEvents": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
    "OpenMessages": ["kms:Decrypt"],
    "KeepBookings": ["dynamodb:GetItem", "dynamodb:UpdateItem"],
    "OpenBookings": ["kms:Decrypt"],
    "HandOverToPeople": ["connect:StartTaskContact"],
}
WITH_NUMBER = {
    **WITHOUT_NUMBER,
    "CallBack": ["connect:StartOutboundVoiceContact"],
    "MakeSchedules": ["scheduler:CreateSchedule"],
    "HandRoleToSchedules": ["iam:PassRole"],
    "EncryptSchedules": ["kms:DescribeKey", "kms:Decrypt", "kms:GenerateDataKey"],
}


@functools.cache
def changed(**values: str) -> Recording:
    return engine.run_main("prod", {f"{engine.PROJECT}:{key}": values[key] for key in values})


@functools.cache
def with_number() -> Recording:
    return changed(
        phoneNumber=NUMBER,
        callbackReminder="sms",
        callbackAttempts="2",
        callbackRetryMinutes="20",
    )


def test_the_function_starts_from_its_environment(recording: Recording) -> None:
    settings = DueSettings.from_env(environment(recording, "callback-due"))
    assert settings.common.table == recording.exports["callbacks_table"]
    assert settings.connect.instance == recording.exports["connect_instance_id"]
    assert not settings.rules.voice
    assert not settings.sms


def test_what_a_stack_says_of_attempts_and_reminders_reaches_the_function() -> None:
    settings = DueSettings.from_env(environment(with_number(), "callback-due"))
    assert settings.rules.voice
    assert settings.rules.attempts == 2
    assert settings.rules.retry == timedelta(minutes=20)
    assert settings.sms


def test_flows_and_queue_are_told_by_their_ids(prod: Recording) -> None:
    variables = environment(prod, "callback-due")
    flows = prod.exports["flow_arns"]
    calls = json.loads(variables["CALLBACK_CALL_FLOW"])
    assert set(calls) == {"ko", "en"}
    assert flows["callback_call"].endswith(f"/contact-flow/{calls['ko']}")
    assert flows["callback_call_en"].endswith(f"/contact-flow/{calls['en']}")
    assert flows["callback_task"].endswith(f"/contact-flow/{variables['CALLBACK_TASK_FLOW']}")
    queue = prod.exports["queue_arns"]["callback"]
    assert queue.endswith(f"/queue/{variables['CALLBACK_QUEUE']}")


def test_without_a_number_it_may_only_tell_people(recording: Recording) -> None:
    assert allowed(recording, "callback-due") == WITHOUT_NUMBER


def test_with_a_number_it_may_call_and_call_again() -> None:
    assert allowed(changed(phoneNumber=NUMBER), "callback-due") == WITH_NUMBER


def test_it_may_text_only_where_callers_are_reminded() -> None:
    assert allowed(with_number(), "callback-due") == {**WITH_NUMBER, "Remind": ["sns:Publish"]}
    remind = statement_of(with_number(), "callback-due", "Remind")
    assert remind["NotResource"] == ["arn:aws:sns:*:*:*"], "mails go to topics; it may send none"
    assert "Resource" not in remind


def test_it_starts_contacts_of_its_own_instance_only() -> None:
    instance = with_number().exports["connect_instance_arn"]
    flow = with_number().exports["flow_arns"]["callback_task"]
    assert resources_of(with_number(), "callback-due", "CallBack") == [f"{instance}/contact/*"]
    handed = resources_of(with_number(), "callback-due", "HandOverToPeople")
    assert handed == [f"{instance}/contact/*", flow]


def test_it_is_fed_by_what_is_due_and_hands_back_what_failed(recording: Recording) -> None:
    mapping = recording.inputs("lambda/EventSourceMapping", "callbacks-due-events")
    assert mapping["eventSourceArn"] == environment(recording, "callback")["CALLBACKS_DUE_ARN"]
    assert mapping["functionName"].endswith("-callback-due:live")
    assert mapping["functionResponseTypes"] == ["ReportBatchItemFailures"]


def test_a_message_that_fails_again_and_again_is_kept_for_people(recording: Recording) -> None:
    queue = recording.inputs("sqs/Queue", "callbacks-due")
    redrive = json.loads(queue["redrivePolicy"])
    kept = environment(recording, "callback-due")["SCHEDULE_DEAD_LETTER_ARN"]
    assert redrive["deadLetterTargetArn"] == kept
    assert queue["visibilityTimeoutSeconds"] == 6 * DUE_SECONDS


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_no_flow_has_to_be_there_before_it_is_published(
    recordings: dict[str, Recording], stack: str
) -> None:
    """The function comes after the flows that it starts, and those after the function they ask."""
    recording = recordings[stack]
    order = [each.name for each in recording.custom()]
    for flow in ("callback_call-flow", "callback_call_en-flow", "callback_task-flow"):
        assert order.index("connect-knows-callback") < order.index(flow)
        assert order.index(flow) < order.index("callback-due")

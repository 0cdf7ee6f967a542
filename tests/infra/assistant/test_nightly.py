"""The nightly run: when, what it may do, and where it goes when it can not be started."""

import json
from typing import Any

from tests.infra.engine import Recording


def statements(recording: Recording) -> dict[str, dict[str, Any]]:
    policy = json.loads(recording.inputs("iam/RolePolicy", "ingest-nightly-policy")["policy"])
    return {statement["Sid"]: statement for statement in policy["Statement"]}


def test_it_runs_every_night_in_the_call_centers_time_zone(recording: Recording) -> None:
    schedule = recording.inputs("scheduler/Schedule", "ingest-nightly")
    assert schedule["scheduleExpression"] == "cron(30 3 * * ? *)"
    assert schedule["scheduleExpressionTimezone"] == "Asia/Seoul"
    assert schedule["flexibleTimeWindow"] == {"mode": "OFF"}


def test_it_starts_the_published_version_of_the_ingest_function(recording: Recording) -> None:
    target = recording.inputs("scheduler/Schedule", "ingest-nightly")["target"]
    assert (
        target["arn"]
        == recording.inputs("lambda/EventSourceMapping", "ingest-events")["functionName"]
    )
    assert json.loads(target["input"]) == {}


def test_a_run_that_can_not_be_started_is_tried_again_and_then_kept(recording: Recording) -> None:
    target = recording.inputs("scheduler/Schedule", "ingest-nightly")["target"]
    assert target["retryPolicy"] == {
        "maximumRetryAttempts": 5,
        "maximumEventAgeInSeconds": 4 * 3600,
    }
    assert target["deadLetterConfig"]["arn"].endswith("-ingest-dead-letter")


def test_its_role_starts_the_function_and_nothing_else(recording: Recording) -> None:
    target = recording.inputs("scheduler/Schedule", "ingest-nightly")["target"]
    allowed = statements(recording)
    assert allowed["StartRun"]["Action"] == ["lambda:InvokeFunction"]
    assert allowed["StartRun"]["Resource"] == [target["arn"]]
    assert allowed["KeepFailedRuns"]["Action"] == ["sqs:SendMessage"]
    assert allowed["KeepFailedRuns"]["Resource"] == [target["deadLetterConfig"]["arn"]]
    assert set(allowed) == {"StartRun", "KeepFailedRuns", "EncryptFailedRuns"}


def test_only_the_scheduler_of_this_account_may_take_the_role(recording: Recording) -> None:
    role = recording.inputs("iam/Role", "ingest-nightly-role")
    [statement] = json.loads(role["assumeRolePolicy"])["Statement"]
    assert statement["Principal"] == {"Service": "scheduler.amazonaws.com"}
    assert statement["Condition"]["StringEquals"] == {
        "aws:SourceAccount": "123456789012",
        "aws:SourceArn": "arn:aws:scheduler:ap-northeast-2:123456789012:schedule-group/default",
    }


def test_the_schedule_waits_for_its_roles_policy(recording: Recording) -> None:
    schedule = recording.one("scheduler/Schedule", "ingest-nightly")
    assert recording.one("iam/RolePolicy", "ingest-nightly-policy").urn in schedule.depends_on

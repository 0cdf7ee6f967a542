"""The daily report of what was not answered: when it runs, what it may do, where it goes."""

import json

from ai.contract import GAP_ATTRIBUTES, GAP_DAY, GAP_INDEX, RECORD_INDEX
from ai.handlers.gaps import PREFIX
from ai.operations.settings import GapSettings
from tests.infra.engine import Recording
from tests.infra.operations.deployed import allowed, environment, resources_of


def test_the_report_starts_from_its_environment(recording: Recording) -> None:
    settings = GapSettings.from_env(environment(recording, "gap-report"))
    assert settings.contacts_table == recording.exports["contacts_table"]
    assert settings.index_bucket == recording.exports["index_bucket"]
    assert settings.report_topic_arn == recording.exports["index_reports_topic_arn"]


def test_it_may_read_gaps_write_reports_and_mail(recording: Recording) -> None:
    assert allowed(recording, "gap-report") == {
        "ReadGaps": ["dynamodb:Query"],
        "OpenGaps": ["kms:Decrypt"],
        "WriteGaps": ["s3:PutObject"],
        "Report": ["sns:Publish"],
        "EncryptReport": ["kms:Decrypt", "kms:GenerateDataKey"],
        "KeepFailedEvents": ["sqs:SendMessage"],
        "EncryptFailedEvents": ["kms:Decrypt", "kms:GenerateDataKey"],
    }


def test_it_reads_two_indexes_and_not_the_table(recording: Recording) -> None:
    gaps, records = resources_of(recording, "gap-report", "ReadGaps")
    assert gaps.endswith(f"/index/{GAP_INDEX}")
    assert records.endswith(f"/index/{RECORD_INDEX}")


def test_it_writes_reports_only(recording: Recording) -> None:
    (resource,) = resources_of(recording, "gap-report", "WriteGaps")
    assert resource.endswith(f"/{PREFIX}*")


def test_the_index_holds_what_the_report_reads_and_nothing_of_the_answer(
    recording: Recording,
) -> None:
    table = recording.inputs("dynamodb/Table", "contacts")
    [index] = [each for each in table["globalSecondaryIndexes"] if each["name"] == GAP_INDEX]
    assert index["keySchemas"] == [
        {"attributeName": GAP_DAY, "keyType": "HASH"},
        {"attributeName": "at", "keyType": "RANGE"},
    ]
    assert index["projectionType"] == "INCLUDE"
    assert index["nonKeyAttributes"] == list(GAP_ATTRIBUTES)
    assert {"name": GAP_DAY, "type": "S"} in table["attributes"]


def test_it_runs_every_morning_in_the_call_centers_time_zone(recording: Recording) -> None:
    schedule = recording.inputs("scheduler/Schedule", "gap-report-daily")
    assert schedule["scheduleExpression"] == "cron(30 8 * * ? *)"
    assert schedule["scheduleExpressionTimezone"] == "Asia/Seoul"
    target = schedule["target"]
    assert target["arn"].endswith(":live")
    assert target["deadLetterConfig"]["arn"].endswith("-operations-dead-letter")
    assert json.loads(target["input"]) == {}


def test_the_schedule_may_start_the_report_and_nothing_else(recording: Recording) -> None:
    target = recording.inputs("scheduler/Schedule", "gap-report-daily")["target"]
    assert resources_of(recording, "gap-report-daily", "StartRun") == [target["arn"]]
    assert set(allowed(recording, "gap-report-daily")) == {
        "StartRun",
        "KeepFailedRuns",
        "EncryptFailedRuns",
    }
    role = recording.inputs("iam/Role", "gap-report-daily-role")
    [statement] = json.loads(role["assumeRolePolicy"])["Statement"]
    assert statement["Condition"]["StringEquals"] == {
        "aws:SourceAccount": "123456789012",
        "aws:SourceArn": "arn:aws:scheduler:ap-northeast-2:123456789012:schedule-group/default",
    }


def test_a_run_that_fails_for_good_waits_in_the_dead_letter_queue(recording: Recording) -> None:
    function = recording.inputs("lambda/Function", "gap-report")
    assert function["deadLetterConfig"]["targetArn"].endswith("-operations-dead-letter")

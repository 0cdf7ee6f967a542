"""After a contact: from the bucket's event to the table, and what may be read on the way."""

import json

from ai.contract import (
    METRIC_NAMESPACE,
    RECORD_ATTRIBUTES,
    RECORD_DAY,
    RECORD_INDEX,
    Metric,
    MetricDimension,
)
from ai.operations.settings import RecordSettings
from infra.connect.contact_records import PREFIX
from tests.infra.engine import Recording
from tests.infra.operations.deployed import allowed, environment, resources_of

NAME = "contact-records"


def test_the_function_starts_from_its_environment(recording: Recording) -> None:
    settings = RecordSettings.from_env(environment(recording, NAME))
    assert settings.contacts_table == recording.exports["contacts_table"]


def test_how_a_contact_ended_is_kept_as_long_as_its_turns(recording: Recording) -> None:
    kept = {environment(recording, function)["CONTACT_TTL_DAYS"] for function in (NAME, "answer")}
    assert len(kept) == 1


def test_it_reads_records_and_writes_items_and_nothing_else(recording: Recording) -> None:
    assert allowed(recording, NAME) == {
        "ReceiveEvents": ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
        "OpenMessages": ["kms:Decrypt"],
        "ReadRecords": ["s3:GetObject"],
        "OpenRecords": ["kms:Decrypt"],
        "KeepRecords": ["dynamodb:PutItem"],
        "OpenContacts": ["kms:Decrypt"],
    }


def test_recordings_and_transcripts_are_not_its_business(recording: Recording) -> None:
    bucket = recording.exports["recordings_bucket"]
    assert resources_of(recording, NAME, "ReadRecords") == [f"arn:aws:s3:::{bucket}/{PREFIX}*"]


def test_the_bucket_tells_of_records_alone(recording: Recording) -> None:
    bucket = recording.exports["recordings_bucket"]
    told = [
        each for each in recording.of("s3/BucketNotification") if each.inputs["bucket"] == bucket
    ]
    [notification] = told  # S3 has one a bucket: a second resource would undo the first
    [queue] = notification.inputs["queues"]
    assert queue["filterPrefix"] == PREFIX
    assert queue["events"] == ["s3:ObjectCreated:*"]
    assert recording.one("sqs/QueuePolicy", f"{NAME}-policy").urn in notification.depends_on


def test_records_that_could_not_be_delivered_are_not_read(recording: Recording) -> None:
    stream = recording.inputs("kinesis/FirehoseDeliveryStream", "contact-record-stream")
    target = stream["extendedS3Configuration"]
    assert target["prefix"] == PREFIX
    assert not target["errorOutputPrefix"].startswith(PREFIX)


def test_only_the_recordings_bucket_of_this_account_may_send(recording: Recording) -> None:
    policy = json.loads(recording.inputs("sqs/QueuePolicy", f"{NAME}-policy")["policy"])
    [statement] = [each for each in policy["Statement"] if each["Effect"] == "Allow"]
    assert statement["Principal"] == {"Service": "s3.amazonaws.com"}
    assert statement["Condition"] == {
        "ArnEquals": {"aws:SourceArn": f"arn:aws:s3:::{recording.exports['recordings_bucket']}"},
        "StringEquals": {"aws:SourceAccount": "123456789012"},
    }


def test_what_fails_three_times_is_kept_two_weeks(recording: Recording) -> None:
    redrive = json.loads(recording.inputs("sqs/Queue", NAME)["redrivePolicy"])
    dead_letter = recording.inputs("sqs/Queue", f"{NAME}-dead-letter")
    assert redrive["maxReceiveCount"] == 3
    assert redrive["deadLetterTargetArn"].endswith(f":{dead_letter['name']}")
    assert dead_letter["messageRetentionSeconds"] == 14 * 24 * 3600


def test_the_index_of_records_holds_what_a_day_is_summed_up_from(recording: Recording) -> None:
    table = recording.inputs("dynamodb/Table", "contacts")
    [index] = [each for each in table["globalSecondaryIndexes"] if each["name"] == RECORD_INDEX]
    assert index["keySchemas"][0] == {"attributeName": RECORD_DAY, "keyType": "HASH"}
    assert index["nonKeyAttributes"] == list(RECORD_ATTRIBUTES)


def test_the_stream_and_the_function_do_not_share_a_role(recording: Recording) -> None:
    names = [each.inputs["name"] for each in recording.of("iam/Role")]
    assert len(names) == len(set(names))


def test_the_alarm_on_who_gives_up_reads_what_the_function_sends(prod: Recording) -> None:
    metric = prod.inputs("cloudwatch/MetricAlarm", "callers-abandon")
    stack = environment(prod, NAME)["STACK"]
    assert metric["namespace"] == METRIC_NAMESPACE
    assert metric["metricName"] == Metric.ABANDONED
    assert metric["dimensions"] == {MetricDimension.STACK: stack}

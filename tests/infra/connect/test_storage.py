"""Where recordings, transcripts, reports and contact records are kept, and for how long."""

import json
from collections.abc import Mapping
from typing import Any

from infra.connect.contact_records import ERROR_PREFIX, PREFIX
from tests.infra.connect import center
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION


def stored(recording: Recording) -> dict[str, Mapping[str, Any]]:
    return {
        each.inputs["resourceType"]: each.inputs["storageConfig"]
        for each in recording.of("connect/InstanceStorageConfig")
    }


def statements(recording: Recording) -> dict[str, Mapping[str, Any]]:
    policy = recording.inputs("iam/RolePolicy", "contact-record-stream-policy")["policy"]
    return {one["Sid"]: one for one in json.loads(policy)["Statement"]}


def test_everything_that_connect_can_keep_of_a_contact_has_its_place(plain: Recording) -> None:
    assert set(stored(plain)) == {
        "CALL_RECORDINGS",
        "CHAT_TRANSCRIPTS",
        "SCHEDULED_REPORTS",
        "CONTACT_TRACE_RECORDS",
    }


def test_kinds_do_not_mix_in_the_bucket(plain: Recording) -> None:
    prefixes = [
        config["s3Config"]["bucketPrefix"]
        for config in stored(plain).values()
        if config["storageType"] == "S3"
    ]
    assert len({*prefixes, PREFIX.rstrip("/")}) == 4


def test_connect_encrypts_with_the_key_of_the_stack(plain: Recording) -> None:
    [key] = plain.of("kms/Key")
    for kind in ("CALL_RECORDINGS", "CHAT_TRANSCRIPTS", "SCHEDULED_REPORTS"):
        encryption = stored(plain)[kind]["s3Config"]["encryptionConfig"]
        assert encryption["encryptionType"] == "KMS"
        assert encryption["keyId"].endswith(f"key/1234abcd-{key.name}")


def test_the_bucket_encrypts_with_the_same_key_whoever_writes(plain: Recording) -> None:
    [rule] = plain.inputs("s3/BucketServerSideEncryptionConfiguration", "recordings-encryption")[
        "rules"
    ]
    default = rule["applyServerSideEncryptionByDefault"]
    assert default["sseAlgorithm"] == "aws:kms"
    assert default["kmsMasterKeyId"].startswith(f"arn:aws:kms:{REGION}:{ACCOUNT}:key/")
    assert rule["bucketKeyEnabled"] is True


def test_storage_is_told_to_connect_when_the_bucket_is_ready(plain: Recording) -> None:
    settings = {
        each.urn
        for kind in ("s3/BucketPolicy", "s3/BucketPublicAccessBlock", "s3/BucketVersioning")
        for each in plain.of(kind)
        if each.name.startswith("recordings")
    }
    assert len(settings) == 3
    for association in plain.of("connect/InstanceStorageConfig"):
        assert settings <= association.depends_on


def test_what_was_said_is_forgotten_when_its_time_is_over() -> None:
    recording = center.record({"recordingDays": "31"})
    rules = {
        rule["id"]: rule
        for rule in recording.inputs("s3/BucketLifecycleConfiguration", "recordings-lifecycle")[
            "rules"
        ]
    }
    assert rules["forget"]["expiration"] == {"days": 31}
    assert rules["forget"]["filter"] == {"prefix": ""}
    assert rules["old-versions"]["noncurrentVersionExpiration"] == {"noncurrentDays": 1}


def test_contact_records_cost_nothing_while_nobody_calls(plain: Recording) -> None:
    config = stored(plain)["CONTACT_TRACE_RECORDS"]
    assert config["storageType"] == "KINESIS_FIREHOSE"
    [stream] = plain.of("kinesis/FirehoseDeliveryStream")
    assert config["kinesisFirehoseConfig"]["firehoseArn"].endswith(stream.inputs["name"])
    assert not plain.of("kinesis/Stream")


def test_each_contact_record_is_a_line_of_its_own(plain: Recording) -> None:
    destination = plain.inputs("kinesis/FirehoseDeliveryStream", "contact-record-stream")[
        "extendedS3Configuration"
    ]
    [processor] = destination["processingConfiguration"]["processors"]
    assert processor["type"] == "AppendDelimiterToRecord"
    assert processor["parameters"] == [{"parameterName": "Delimiter", "parameterValue": "\\n"}]
    assert destination["prefix"] == "contact-records/"
    assert destination["bufferingInterval"] == 60


def test_failed_records_do_not_look_like_records() -> None:
    assert not ERROR_PREFIX.startswith(PREFIX)


def test_firehose_may_write_records_and_nothing_else(plain: Recording) -> None:
    allowed = statements(plain)
    assert set(allowed) == {"FindBucket", "WriteRecords", "EncryptRecords", "TellFailures"}
    bucket = plain.inputs("s3/Bucket", "recordings")["bucket"]
    assert allowed["WriteRecords"]["Resource"] == [
        f"arn:aws:s3:::{bucket}/{PREFIX}*",
        f"arn:aws:s3:::{bucket}/{ERROR_PREFIX}*",
    ]
    assert allowed["EncryptRecords"]["Condition"] == {
        "StringEquals": {"kms:ViaService": f"s3.{REGION}.amazonaws.com"}
    }
    assert allowed["TellFailures"]["Resource"][0].endswith(":log-stream:delivery")


def test_only_firehose_of_this_account_takes_the_role(plain: Recording) -> None:
    trust = json.loads(plain.inputs("iam/Role", "contact-record-stream-role")["assumeRolePolicy"])
    [statement] = trust["Statement"]
    assert statement["Principal"] == {"Service": "firehose.amazonaws.com"}
    stream = "saltware-contact-center-test-contact-record-stream"
    assert statement["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {
            "aws:SourceArn": f"arn:aws:firehose:{REGION}:{ACCOUNT}:deliverystream/{stream}"
        },
    }


def test_the_stream_has_its_rights_and_its_log_before_it_delivers(plain: Recording) -> None:
    stream = plain.one("kinesis/FirehoseDeliveryStream", "contact-record-stream")
    policy = plain.one("iam/RolePolicy", "contact-record-stream-policy")
    log = plain.one("cloudwatch/LogStream", "contact-record-stream-log-stream")
    assert {policy.urn, log.urn} <= stream.depends_on


def test_a_protected_stack_keeps_what_was_said() -> None:
    recording = center.record({"protect": "true"})
    bucket = recording.one("s3/Bucket", "recordings")
    assert bucket.protect
    assert bucket.retained
    assert bucket.inputs["forceDestroy"] is False
    [key] = recording.of("kms/Key")
    assert key.protect
    assert key.retained


def test_what_lies_in_the_buckets_is_as_connects_schema_has_it(plain: Recording) -> None:
    for association in plain.of("connect/InstanceStorageConfig"):
        given = association.inputs["storageConfig"]
        properties: dict[str, Any] = {
            "InstanceArn": f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/0a1b",
            "ResourceType": association.inputs["resourceType"],
            "StorageType": given["storageType"],
        }
        if given["storageType"] == "S3":
            s3 = given["s3Config"]
            properties["S3Config"] = {
                "BucketName": s3["bucketName"],
                "BucketPrefix": s3["bucketPrefix"],
                "EncryptionConfig": {
                    "EncryptionType": s3["encryptionConfig"]["encryptionType"],
                    "KeyId": s3["encryptionConfig"]["keyId"],
                },
            }
        else:
            properties["KinesisFirehoseConfig"] = {
                "FirehoseArn": given["kinesisFirehoseConfig"]["firehoseArn"]
            }
        assert center.problems("AWS::Connect::InstanceStorageConfig", properties) == []

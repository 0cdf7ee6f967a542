"""Firehose and log streams of the local cloud."""

from typing import Any

import pytest

from local.cloud.inputs import UnsupportedError
from local.cloud.streams import Streams
from tests.local.cloud.recording import ROLE_ARN, RecordingClients, create

ARN = "arn:aws:firehose:ap-northeast-2:000000000000:deliverystream/records"
KEY_ARN = "arn:aws:kms:ap-northeast-2:000000000000:key/1234abcd"
PROCESSOR = {
    "type": "AppendDelimiterToRecord",
    "parameters": [{"parameterName": "Delimiter", "parameterValue": "\\n"}],
}
STREAM: dict[str, Any] = {
    "name": "records",
    "destination": "extended_s3",
    "extendedS3Configuration": {
        "bucketArn": "arn:aws:s3:::recordings",
        "roleArn": ROLE_ARN,
        "prefix": "contact-records/",
        "errorOutputPrefix": "failed/",
        "bufferingInterval": 60,
        "bufferingSize": 1,
        "compressionFormat": "UNCOMPRESSED",
        "kmsKeyArn": KEY_ARN,
        "cloudwatchLoggingOptions": {
            "enabled": True,
            "logGroupName": "/aws/kinesisfirehose/records",
            "logStreamName": "delivery",
        },
        "processingConfiguration": {"enabled": True, "processors": [PROCESSOR]},
    },
    "serverSideEncryption": {"enabled": True, "keyType": "AWS_OWNED_CMK"},
    "tags": {"Team": "support"},
}


def test_a_stream_writes_into_its_bucket_as_the_program_says(clients: RecordingClients) -> None:
    clients.answers.by_operation["CreateDeliveryStream"] = {"DeliveryStreamARN": ARN}
    created = create(Streams(clients).firehose, STREAM)
    sent = clients.parameters_of("CreateDeliveryStream")
    destination = sent["ExtendedS3DestinationConfiguration"]
    assert sent["DeliveryStreamType"] == "DirectPut"
    assert destination["BufferingHints"] == {"IntervalInSeconds": 60, "SizeInMBs": 1}
    assert destination["EncryptionConfiguration"] == {
        "KMSEncryptionConfig": {"AWSKMSKeyARN": KEY_ARN}
    }
    [processor] = destination["ProcessingConfiguration"]["Processors"]
    assert processor["Parameters"] == [{"ParameterName": "Delimiter", "ParameterValue": "\\n"}]
    assert created.outputs == {"arn": ARN, "name": "records"}


def test_a_stream_to_elsewhere_is_refused(clients: RecordingClients) -> None:
    with pytest.raises(UnsupportedError, match="into buckets"):
        create(Streams(clients).firehose, {**STREAM, "destination": "http_endpoint"})


def test_a_setting_that_is_not_understood_is_refused(clients: RecordingClients) -> None:
    settings = {**STREAM["extendedS3Configuration"], "fileExtension": ".json"}
    with pytest.raises(UnsupportedError, match="fileExtension"):
        create(Streams(clients).firehose, {**STREAM, "extendedS3Configuration": settings})


def test_a_log_stream_lies_in_its_group(clients: RecordingClients) -> None:
    created = create(Streams(clients).log_stream, {"logGroupName": "/aws/x", "name": "delivery"})
    assert clients.parameters_of("CreateLogStream") == {
        "logGroupName": "/aws/x",
        "logStreamName": "delivery",
    }
    assert created.outputs == {"name": "delivery"}

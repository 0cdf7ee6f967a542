"""Firehose streams into buckets, and log streams."""

from typing import Any

from local.cloud.clients import Clients
from local.cloud.engine import Created
from local.cloud.inputs import Inputs, UnsupportedError, renamed

_EXTENDED_S3 = {
    "bucketArn": "BucketARN",
    "roleArn": "RoleARN",
    "prefix": "Prefix",
    "errorOutputPrefix": "ErrorOutputPrefix",
    "bufferingInterval": "bufferingInterval",
    "bufferingSize": "bufferingSize",
    "compressionFormat": "CompressionFormat",
    "kmsKeyArn": "kmsKeyArn",
    "cloudwatchLoggingOptions": "logging",
    "processingConfiguration": "processing",
}


class Streams:
    """Creates what carries records."""

    def __init__(self, clients: Clients) -> None:
        """`clients` speak to the emulator."""
        self._clients = clients

    def firehose(self, inputs: Inputs) -> Created:
        """aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream, into a bucket."""
        if inputs.take("destination") != "extended_s3":
            raise UnsupportedError("only Firehose streams into buckets are known")
        name = inputs.take("name")
        inputs.skip("serverSideEncryption")
        made = self._clients("firehose").create_delivery_stream(
            DeliveryStreamName=name,
            DeliveryStreamType="DirectPut",
            ExtendedS3DestinationConfiguration=_destination(inputs.take("extendedS3Configuration")),
            Tags=inputs.tag_list(),
        )
        arn = made["DeliveryStreamARN"]
        return Created(id=arn, outputs={"arn": arn, "name": name})

    def log_stream(self, inputs: Inputs) -> Created:
        """aws:cloudwatch/logStream:LogStream."""
        group, name = inputs.take("logGroupName"), inputs.take("name")
        self._clients("logs").create_log_stream(logGroupName=group, logStreamName=name)
        return Created(id=name, outputs={"name": name})


def _destination(given: dict[str, Any]) -> dict[str, Any]:
    destination = renamed("extendedS3Configuration", given, _EXTENDED_S3)
    destination["BufferingHints"] = {
        "IntervalInSeconds": destination.pop("bufferingInterval"),
        "SizeInMBs": destination.pop("bufferingSize"),
    }
    destination["EncryptionConfiguration"] = {
        "KMSEncryptionConfig": {"AWSKMSKeyARN": destination.pop("kmsKeyArn")}
    }
    logging = destination.pop("logging")
    destination["CloudWatchLoggingOptions"] = renamed(
        "cloudwatchLoggingOptions",
        logging,
        {"enabled": "Enabled", "logGroupName": "LogGroupName", "logStreamName": "LogStreamName"},
    )
    destination["ProcessingConfiguration"] = _processing(destination.pop("processing"))
    return destination


def _processing(given: dict[str, Any]) -> dict[str, Any]:
    processing = renamed(
        "processingConfiguration", given, {"enabled": "Enabled", "processors": "Processors"}
    )
    processing["Processors"] = [_processor(each) for each in processing["Processors"]]
    return processing


def _processor(given: dict[str, Any]) -> dict[str, Any]:
    processor = renamed("processors", given, {"type": "Type", "parameters": "Parameters"})
    names = {"parameterName": "ParameterName", "parameterValue": "ParameterValue"}
    processor["Parameters"] = [
        renamed("parameters", parameter, names) for parameter in processor["Parameters"]
    ]
    return processor

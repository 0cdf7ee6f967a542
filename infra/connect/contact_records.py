"""The stream that carries contact records from Connect into the bucket, one JSON text a line."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.bucket import PrivateBucket
from infra.log_group import log_group
from infra.permissions import Permission, on_behalf_of
from infra.place import Place
from infra.service_role import ServiceRole, ServiceRoleArgs, service_role

PREFIX: Final = "contact-records/"
"""Firehose adds the hour (UTC) below it: `contact-records/2026/11/22/09/`."""

ERROR_PREFIX: Final = "contact-records-failed/"
BUFFER_SECONDS: Final = 60
_LOG_STREAM: Final = "delivery"


@dataclass(frozen=True, kw_only=True)
class ContactRecordsArgs:
    """Records end up in `bucket`, encrypted with its key, and are kept as long as all else there.

    `place` is the bucket's.
    """

    place: Place
    bucket: PrivateBucket
    log_retention_days: int


class ContactRecords(pulumi.ComponentResource):
    """A record lies in the bucket about a minute after its contact ended; a line each."""

    stream_arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: ContactRecordsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:ContactRecords", name, None, opts)
        self._label = name
        self._args = args
        self._place = args.place
        self._physical = args.place.deployment.name(name, limit=naming.FIREHOSE)
        logs = log_group(
            f"{name}-logs",
            f"/aws/kinesisfirehose/{self._physical}",
            place=args.place,
            days=args.log_retention_days,
            parent=self,
        )
        log_stream = aws.cloudwatch.LogStream(
            f"{name}-log-stream",
            log_group_name=logs.name,
            name=_LOG_STREAM,
            opts=pulumi.ResourceOptions(parent=self),
        )
        role = service_role(name, self._role(logs), parent=self)
        stream = self._create_stream(role, logs, after=[role.policy, log_stream])
        self.stream_arn = stream.arn
        self.register_outputs({"stream_arn": self.stream_arn})

    def _role(self, logs: aws.cloudwatch.LogGroup) -> ServiceRoleArgs:
        deployment = self._place.deployment
        stream = deployment.arn("firehose", f"deliverystream/{self._physical}")
        return ServiceRoleArgs(
            deployment=deployment,
            component=self._place.component,
            service="firehose.amazonaws.com",
            description="Writes contact records into the recordings bucket",
            permissions=self._permissions(logs),
            trust=on_behalf_of(deployment.account, stream),
            policy="deliver",
        )

    def _permissions(self, logs: aws.cloudwatch.LogGroup) -> list[Permission]:
        """What Firehose's guide asks for to write to a bucket, below these two prefixes only."""
        bucket = self._args.bucket
        return [
            Permission(
                sid="FindBucket",
                actions=("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
                resources=(bucket.arn,),
            ),
            Permission(
                sid="WriteRecords",
                actions=("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"),
                resources=(bucket.objects(PREFIX), bucket.objects(ERROR_PREFIX)),
            ),
            self._place.key.write("EncryptRecords", "s3"),
            Permission(
                sid="TellFailures",
                actions=("logs:PutLogEvents",),
                resources=(pulumi.Output.concat(logs.arn, f":log-stream:{_LOG_STREAM}"),),
            ),
        ]

    def _create_stream(
        self,
        role: ServiceRole,
        logs: aws.cloudwatch.LogGroup,
        after: list[pulumi.Resource],
    ) -> aws.kinesis.FirehoseDeliveryStream:
        destination = aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationArgs(
            bucket_arn=self._args.bucket.arn,
            role_arn=role.arn,
            prefix=PREFIX,
            error_output_prefix=ERROR_PREFIX,
            buffering_interval=BUFFER_SECONDS,
            buffering_size=1,
            compression_format="UNCOMPRESSED",
            kms_key_arn=self._place.key.arn,
            cloudwatch_logging_options=aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationCloudwatchLoggingOptionsArgs(
                enabled=True, log_group_name=logs.name, log_stream_name=_LOG_STREAM
            ),
            processing_configuration=_one_record_a_line(),
        )
        return aws.kinesis.FirehoseDeliveryStream(
            self._label,
            name=self._physical,
            destination="extended_s3",
            extended_s3_configuration=destination,
            server_side_encryption=aws.kinesis.FirehoseDeliveryStreamServerSideEncryptionArgs(
                enabled=True, key_type="CUSTOMER_MANAGED_CMK", key_arn=self._place.key.arn
            ),
            tags=self._place.tags,
            opts=pulumi.ResourceOptions(parent=self, depends_on=[*after, self._args.bucket]),
        )


def _one_record_a_line() -> (
    aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationArgs
):
    """Connect ends its records with nothing, so that two of them would run into each other."""
    delimiter = aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationProcessorParameterArgs(  # noqa: E501 - the class is called so
        parameter_name="Delimiter", parameter_value="\\n"
    )
    processor = aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationProcessorArgs(  # noqa: E501 - the class is called so
        type="AppendDelimiterToRecord", parameters=[delimiter]
    )
    return aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationProcessingConfigurationArgs(
        enabled=True, processors=[processor]
    )

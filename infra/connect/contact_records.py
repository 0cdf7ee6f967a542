"""The stream that carries contact records from Connect into the bucket, one JSON text a line."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.bucket import PrivateBucket
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission, policy_document, trust_policy

PREFIX: Final = "contact-records/"
"""Firehose adds the hour (UTC) below it: `contact-records/2026/11/22/09/`."""

ERROR_PREFIX: Final = "contact-records-failed/"
BUFFER_SECONDS: Final = 60
_LOG_STREAM: Final = "delivery"


@dataclass(frozen=True, kw_only=True)
class ContactRecordsArgs:
    """Records end up in `bucket`, encrypted with `key`, and are kept as long as all else there."""

    deployment: Deployment
    component: str
    bucket: PrivateBucket
    key: DataKey
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
        self._tags = args.deployment.tags(args.component)
        self._opts = pulumi.ResourceOptions(parent=self)
        self._physical = args.deployment.name(name, limit=naming.FIREHOSE)
        self._arn = args.deployment.arn("firehose", f"deliverystream/{self._physical}")
        log_group = aws.cloudwatch.LogGroup(
            f"{name}-logs",
            name=f"/aws/kinesisfirehose/{self._physical}",
            kms_key_id=args.key.arn,
            retention_in_days=args.log_retention_days,
            tags=self._tags,
            opts=self._opts,
        )
        log_stream = aws.cloudwatch.LogStream(
            f"{name}-log-stream", log_group_name=log_group.name, name=_LOG_STREAM, opts=self._opts
        )
        role, policy = self._create_role(log_group)
        stream = self._create_stream(role, log_group, after=[policy, log_stream])
        self.stream_arn = stream.arn
        self.register_outputs({"stream_arn": self.stream_arn})

    def _create_role(
        self, log_group: aws.cloudwatch.LogGroup
    ) -> tuple[aws.iam.Role, aws.iam.RolePolicy]:
        deployment = self._args.deployment
        role = aws.iam.Role(
            f"{self._label}-role",
            name=deployment.name(self._label, limit=naming.ROLE),
            description="Writes contact records into the recordings bucket",
            assume_role_policy=trust_policy(
                "firehose.amazonaws.com",
                {
                    "StringEquals": {"aws:SourceAccount": deployment.account},
                    "ArnLike": {
                        "aws:SourceArn": deployment.arn(
                            "firehose", f"deliverystream/{self._physical}"
                        )
                    },
                },
            ),
            tags=self._tags,
            opts=self._opts,
        )
        policy = aws.iam.RolePolicy(
            f"{self._label}-policy",
            name="deliver",
            role=role.name,
            policy=policy_document(self._permissions(log_group)),
            opts=self._opts,
        )
        return role, policy

    def _permissions(self, log_group: aws.cloudwatch.LogGroup) -> list[Permission]:
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
            self._args.key.write("EncryptRecords", "s3"),
            Permission(
                sid="TellFailures",
                actions=("logs:PutLogEvents",),
                resources=(pulumi.Output.concat(log_group.arn, f":log-stream:{_LOG_STREAM}"),),
            ),
        ]

    def _create_stream(
        self,
        role: aws.iam.Role,
        log_group: aws.cloudwatch.LogGroup,
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
            kms_key_arn=self._args.key.arn,
            cloudwatch_logging_options=aws.kinesis.FirehoseDeliveryStreamExtendedS3ConfigurationCloudwatchLoggingOptionsArgs(
                enabled=True, log_group_name=log_group.name, log_stream_name=_LOG_STREAM
            ),
            processing_configuration=_one_record_a_line(),
        )
        return aws.kinesis.FirehoseDeliveryStream(
            self._label,
            name=self._physical,
            destination="extended_s3",
            extended_s3_configuration=destination,
            # Records wait here for a minute; the key of our own is for where they stay.
            server_side_encryption=aws.kinesis.FirehoseDeliveryStreamServerSideEncryptionArgs(
                enabled=True, key_type="AWS_OWNED_CMK"
            ),
            tags=self._tags,
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

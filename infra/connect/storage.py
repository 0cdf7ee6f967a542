"""Where Connect keeps what was said and what happened: recordings, transcripts, reports, records.

One private bucket under one key, a prefix for each kind. Contact records have no place in S3 of
their own: Connect streams them, and Firehose (which costs nothing while nobody calls, unlike a
stream with shards) writes them into the same bucket.
"""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.bucket import PrivateBucket, PrivateBucketArgs
from infra.connect.contact_records import ContactRecords, ContactRecordsArgs
from infra.connect.instance import Instance
from infra.place import Place

PREFIXES: Final = {
    "CALL_RECORDINGS": "call-recordings",
    "CHAT_TRANSCRIPTS": "chat-transcripts",
    "SCHEDULED_REPORTS": "reports",
}
"""Kind of storage by kind. What Contact Lens writes goes to `Analysis/` of the first, by itself."""

OLD_VERSION_DAYS: Final = 1
"""A recording that was deleted because somebody asked for it must not come back."""


@dataclass(frozen=True, kw_only=True)
class StorageArgs:
    """`days`: how long recordings, transcripts, reports and contact records are kept."""

    place: Place
    instance: Instance
    days: int
    log_retention_days: int
    protect: bool


class Storage(pulumi.ComponentResource):
    """`recordings` holds everything; contact records lie below `contact-records/` in it."""

    recordings: PrivateBucket
    contact_records: ContactRecords

    def __init__(
        self, name: str, args: StorageArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Storage", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        self.recordings = PrivateBucket(
            "recordings",
            PrivateBucketArgs(
                deployment=args.place.deployment,
                component=args.place.component,
                old_version_days=OLD_VERSION_DAYS,
                protect=args.protect,
                key_arn=args.place.key.arn,
                object_days=args.days,
            ),
            child,
        )
        self.contact_records = ContactRecords(
            "contact-record-stream",
            ContactRecordsArgs(
                place=args.place,
                bucket=self.recordings,
                log_retention_days=args.log_retention_days,
            ),
            child,
        )
        self._associate(args)
        self.register_outputs({"bucket": self.recordings.name})

    def _associate(self, args: StorageArgs) -> None:
        # Connect looks at the bucket when it is told of it, so all of its settings come first.
        ready = pulumi.ResourceOptions(
            parent=self, depends_on=[self.recordings, self.contact_records]
        )
        config = aws.connect.InstanceStorageConfigStorageConfigArgs
        encryption = aws.connect.InstanceStorageConfigStorageConfigS3ConfigEncryptionConfigArgs(
            encryption_type="KMS", key_id=args.place.key.arn
        )
        for kind, prefix in PREFIXES.items():
            aws.connect.InstanceStorageConfig(
                f"{prefix}-storage",
                instance_id=args.instance.id,
                resource_type=kind,
                storage_config=config(
                    storage_type="S3",
                    s3_config=aws.connect.InstanceStorageConfigStorageConfigS3ConfigArgs(
                        bucket_name=self.recordings.name,
                        bucket_prefix=prefix,
                        encryption_config=encryption,
                    ),
                ),
                opts=ready,
            )
        firehose = aws.connect.InstanceStorageConfigStorageConfigKinesisFirehoseConfigArgs(
            firehose_arn=self.contact_records.stream_arn
        )
        aws.connect.InstanceStorageConfig(
            "contact-records-storage",
            instance_id=args.instance.id,
            resource_type="CONTACT_TRACE_RECORDS",
            storage_config=config(
                storage_type="KINESIS_FIREHOSE", kinesis_firehose_config=firehose
            ),
            opts=ready,
        )

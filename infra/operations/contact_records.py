"""After a contact: its record comes into the recordings bucket, is kept in a table and counted."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra.assistant.contacts import Contacts
from infra.bucket import PrivateBucket
from infra.config import StackConfig
from infra.connect.contact_records import PREFIX
from infra.deployment import Deployment
from infra.function import FunctionArgs, LambdaFunction
from infra.key import DataKey
from infra.network import Network
from infra.permissions import Permission
from infra.work_queue import WorkQueue, WorkQueueArgs, bucket_sends

MEMORY_MB: Final = 256

RECORDS_SECONDS: Final = 120
"""For ten objects of some hundred records each, a few writes for every record."""


@dataclass(frozen=True, kw_only=True)
class RecordKeepingArgs:
    """`recordings` is where Connect's records end up, `contacts` where they are kept.

    `code` is the archive of all operations functions; it runs in `network` if there is one.
    """

    deployment: Deployment
    component: str
    config: StackConfig
    recordings: PrivateBucket
    contacts: Contacts
    key: DataKey
    code: pulumi.Archive
    network: Network | None = None


class RecordKeeping(pulumi.ComponentResource):
    """Bucket event, queue, function. Records that fail for good wait in the dead-letter queue."""

    queue: WorkQueue
    function: LambdaFunction

    def __init__(
        self, name: str, args: RecordKeepingArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:RecordKeeping", name, None, opts)
        self._args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        queue = WorkQueueArgs(
            deployment=args.deployment,
            component=args.component,
            key=args.key,
            function_seconds=RECORDS_SECONDS,
            senders=bucket_sends("RecordingsBucketSends", args.recordings, args.deployment),
        )
        self.queue = WorkQueue(name, queue, self._opts)
        self.function = self._create_function(name)
        self.queue.feed(f"{name}-batches", self.function, parent=self)
        aws.s3.BucketNotification(
            f"{name}-events",
            bucket=args.recordings.name,
            queues=[
                aws.s3.BucketNotificationQueueArgs(
                    id="contact-records",
                    queue_arn=self.queue.arn,
                    events=["s3:ObjectCreated:*"],
                    filter_prefix=PREFIX,
                )
            ],
            # S3 sends a test event at once and refuses a queue that does not take it.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[self.queue.policy]),
        )
        self.register_outputs({"function": self.function.name})

    def _create_function(self, name: str) -> LambdaFunction:
        config = self._args.config
        args = FunctionArgs(
            deployment=self._args.deployment,
            component=self._args.component,
            key=self._args.key,
            description="Keeps how contacts ended, and counts who gave up and which marks came",
            handler="ai.handlers.contact_records.handler",
            code=self._args.code,
            environment={
                "CONTACTS_TABLE": self._args.contacts.name,
                "CONTACT_TTL_DAYS": str(config.contact_retention_days),
                "LOG_LEVEL": config.log_level,
            },
            permissions=[
                *self.queue.receive(),
                *self._read_records(),
                *self._args.contacts.keep_records(),
            ],
            memory_mb=MEMORY_MB,
            timeout_seconds=RECORDS_SECONDS,
            log_level=config.log_level,
            log_retention_days=config.log_retention_days,
            snap_start=False,  # nobody waits for its start
            network=self._args.network,
        )
        return LambdaFunction(name, args, self._opts)

    def _read_records(self) -> list[Permission]:
        """Of the bucket the records alone: what was said lies beside them."""
        return [
            Permission(
                sid="ReadRecords",
                actions=("s3:GetObject",),
                resources=(self._args.recordings.objects(PREFIX),),
            ),
            self._args.key.read("OpenRecords", "s3"),
        ]

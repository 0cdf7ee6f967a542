"""After a contact: its record comes into the recordings bucket, is kept in a table and counted."""

from dataclasses import dataclass
from typing import Final

import pulumi

from infra.assistant.contacts import Contacts
from infra.bucket import PrivateBucket
from infra.config import StackConfig
from infra.connect.contact_records import PREFIX
from infra.function import FunctionArgs, FunctionFamily, LambdaFunction
from infra.permissions import Permission
from infra.work_queue import BucketEvents, WorkQueue, WorkQueueArgs, bucket_sends, notify

MEMORY_MB: Final = 256

RECORDS_SECONDS: Final = 120
"""For ten objects of some hundred records each, a few writes for every record."""


@dataclass(frozen=True, kw_only=True)
class RecordKeepingArgs:
    """`recordings` is where Connect's records end up, `contacts` where they are kept.

    `family` is of all operations functions.
    """

    family: FunctionFamily
    config: StackConfig
    recordings: PrivateBucket
    contacts: Contacts


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
            place=args.family.place,
            function_seconds=RECORDS_SECONDS,
            senders=bucket_sends(
                "RecordingsBucketSends", args.recordings, args.family.place.deployment
            ),
        )
        self.queue = WorkQueue(name, queue, self._opts)
        self.function = self._create_function(name)
        self.queue.feed(f"{name}-batches", self.function, parent=self)
        arrivals = BucketEvents(
            id="contact-records",
            bucket=args.recordings,
            events=("s3:ObjectCreated:*",),
            prefix=PREFIX,
        )
        notify(f"{name}-events", self.queue, arrivals, parent=self)
        self.register_outputs({"function": self.function.name})

    def _create_function(self, name: str) -> LambdaFunction:
        config = self._args.config
        args = FunctionArgs(
            family=self._args.family,
            description="Keeps how contacts ended, and counts who gave up and which marks came",
            handler="ai.handlers.contact_records.handler",
            environment={
                "CONTACTS_TABLE": self._args.contacts.name,
                "CONTACT_TTL_DAYS": str(config.contact_retention_days),
            },
            permissions=[
                *self.queue.receive(),
                *self._read_records(),
                *self._args.contacts.keep_records(),
            ],
            memory_mb=MEMORY_MB,
            timeout_seconds=RECORDS_SECONDS,
            snap_start=False,  # nobody waits for its start
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
            self._args.family.place.key.read("OpenRecords", "s3"),
        ]

"""From an upload to a new index: bucket event, queue, function."""

from dataclasses import dataclass
from typing import Final

import pulumi

from infra.assistant.documents import Documents
from infra.daily import DailyRun, DailyRunArgs
from infra.function import FunctionArgs, LambdaFunction
from infra.permissions import Permission
from infra.place import Place
from infra.work_queue import BucketEvents, WorkQueue, WorkQueueArgs, bucket_sends, notify

NIGHTLY: Final = "03:30"
"""Few callers, and the team has its report before work begins."""


@dataclass(frozen=True, kw_only=True)
class IngestQueueArgs:
    """`function_seconds` is the timeout of the function that reads the queue."""

    place: Place
    documents: Documents
    function_seconds: int


class IngestQueue(WorkQueue):
    """Holds "look again" events."""

    def __init__(
        self, name: str, args: IngestQueueArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        bucket = args.documents.documents
        shared = WorkQueueArgs(
            place=args.place,
            function_seconds=args.function_seconds,
            senders=bucket_sends("DocumentsBucketSends", bucket, args.place.deployment),
        )
        super().__init__(name, shared, opts, "contact-center:assistant:IngestQueue")
        changes = BucketEvents(
            id="look-again", bucket=bucket, events=("s3:ObjectCreated:*", "s3:ObjectRemoved:*")
        )
        notify(f"{name}-events", self, changes, parent=self)

    def continue_build(self) -> list[Permission]:
        """Ask for another run: a build that ran out of time goes on where it stopped."""
        return self.send("ContinueBuild")


@dataclass(frozen=True, kw_only=True)
class IngestArgs:
    """`function` holds the permission `queue.receive()` among its others.

    `time_zone` is the one in which the nightly run is meant.
    """

    queue: IngestQueue
    function: FunctionArgs
    time_zone: str


class Ingest(pulumi.ComponentResource):
    """The function that builds and publishes the index, fed by the queue and run every night."""

    function: LambdaFunction

    def __init__(
        self, name: str, args: IngestArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:Ingest", name, None, opts)
        self.function = LambdaFunction(name, args.function, pulumi.ResourceOptions(parent=self))
        # A second run at once only finds that there is nothing to do.
        args.queue.feed(f"{name}-events", self.function, parent=self)
        DailyRun(
            f"{name}-nightly",
            DailyRunArgs(
                place=args.function.family.place,
                function=self.function,
                description="Builds the index from the documents, whatever events have come",
                time=NIGHTLY,
                dead_letter_arn=args.queue.dead_letter_arn,
                time_zone=args.time_zone,
            ),
            pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"function": self.function.name})

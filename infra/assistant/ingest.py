"""From an upload to a new index: bucket event, queue, function."""

from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.assistant.documents import Documents
from infra.daily import DailyRun, DailyRunArgs
from infra.deployment import Deployment
from infra.function import FunctionArgs, LambdaFunction
from infra.key import DataKey
from infra.permissions import Permission, resource_policy, tls_only

BATCH_SIZE: Final = 10
BATCHING_WINDOW_SECONDS: Final = 1
MAXIMUM_CONCURRENCY: Final = 2
"""Least that SQS event sources accept; a second run only finds that there is nothing to do."""

RECEIVES_BEFORE_DEAD_LETTER: Final = 3
VISIBILITY_FACTOR: Final = 6
"""Times the function's timeout (Lambda developer guide, SQS event sources)."""

NIGHTLY: Final = "03:30"
"""Few callers, and the team has its report before work begins."""

DEAD_LETTER_SECONDS: Final = 14 * 24 * 3600
"""Longest that SQS keeps a message."""


@dataclass(frozen=True, kw_only=True)
class IngestQueueArgs:
    """`function_seconds` is the timeout of the function that reads the queue."""

    deployment: Deployment
    component: str
    documents: Documents
    key: DataKey
    function_seconds: int


class IngestQueue(pulumi.ComponentResource):
    """Holds "look again" events; what fails three times waits in the dead-letter queue."""

    url: pulumi.Output[str]
    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    dead_letter_url: pulumi.Output[str]
    dead_letter_arn: pulumi.Output[str]
    dead_letter_name: pulumi.Output[str]

    def __init__(
        self, name: str, args: IngestQueueArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:IngestQueue", name, None, opts)
        self._label = name
        self._args = args
        dead_letter = self._create_dead_letter()
        queue = self._create_queue(dead_letter)
        self.url, self.arn, self.name = queue.url, queue.arn, queue.name
        self.dead_letter_url, self.dead_letter_arn = dead_letter.url, dead_letter.arn
        self.dead_letter_name = dead_letter.name
        self._create_redrive_allowance()
        self._create_notification(self._create_policies())
        self.register_outputs({"url": self.url, "dead_letter_url": self.dead_letter_url})

    def receive(self) -> list[Permission]:
        """What an event source mapping does in the name of its function."""
        return [
            Permission(
                sid="ReceiveEvents",
                actions=("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                resources=(self.arn,),
            ),
            self._args.key.read("OpenMessages", "sqs"),
        ]

    def continue_build(self) -> list[Permission]:
        """Ask for another run: a build that ran out of time goes on where it stopped."""
        return [
            Permission(sid="ContinueBuild", actions=("sqs:SendMessage",), resources=(self.arn,)),
            self._args.key.write("EncryptMessages", "sqs"),
        ]

    def _create_dead_letter(self) -> aws.sqs.Queue:
        label = f"{self._label}-dead-letter"
        return aws.sqs.Queue(
            label,
            name=self._args.deployment.name(label, limit=naming.SQS_QUEUE),
            message_retention_seconds=DEAD_LETTER_SECONDS,
            kms_master_key_id=self._args.key.arn,
            tags=self._args.deployment.tags(self._args.component),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_queue(self, dead_letter: aws.sqs.Queue) -> aws.sqs.Queue:
        redrive = {
            "deadLetterTargetArn": dead_letter.arn,
            "maxReceiveCount": RECEIVES_BEFORE_DEAD_LETTER,
        }
        return aws.sqs.Queue(
            self._label,
            name=self._args.deployment.name(self._label, limit=naming.SQS_QUEUE),
            visibility_timeout_seconds=VISIBILITY_FACTOR * self._args.function_seconds,
            redrive_policy=pulumi.Output.json_dumps(redrive),
            kms_master_key_id=self._args.key.arn,
            tags=self._args.deployment.tags(self._args.component),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_redrive_allowance(self) -> None:
        allowance = {"redrivePermission": "byQueue", "sourceQueueArns": [self.arn]}
        aws.sqs.RedriveAllowPolicy(
            f"{self._label}-redrive",
            queue_url=self.dead_letter_url,
            redrive_allow_policy=pulumi.Output.json_dumps(allowance),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_policies(self) -> aws.sqs.QueuePolicy:
        bucket_may_send = {
            "Sid": "DocumentsBucketSends",
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": self.arn,
            "Condition": {
                "ArnEquals": {"aws:SourceArn": self._args.documents.documents.arn},
                "StringEquals": {"aws:SourceAccount": self._args.deployment.account},
            },
        }
        aws.sqs.QueuePolicy(
            f"{self._label}-dead-letter-policy",
            queue_url=self.dead_letter_url,
            policy=resource_policy([tls_only("TlsOnly", "sqs:*", (self.dead_letter_arn,))]),
            opts=pulumi.ResourceOptions(parent=self),
        )
        return aws.sqs.QueuePolicy(
            f"{self._label}-policy",
            queue_url=self.url,
            policy=resource_policy([bucket_may_send, tls_only("TlsOnly", "sqs:*", (self.arn,))]),
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _create_notification(self, policy: aws.sqs.QueuePolicy) -> None:
        aws.s3.BucketNotification(
            f"{self._label}-events",
            bucket=self._args.documents.documents.name,
            queues=[
                aws.s3.BucketNotificationQueueArgs(
                    id="look-again",
                    queue_arn=self.arn,
                    events=["s3:ObjectCreated:*", "s3:ObjectRemoved:*"],
                )
            ],
            # S3 sends a test event at once and refuses a queue that does not take it.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )


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
        aws.lambda_.EventSourceMapping(
            f"{name}-events",
            event_source_arn=args.queue.arn,
            function_name=self.function.alias_arn,
            batch_size=BATCH_SIZE,
            maximum_batching_window_in_seconds=BATCHING_WINDOW_SECONDS,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config=aws.lambda_.EventSourceMappingScalingConfigArgs(
                maximum_concurrency=MAXIMUM_CONCURRENCY
            ),
            tags=args.function.deployment.tags(args.function.component),
            opts=pulumi.ResourceOptions(parent=self),
        )
        DailyRun(
            f"{name}-nightly",
            DailyRunArgs(
                deployment=args.function.deployment,
                component=args.function.component,
                function=self.function,
                description="Builds the index from the documents, whatever events have come",
                time=NIGHTLY,
                dead_letter_arn=args.queue.dead_letter_arn,
                key=args.function.key,
                time_zone=args.time_zone,
            ),
            pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"function": self.function.name})

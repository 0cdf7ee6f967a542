"""A queue that feeds a function, and what becomes of messages that fail for good."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.bucket import PrivateBucket
from infra.dead_letter import dead_letter_queue
from infra.deployment import Deployment
from infra.function import LambdaFunction
from infra.permissions import Permission, resource_policy, tls_only
from infra.place import Place

BATCH_SIZE: Final = 10
BATCHING_WINDOW_SECONDS: Final = 1
MAXIMUM_CONCURRENCY: Final = 2
"""Least that SQS event sources accept."""

RECEIVES_BEFORE_DEAD_LETTER: Final = 3
VISIBILITY_FACTOR: Final = 6
"""Times the function's timeout (Lambda developer guide, SQS event sources)."""

Senders = Callable[[pulumi.Output[str]], Sequence[Mapping[str, Any]]]
"""Of a queue's ARN, the statements by which services may send to it."""


@dataclass(frozen=True, kw_only=True)
class WorkQueueArgs:
    """`function_seconds` is the timeout of the function that reads the queue.

    `senders` are services in their own name; functions and schedules send by their roles.
    """

    place: Place
    function_seconds: int
    senders: Senders = lambda _arn: ()


class WorkQueue(pulumi.ComponentResource):
    """What fails three times waits two weeks in the dead-letter queue `<name>-dead-letter`."""

    url: pulumi.Output[str]
    arn: pulumi.Output[str]
    name: pulumi.Output[str]
    dead_letter_url: pulumi.Output[str]
    dead_letter_arn: pulumi.Output[str]
    dead_letter_name: pulumi.Output[str]

    def __init__(
        self,
        name: str,
        args: WorkQueueArgs,
        opts: pulumi.ResourceOptions | None = None,
        kind: str = "contact-center:infra:WorkQueue",
    ) -> None:
        super().__init__(kind, name, None, opts)
        self._label = name
        self._args = args
        dead_letter = dead_letter_queue(f"{name}-dead-letter", args.place, parent=self)
        queue = self._create_queue(dead_letter)
        self.url, self.arn, self.name = queue.url, queue.arn, queue.name
        self.dead_letter_url, self.dead_letter_arn = dead_letter.url, dead_letter.arn
        self.dead_letter_name = dead_letter.name
        self._create_redrive_allowance()
        self.policy = self._create_policy()
        self.register_outputs({"url": self.url, "dead_letter_url": self.dead_letter_url})

    def receive(self) -> list[Permission]:
        """What an event source mapping does in the name of its function."""
        return [
            Permission(
                sid="ReceiveEvents",
                actions=("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
                resources=(self.arn,),
            ),
            self._args.place.key.read("OpenMessages", "sqs"),
        ]

    def send(self, sid: str) -> list[Permission]:
        """Put a message into it."""
        return [
            Permission(sid=sid, actions=("sqs:SendMessage",), resources=(self.arn,)),
            self._args.place.key.write("EncryptMessages", "sqs"),
        ]

    def feed(self, name: str, function: LambdaFunction, parent: pulumi.Resource) -> None:
        """Give batches of messages to the function, and take back those that it says failed."""
        aws.lambda_.EventSourceMapping(
            name,
            event_source_arn=self.arn,
            function_name=function.alias_arn,
            batch_size=BATCH_SIZE,
            maximum_batching_window_in_seconds=BATCHING_WINDOW_SECONDS,
            function_response_types=["ReportBatchItemFailures"],
            scaling_config=aws.lambda_.EventSourceMappingScalingConfigArgs(
                maximum_concurrency=MAXIMUM_CONCURRENCY
            ),
            tags=self._args.place.tags,
            opts=pulumi.ResourceOptions(parent=parent),
        )

    def _create_queue(self, dead_letter: aws.sqs.Queue) -> aws.sqs.Queue:
        redrive = {
            "deadLetterTargetArn": dead_letter.arn,
            "maxReceiveCount": RECEIVES_BEFORE_DEAD_LETTER,
        }
        return aws.sqs.Queue(
            self._label,
            name=self._args.place.deployment.name(self._label, limit=naming.SQS_QUEUE),
            visibility_timeout_seconds=VISIBILITY_FACTOR * self._args.function_seconds,
            redrive_policy=pulumi.Output.json_dumps(redrive),
            kms_master_key_id=self._args.place.key.arn,
            tags=self._args.place.tags,
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

    def _create_policy(self) -> aws.sqs.QueuePolicy:
        may_send = self._args.senders(self.arn)
        return aws.sqs.QueuePolicy(
            f"{self._label}-policy",
            queue_url=self.url,
            policy=resource_policy([*may_send, tls_only("TlsOnly", "sqs:*", (self.arn,))]),
            opts=pulumi.ResourceOptions(parent=self),
        )


@dataclass(frozen=True, kw_only=True)
class BucketEvents:
    """Which events of a bucket's objects come, below `prefix` only. `id` is the rule's name."""

    id: str
    bucket: PrivateBucket
    events: Sequence[str]
    prefix: str | None = None


def notify(name: str, queue: WorkQueue, told: BucketEvents, *, parent: pulumi.Resource) -> None:
    """Let a bucket tell the queue. A bucket has one such rule: a second would undo the first."""
    aws.s3.BucketNotification(
        name,
        bucket=told.bucket.name,
        queues=[
            aws.s3.BucketNotificationQueueArgs(
                id=told.id,
                queue_arn=queue.arn,
                events=list(told.events),
                filter_prefix=told.prefix,
            )
        ],
        # S3 sends a test event at once and refuses a queue that does not take it.
        opts=pulumi.ResourceOptions(parent=parent, depends_on=[queue.policy]),
    )


def bucket_sends(sid: str, bucket: PrivateBucket, deployment: Deployment) -> Senders:
    """One bucket of this account, and no other."""

    def statements(queue_arn: pulumi.Output[str]) -> Sequence[Mapping[str, Any]]:
        statement = {
            "Sid": sid,
            "Effect": "Allow",
            "Principal": {"Service": "s3.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Resource": queue_arn,
            "Condition": {
                "ArnEquals": {"aws:SourceArn": bucket.arn},
                "StringEquals": {"aws:SourceAccount": deployment.account},
            },
        }
        return [statement]

    return statements

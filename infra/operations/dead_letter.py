"""Where events of operations functions wait that failed for good."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import resource_policy, tls_only
from infra.work_queue import DEAD_LETTER_SECONDS


@dataclass(frozen=True, kw_only=True)
class DeadLetterArgs:
    """`key` encrypts the messages."""

    deployment: Deployment
    component: str
    key: DataKey


class DeadLetter(pulumi.ComponentResource):
    """A queue that nobody reads but people."""

    url: pulumi.Output[str]
    arn: pulumi.Output[str]
    name: pulumi.Output[str]

    def __init__(
        self, name: str, args: DeadLetterArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:operations:DeadLetter", name, None, opts)
        child = pulumi.ResourceOptions(parent=self)
        queue = aws.sqs.Queue(
            name,
            name=args.deployment.name(name, limit=naming.SQS_QUEUE),
            message_retention_seconds=DEAD_LETTER_SECONDS,
            kms_master_key_id=args.key.arn,
            tags=args.deployment.tags(args.component),
            opts=child,
        )
        aws.sqs.QueuePolicy(
            f"{name}-policy",
            queue_url=queue.url,
            policy=resource_policy([tls_only("TlsOnly", "sqs:*", (queue.arn,))]),
            opts=child,
        )
        self.url, self.arn, self.name = queue.url, queue.arn, queue.name
        self.register_outputs({"url": self.url})

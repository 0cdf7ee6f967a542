"""Queues in which messages wait for people: what failed for good."""

from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.permissions import resource_policy, tls_only
from infra.place import Place

DEAD_LETTER_SECONDS: Final = 14 * 24 * 3600
"""Longest that SQS keeps a message."""


def dead_letter_queue(name: str, place: Place, *, parent: pulumi.Resource) -> aws.sqs.Queue:
    """Encrypted with the key of its place, over TLS only, and read by nobody but people."""
    child = pulumi.ResourceOptions(parent=parent)
    queue = aws.sqs.Queue(
        name,
        name=place.deployment.name(name, limit=naming.SQS_QUEUE),
        message_retention_seconds=DEAD_LETTER_SECONDS,
        kms_master_key_id=place.key.arn,
        tags=place.tags,
        opts=child,
    )
    aws.sqs.QueuePolicy(
        f"{name}-policy",
        queue_url=queue.url,
        policy=resource_policy([tls_only("TlsOnly", "sqs:*", (queue.arn,))]),
        opts=child,
    )
    return queue

"""Queues in which messages wait for people: what failed for good."""

from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import resource_policy, tls_only

DEAD_LETTER_SECONDS: Final = 14 * 24 * 3600
"""Longest that SQS keeps a message."""


def dead_letter_queue(
    name: str, *, deployment: Deployment, component: str, key: DataKey, parent: pulumi.Resource
) -> aws.sqs.Queue:
    """Encrypted with `key`, over TLS only, and read by nobody but people."""
    child = pulumi.ResourceOptions(parent=parent)
    queue = aws.sqs.Queue(
        name,
        name=deployment.name(name, limit=naming.SQS_QUEUE),
        message_retention_seconds=DEAD_LETTER_SECONDS,
        kms_master_key_id=key.arn,
        tags=deployment.tags(component),
        opts=child,
    )
    aws.sqs.QueuePolicy(
        f"{name}-policy",
        queue_url=queue.url,
        policy=resource_policy([tls_only("TlsOnly", "sqs:*", (queue.arn,))]),
        opts=child,
    )
    return queue

"""AWS services that send to the stack's queues and topics in their own name, and for what."""

from infra import naming
from infra.deployment import Deployment
from infra.key_policy import Sender


def alarms_of(deployment: Deployment) -> Sender:
    """CloudWatch, for alarms of the stack."""
    beginning = naming.beginning(_prefix(deployment), naming.ALARM)
    return Sender(
        service="cloudwatch.amazonaws.com",
        sources=(deployment.arn("cloudwatch", f"alarm:{beginning}*"),),
    )


def budgets_of(deployment: Deployment) -> Sender:
    """Budgets, which names no single budget as its source."""
    return Sender(
        service="budgets.amazonaws.com",
        sources=(f"arn:aws:budgets::{deployment.account}:*",),
    )


def buckets_of(deployment: Deployment) -> Sender:
    """S3, for buckets of the stack."""
    beginning = naming.beginning(_prefix(deployment), naming.BUCKET)
    return Sender(service="s3.amazonaws.com", sources=(f"arn:aws:s3:::{beginning}*",))


def _prefix(deployment: Deployment) -> str:
    return f"{deployment.project}-{deployment.stack}-"

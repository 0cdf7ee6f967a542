"""The one key of a stack: who may use it, and for what."""

from typing import Final

import pulumi

from infra import naming
from infra.config import StackConfig
from infra.deployment import Deployment
from infra.key import DataKey, DataKeyArgs, Sender

COMPONENT: Final = "security"

SERVICES: Final = ("dynamodb", "s3", "sns", "sqs")
"""Through which the stack's people and functions reach what is encrypted with it."""


def create_stack_key(
    deployment: Deployment, config: StackConfig, opts: pulumi.ResourceOptions
) -> DataKey:
    """`data`: for recordings, tables, logs, queues and mails, where callers' words may be."""
    return DataKey(
        "data",
        DataKeyArgs(
            deployment=deployment,
            component=COMPONENT,
            services=SERVICES,
            log_groups=log_groups(deployment, config.instance_alias),
            senders=senders(deployment),
            protect=config.protect,
        ),
        opts,
    )


def log_groups(deployment: Deployment, instance_alias: str) -> tuple[str, ...]:
    """Names of the stack's log groups, as patterns: `/aws/<service>/<project>-<stack>-…`."""
    prefix = naming.beginning(f"{deployment.project}-{deployment.stack}-", naming.FUNCTION)
    return (
        f"/aws/*/{prefix}*",
        f"/aws/connect/{instance_alias}",
    )


def senders(deployment: Deployment) -> tuple[Sender, ...]:
    """Bucket events to the queue; alarms and the budget to the topic that mails people."""
    prefix = naming.beginning(f"{deployment.project}-{deployment.stack}-", naming.BUCKET)
    return (
        Sender(service="s3.amazonaws.com", sources=(f"arn:aws:s3:::{prefix}*",)),
        Sender(
            service="cloudwatch.amazonaws.com",
            sources=(deployment.arn("cloudwatch", "alarm:*"),),
        ),
        Sender(
            service="budgets.amazonaws.com",
            sources=(f"arn:aws:budgets::{deployment.account}:*",),
        ),
    )

"""The one key of a stack: who may use it, and for what."""

from typing import Final

import pulumi

from infra import naming
from infra.config import StackConfig
from infra.deployment import Deployment
from infra.key import DataKey
from infra.key_policy import DataKeyArgs
from infra.senders import alarms_of, buckets_of, budgets_of

COMPONENT: Final = "security"

SERVICES: Final = ("dynamodb", "s3", "sns", "sqs")
"""Through which the stack's people and functions reach what is encrypted with it."""

VECTORS: Final = "s3vectors"


def create_stack_key(
    deployment: Deployment, config: StackConfig, opts: pulumi.ResourceOptions
) -> DataKey:
    """`data`: for recordings, tables, logs, queues and mails, where callers' words may be.

    And for documents and what is made of them, where `documentsKey` says so.
    """
    vectors = config.documents_key and config.knowledge.in_vectors
    return DataKey(
        "data",
        DataKeyArgs(
            deployment=deployment,
            component=COMPONENT,
            services=(*SERVICES, VECTORS) if vectors else SERVICES,
            log_groups=log_groups(deployment, config.instance_alias),
            schedule_groups=(schedule_group(deployment),),
            vector_buckets=(f"{_beginning(deployment)}*",) if vectors else (),
            senders=(buckets_of(deployment), alarms_of(deployment), budgets_of(deployment)),
            contact_records=True,
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


def schedule_group(deployment: Deployment) -> str:
    """Name of the group in which functions of the stack make schedules."""
    return deployment.name("callbacks", limit=naming.SCHEDULE)


def _beginning(deployment: Deployment) -> str:
    """Of the names of the stack's buckets."""
    return naming.beginning(f"{deployment.project}-{deployment.stack}-", naming.BUCKET)

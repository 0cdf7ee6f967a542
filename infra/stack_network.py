"""The private network of a stack that has one."""

from typing import Final

import pulumi

from infra.config import S3_VECTORS, StackConfig
from infra.deployment import Deployment
from infra.network import Network, NetworkArgs

COMPONENT: Final = "security"

SERVICES: Final = ("bedrock-runtime", "sns", "sqs")
"""Which functions call themselves, besides tables and buckets. Logs and traces are sent by Lambda
from outside the network, and KMS is called by the services for us."""


def create_network(
    deployment: Deployment, config: StackConfig, opts: pulumi.ResourceOptions
) -> Network | None:
    """None unless the configuration says `vpc: true`."""
    if not config.vpc:
        return None
    vectors = ("s3vectors",) if config.index == S3_VECTORS else ()
    return Network(
        "network",
        NetworkArgs(
            deployment=deployment,
            component=COMPONENT,
            zones=config.vpc_zones,
            services=(*SERVICES, *vectors),
        ),
        opts,
    )

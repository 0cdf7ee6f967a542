"""The private network of a stack that has one."""

from typing import Final

import pulumi

from infra.config import StackConfig
from infra.deployment import Deployment
from infra.flow_log import FlowLog, FlowLogArgs
from infra.key import DataKey
from infra.network import Network, NetworkArgs
from infra.place import Place

COMPONENT: Final = "security"

SERVICES: Final = ("bedrock-runtime", "scheduler", "sns", "sqs")
"""Which functions call themselves, besides tables and buckets. Logs and traces are sent by Lambda
from outside the network, and KMS is called by the services for us."""


def create_network(
    deployment: Deployment, config: StackConfig, key: DataKey, opts: pulumi.ResourceOptions
) -> Network | None:
    """With its flow log under `key`. None unless the configuration says `vpc: true`."""
    if not config.vpc:
        return None
    vectors = ("s3vectors",) if config.knowledge.in_vectors else ()
    network = Network(
        "network",
        NetworkArgs(
            deployment=deployment,
            component=COMPONENT,
            zones=config.vpc_zones,
            services=(*SERVICES, *vectors),
        ),
        opts,
    )
    log = FlowLogArgs(
        place=Place(deployment=deployment, component=COMPONENT, key=key),
        vpc_id=network.vpc_id,
        retention_days=config.log_retention_days,
    )
    FlowLog("network-flows", log, opts)
    return network

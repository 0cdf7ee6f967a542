"""The one AWS provider that every resource uses."""

import pulumi
import pulumi_aws as aws

from infra.config import StackConfig
from infra.deployment import Deployment


def locate(config: StackConfig) -> tuple[Deployment, pulumi.ResourceOptions]:
    """Account and Region of the stack, and the options by which resources end up there."""
    provider = create_provider(config)
    caller = aws.get_caller_identity(opts=pulumi.InvokeOptions(provider=provider))
    deployment = Deployment(
        project=config.project, stack=config.stack, region=config.region, account=caller.account_id
    )
    return deployment, pulumi.ResourceOptions(providers=[provider])


def create_provider(config: StackConfig) -> aws.Provider:
    """Explicit, so that no resource lands in the Region or account of a stray environment."""
    tags = {"Project": config.project, "Stack": config.stack, "ManagedBy": "pulumi"}
    return aws.Provider(
        "aws",
        region=config.region,
        profile=config.profile,
        default_tags=aws.ProviderDefaultTagsArgs(tags=tags),
        opts=pulumi.ResourceOptions(),
    )

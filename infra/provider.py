"""The one AWS provider that every resource uses."""

import pulumi
import pulumi_aws as aws

from infra.config import StackConfig


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

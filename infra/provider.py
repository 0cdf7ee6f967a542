"""The one AWS provider that every resource uses."""

import pulumi
import pulumi_aws as aws

from infra.config import StackConfig
from infra.config_reader import ConfigError
from infra.deployment import Deployment


def locate(config: StackConfig) -> tuple[Deployment, pulumi.ResourceOptions]:
    """Account and Region of the stack, and the options by which resources end up there.

    Raises:
        ConfigError: the stack's number belongs to another account.
    """
    provider = create_provider(config)
    caller = aws.get_caller_identity(opts=pulumi.InvokeOptions(provider=provider))
    if config.phone_number.account not in (None, caller.account_id):
        raise ConfigError(
            f"{config.project}:phoneNumber is of account {config.phone_number.account}, "
            f"and the stack goes to {caller.account_id}"
        )
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

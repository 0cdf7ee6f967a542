"""A log that is encrypted with the stack's key, and forgotten in time."""

import pulumi
import pulumi_aws as aws

from infra.place import Place


def log_group(
    name: str, path: str, *, place: Place, days: int, parent: pulumi.Resource
) -> aws.cloudwatch.LogGroup:
    """`path` is its name on AWS: `/aws/<service>/…`, one of those that the key lets in."""
    return aws.cloudwatch.LogGroup(
        name,
        name=path,
        retention_in_days=days,
        kms_key_id=place.key.arn,
        tags=place.tags,
        opts=pulumi.ResourceOptions(parent=parent),
    )

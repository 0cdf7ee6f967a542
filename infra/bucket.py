"""A bucket that nobody outside can read: versioned, encrypted, TLS only, public access blocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.bucket_policy import refusals
from infra.deployment import Deployment
from infra.permissions import resource_policy


@dataclass(frozen=True, kw_only=True)
class PrivateBucketArgs:
    """`old_version_days`: how long a replaced or deleted object can be brought back.

    `protect` refuses deletion in Pulumi and keeps the bucket when the stack goes; without it the
    bucket is deleted together with all it holds.

    `key_arn` encrypts with a key of our own instead of S3's. `object_days` is how long an object is
    kept at all; 0 keeps it until somebody deletes it. `prefix_days` says so for parts of it, whose
    old versions go a day later.
    """

    deployment: Deployment
    component: str
    old_version_days: int
    protect: bool
    key_arn: pulumi.Input[str] | None = None
    object_days: int = 0
    prefix_days: Mapping[str, int] = field(default_factory=dict[str, int])


class PrivateBucket(pulumi.ComponentResource):
    """Its logical name is also the part of the bucket's name that tells it from the others."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: PrivateBucketArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:PrivateBucket", name, None, opts)
        self._label = name
        self._opts = pulumi.ResourceOptions(parent=self)
        bucket = self._create_bucket(args)
        self.name = bucket.bucket
        self.arn = bucket.arn
        versioning = self._create_versioning()
        self._create_encryption(args.key_arn)
        self._create_lifecycle(args, after=[versioning])
        self._close_to_outsiders(args)
        self.register_outputs({"name": self.name, "arn": self.arn})

    def objects(self, prefix: str = "") -> pulumi.Output[str]:
        """ARN pattern of the objects below `prefix`."""
        return pulumi.Output.concat(self.arn, f"/{prefix}*")

    def _create_bucket(self, args: PrivateBucketArgs) -> aws.s3.Bucket:
        return aws.s3.Bucket(
            self._label,
            bucket=args.deployment.global_name(self._label, limit=naming.BUCKET),
            force_destroy=not args.protect,
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(
                parent=self, protect=args.protect, retain_on_delete=args.protect
            ),
        )

    def _create_versioning(self) -> aws.s3.BucketVersioning:
        return aws.s3.BucketVersioning(
            f"{self._label}-versioning",
            bucket=self.name,
            versioning_configuration=aws.s3.BucketVersioningVersioningConfigurationArgs(
                status="Enabled"
            ),
            opts=self._opts,
        )

    def _create_encryption(self, key_arn: pulumi.Input[str] | None) -> None:
        default = aws.s3.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs(  # noqa: E501 - the class is called so
            sse_algorithm="AES256" if key_arn is None else "aws:kms", kms_master_key_id=key_arn
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{self._label}-encryption",
            bucket=self.name,
            rules=[
                aws.s3.BucketServerSideEncryptionConfigurationRuleArgs(
                    apply_server_side_encryption_by_default=default,
                    # One call to KMS for many objects, instead of one for each.
                    bucket_key_enabled=None if key_arn is None else True,
                )
            ],
            opts=self._opts,
        )

    def _create_lifecycle(self, args: PrivateBucketArgs, after: Sequence[pulumi.Resource]) -> None:
        aws.s3.BucketLifecycleConfiguration(
            f"{self._label}-lifecycle",
            bucket=self.name,
            rules=_lifecycle(args),
            # S3 refuses rules for old versions while versioning is being switched on.
            opts=pulumi.ResourceOptions(parent=self, depends_on=after),
        )

    def _close_to_outsiders(self, args: PrivateBucketArgs) -> None:
        aws.s3.BucketOwnershipControls(
            f"{self._label}-ownership",
            bucket=self.name,
            rule=aws.s3.BucketOwnershipControlsRuleArgs(object_ownership="BucketOwnerEnforced"),
            opts=self._opts,
        )
        block = aws.s3.BucketPublicAccessBlock(
            f"{self._label}-public-access",
            bucket=self.name,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self._opts,
        )
        aws.s3.BucketPolicy(
            f"{self._label}-policy",
            bucket=self.name,
            policy=resource_policy(refusals(self.arn, args.deployment.account, args.key_arn)),
            # Both are settings of the bucket's access, and S3 refuses to change them at once.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[block]),
        )


def _lifecycle(args: PrivateBucketArgs) -> list[aws.s3.BucketLifecycleConfigurationRuleArgs]:
    old = aws.s3.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
    upload = aws.s3.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
    forget = aws.s3.BucketLifecycleConfigurationRuleExpirationArgs
    rules = [
        _rule(
            "old-versions", noncurrent_version_expiration=old(noncurrent_days=args.old_version_days)
        ),
        _rule("broken-uploads", abort_incomplete_multipart_upload=upload(days_after_initiation=7)),
    ]
    if args.object_days:
        rules.append(_rule("forget", expiration=forget(days=args.object_days)))
    for prefix, days in args.prefix_days.items():
        part = _rule(
            f"forget-{prefix.strip('/')}",
            prefix,
            expiration=forget(days=days),
            noncurrent_version_expiration=old(noncurrent_days=1),
        )
        rules.append(part)
    return rules


def _rule(id_: str, prefix: str = "", **what: Any) -> aws.s3.BucketLifecycleConfigurationRuleArgs:
    return aws.s3.BucketLifecycleConfigurationRuleArgs(
        id=id_,
        status="Enabled",
        filter=aws.s3.BucketLifecycleConfigurationRuleFilterArgs(prefix=prefix),
        **what,
    )

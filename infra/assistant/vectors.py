"""The vector bucket of index kind `s3-vectors`.

Its indexes are made by the first build, not here: the provider's resource has no arguments for
text search, and another embedding model needs another index.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission, resource_policy, tls_only

INDEX_PREFIX: Final = "knowledge"
"""How the names of the indexes begin; a digest of model and dimensions follows."""


@dataclass(frozen=True, kw_only=True)
class VectorStoreArgs:
    """`protect` refuses deletion in Pulumi and keeps the bucket when the stack goes.

    `key` encrypts vectors and texts; without it, S3 Vectors' own does.
    """

    deployment: Deployment
    component: str
    protect: bool
    key: DataKey | None = None


class VectorStore(pulumi.ComponentResource):
    """Holds vectors and texts of the published documents."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]

    def __init__(
        self, name: str, args: VectorStoreArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:VectorStore", name, None, opts)
        self._key = args.key
        # Encryption is chosen when a bucket is made. Another name lets the new bucket be made
        # before the old one goes.
        part = name if args.key is None else f"{name}-own-key"
        bucket = aws.s3.VectorsVectorBucket(
            name,
            vector_bucket_name=args.deployment.global_name(part, limit=naming.BUCKET),
            encryption_configurations=self._encryption(),
            force_destroy=not args.protect,
            tags=args.deployment.tags(args.component),
            opts=pulumi.ResourceOptions(
                parent=self, protect=args.protect, retain_on_delete=args.protect
            ),
        )
        self.name = bucket.vector_bucket_name
        self.arn = bucket.vector_bucket_arn
        aws.s3.VectorsVectorBucketPolicy(
            f"{name}-policy",
            vector_bucket_arn=self.arn,
            policy=resource_policy(
                [tls_only("TlsOnly", "s3vectors:*", (self.arn, self._indexes("")))]
            ),
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.register_outputs({"name": self.name, "arn": self.arn})

    def environment(self) -> Mapping[str, pulumi.Input[str]]:
        """What tells a function that its index is here."""
        return {
            "INDEX_KIND": "s3-vectors",
            "VECTOR_BUCKET": self.name,
            "VECTOR_INDEX": INDEX_PREFIX,
        }

    def search(self) -> list[Permission]:
        """Search. With texts, filters or metadata, QueryVectors needs GetVectors as well."""
        return [
            Permission(
                sid="SearchVectors",
                actions=("s3vectors:QueryVectors", "s3vectors:GetVectors"),
                resources=(self._indexes(f"{INDEX_PREFIX}-"),),
            ),
            *self._open(),
        ]

    def build(self) -> list[Permission]:
        """Make indexes, fill them, try them out, and tidy them."""
        return [
            Permission(
                sid="BuildVectors",
                actions=(
                    "s3vectors:CreateIndex",
                    "s3vectors:GetIndex",
                    "s3vectors:UpdateIndexMode",
                    "s3vectors:UpdateMetadataConfiguration",
                    "s3vectors:DeleteIndex",
                    "s3vectors:PutVectors",
                    "s3vectors:GetVectors",
                    "s3vectors:ListVectors",
                    "s3vectors:QueryVectors",
                    "s3vectors:DeleteVectors",
                ),
                resources=(self._indexes(f"{INDEX_PREFIX}-"),),
            ),
            Permission(
                sid="ListVectorIndexes",
                actions=("s3vectors:ListIndexes",),
                resources=(self.arn,),
            ),
            *self._open(),
        ]

    def _open(self) -> list[Permission]:
        """What every operation on vectors needs of the key, writing included."""
        return [] if self._key is None else [self._key.read("OpenVectors", "s3vectors")]

    def _encryption(self) -> list[aws.s3.VectorsVectorBucketEncryptionConfigurationArgs] | None:
        if self._key is None:
            return None
        ours = aws.s3.VectorsVectorBucketEncryptionConfigurationArgs(
            sse_type="aws:kms", kms_key_arn=self._key.arn
        )
        return [ours]

    def _indexes(self, prefix: str) -> pulumi.Output[str]:
        return pulumi.Output.concat(self.arn, f"/index/{prefix}*")

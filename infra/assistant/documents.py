"""The product team's documents, and the index made of them."""

from dataclasses import dataclass

import pulumi

from infra.bucket import PrivateBucket, PrivateBucketArgs
from infra.deployment import Deployment
from infra.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class DocumentsArgs:
    """`version_days`: how long a replaced or deleted document can be brought back."""

    deployment: Deployment
    component: str
    version_days: int
    protect: bool


class Documents(pulumi.ComponentResource):
    """Documents are the source of truth; the index can be made again from them at any time."""

    documents: PrivateBucket
    index: PrivateBucket

    def __init__(
        self, name: str, args: DocumentsArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:assistant:Documents", name, None, opts)
        bucket_args = PrivateBucketArgs(
            deployment=args.deployment,
            component=args.component,
            old_version_days=args.version_days,
            protect=args.protect,
        )
        child = pulumi.ResourceOptions(parent=self)
        self.documents = PrivateBucket("documents", bucket_args, child)
        self.index = PrivateBucket("index", bucket_args, child)
        self.register_outputs(
            {"documents_bucket": self.documents.name, "index_bucket": self.index.name}
        )

    def read_documents(self) -> list[Permission]:
        """List the documents and read any version of them."""
        return [
            Permission(
                sid="ListDocuments", actions=("s3:ListBucket",), resources=(self.documents.arn,)
            ),
            Permission(
                sid="ReadDocuments",
                actions=("s3:GetObject", "s3:GetObjectVersion"),
                resources=(self.documents.objects(),),
            ),
        ]

    def read_index(self) -> list[Permission]:
        """Read the published snapshot. Without listing, a missing object would look forbidden."""
        return [
            Permission(sid="ListIndex", actions=("s3:ListBucket",), resources=(self.index.arn,)),
            Permission(
                sid="ReadIndex", actions=("s3:GetObject",), resources=(self.index.objects(),)
            ),
        ]

    def publish_index(self) -> list[Permission]:
        """Read, write and tidy the index."""
        return [
            Permission(sid="ListIndex", actions=("s3:ListBucket",), resources=(self.index.arn,)),
            Permission(
                sid="PublishIndex",
                actions=("s3:GetObject", "s3:PutObject", "s3:DeleteObject"),
                resources=(self.index.objects(),),
            ),
        ]

"""The product team's documents, and the index made of them."""

from dataclasses import dataclass, replace
from typing import Final

import pulumi

from infra.bucket import PrivateBucket, PrivateBucketArgs
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission

GAPS: Final = "gaps/"
"""Below it the index bucket has the reports of unanswered questions."""


@dataclass(frozen=True, kw_only=True)
class DocumentsArgs:
    """`version_days`: how long a replaced or deleted document can be brought back.

    `report_days`: how long reports of what callers asked in vain are kept. With a `key`, documents
    and index are encrypted with it instead of S3's own.
    """

    deployment: Deployment
    component: str
    version_days: int
    protect: bool
    report_days: int
    key: DataKey | None = None


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
            key_arn=args.key.arn if args.key else None,
        )
        self._key = args.key
        child = pulumi.ResourceOptions(parent=self)
        self.documents = PrivateBucket("documents", bucket_args, child)
        reports = {GAPS: args.report_days}
        self.index = PrivateBucket("index", replace(bucket_args, prefix_days=reports), child)
        self.register_outputs(
            {"documents_bucket": self.documents.name, "index_bucket": self.index.name}
        )

    def read_documents(self) -> list[Permission]:
        """List the documents and read them."""
        return [
            Permission(
                sid="ListDocuments", actions=("s3:ListBucket",), resources=(self.documents.arn,)
            ),
            Permission(
                sid="ReadDocuments",
                actions=("s3:GetObject",),
                resources=(self.documents.objects(),),
            ),
            *([self._key.read("OpenDocuments", "s3")] if self._key else []),
        ]

    def read_index(self) -> list[Permission]:
        """Read the published snapshot. Without listing, a missing object would look forbidden."""
        return [
            Permission(sid="ListIndex", actions=("s3:ListBucket",), resources=(self.index.arn,)),
            Permission(
                sid="ReadIndex", actions=("s3:GetObject",), resources=(self.index.objects(),)
            ),
            *([self._key.read("OpenIndex", "s3")] if self._key else []),
        ]

    def publish_index(self) -> list[Permission]:
        """Read and write the index; delete old snapshots and the leftovers of builds, only."""
        return [
            Permission(sid="ListIndex", actions=("s3:ListBucket",), resources=(self.index.arn,)),
            Permission(
                sid="PublishIndex",
                actions=("s3:GetObject", "s3:PutObject"),
                resources=(self.index.objects(),),
            ),
            Permission(
                sid="TidyIndex",
                actions=("s3:DeleteObject",),
                resources=(self.index.objects("snapshots/"), self.index.objects("parts/")),
            ),
            *([self._key.write("EncryptIndex", "s3")] if self._key else []),
        ]

    def write_gaps(self) -> list[Permission]:
        """Write reports of unanswered questions next to the index."""
        return [
            Permission(
                sid="WriteGaps",
                actions=("s3:PutObject",),
                resources=(self.index.objects(GAPS),),
            ),
            *([self._key.write("EncryptGaps", "s3")] if self._key else []),
        ]

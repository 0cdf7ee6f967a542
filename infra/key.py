"""A key of our own for data at rest: rotated, kept in production, usable through few services.

The account's IAM policies decide who may use it (the policy names no role), but only through the
services of the stack's Region that are named here: nobody decrypts by calling KMS themselves.
"""

from collections.abc import Sequence
from typing import Final

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.key_policy import READ, SCHEDULE_ARN, WRITE, DataKeyArgs, key_statements
from infra.permissions import Permission, resource_policy

DELETION_DAYS: Final = 30
"""The longest that KMS lets a deleted key be called back."""


class DataKey(pulumi.ComponentResource):
    """`arn` is what resources are given; people find the key by `alias`."""

    id: pulumi.Output[str]
    arn: pulumi.Output[str]
    alias: pulumi.Output[str]

    def __init__(
        self, name: str, args: DataKeyArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:DataKey", name, None, opts)
        deployment = args.deployment
        self._region = deployment.region
        key = aws.kms.Key(
            name,
            description=f"{deployment.project} {deployment.stack}: {name}",
            enable_key_rotation=True,
            deletion_window_in_days=DELETION_DAYS,
            policy=resource_policy(key_statements(args)),
            tags=deployment.tags(args.component),
            opts=pulumi.ResourceOptions(
                parent=self, protect=args.protect, retain_on_delete=args.protect
            ),
        )
        alias = aws.kms.Alias(
            f"{name}-alias",
            name=f"alias/{deployment.name(name, limit=naming.KEY_ALIAS)}",
            target_key_id=key.key_id,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self.id = key.key_id
        self.arn = key.arn
        self.alias = alias.name
        self.register_outputs({"arn": self.arn, "alias": self.alias})

    def read(self, sid: str, service: str) -> Permission:
        """Read what `service` keeps under the key. Tables need no more, also to be written."""
        return self._through(sid, service, READ)

    def write(self, sid: str, service: str) -> Permission:
        """Put something under the key through `service`: objects, messages, mails."""
        return self._through(sid, service, WRITE)

    def schedule(self, sid: str) -> Permission:
        """Make a schedule whose payload is under the key."""
        return self._through(sid, "scheduler", ("kms:DescribeKey", *WRITE))

    def open_schedules(self, sid: str, schedules: pulumi.Input[str]) -> Permission:
        """Read payloads of schedules (a pattern of their ARNs) as the role that delivers them.

        EventBridge Scheduler asks KMS with the credentials of that role, not in another service's
        name.
        """
        return Permission(
            sid=sid,
            actions=READ,
            resources=(self.arn,),
            conditions={"ArnLike": {SCHEDULE_ARN: schedules}},
        )

    def _through(self, sid: str, service: str, actions: Sequence[str]) -> Permission:
        endpoint = f"{service}.{self._region}.amazonaws.com"
        return Permission(
            sid=sid,
            actions=actions,
            resources=(self.arn,),
            conditions={"StringEquals": {"kms:ViaService": endpoint}},
        )

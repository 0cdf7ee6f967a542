"""The Connect instance and its log."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.deployment import Deployment
from infra.key import DataKey


@dataclass(frozen=True, kw_only=True)
class InstanceArgs:
    """`alias` is the part before `.my.connect.aws`; no other account may use it.

    `protect`: an account may create and delete only some instances a month, and a deleted one
    takes its users, numbers and history along. `key` encrypts the log.
    """

    deployment: Deployment
    component: str
    key: DataKey
    alias: str
    log_retention_days: int
    protect: bool


class Instance(pulumi.ComponentResource):
    """People sign in at `agent_workspace_url` (to take calls) or `admin_url` (to manage)."""

    id: pulumi.Output[str]
    arn: pulumi.Output[str]
    agent_workspace_url: str
    admin_url: str

    def __init__(
        self, name: str, args: InstanceArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:connect:Instance", name, None, opts)
        tags = args.deployment.tags(args.component)
        log_group = aws.cloudwatch.LogGroup(
            f"{name}-logs",
            name=f"/aws/connect/{args.alias}",
            kms_key_id=args.key.arn,
            retention_in_days=args.log_retention_days,
            tags=tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        instance = aws.connect.Instance(
            name,
            instance_alias=args.alias,
            identity_management_type="CONNECT_MANAGED",
            inbound_calls_enabled=True,
            outbound_calls_enabled=True,
            contact_flow_logs_enabled=True,
            contact_lens_enabled=True,
            auto_resolve_best_voices_enabled=True,
            tags=tags,
            # The log group first: Connect would make its own, which keeps its lines for ever.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[log_group], protect=args.protect),
        )
        self.id = instance.id
        self.arn = instance.arn
        self.agent_workspace_url = f"https://{args.alias}.my.connect.aws/agent-app-v2/"
        self.admin_url = f"https://{args.alias}.my.connect.aws/home"
        self.register_outputs({"id": self.id, "arn": self.arn})

"""The Connect instance and its log."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra.log_group import log_group
from infra.place import Place


@dataclass(frozen=True, kw_only=True)
class InstanceArgs:
    """`alias` is the part before `.my.connect.aws`; no other account may use it.

    `protect`: an account may create and delete only some instances a month, and a deleted one
    takes its users, numbers and history along. Wherever there is a number, it should be true.
    """

    place: Place
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
        logs = log_group(
            f"{name}-logs",
            f"/aws/connect/{args.alias}",
            place=args.place,
            days=args.log_retention_days,
            parent=self,
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
            tags=args.place.tags,
            # The log group first: Connect would make its own, which keeps its lines for ever.
            opts=pulumi.ResourceOptions(parent=self, depends_on=[logs], protect=args.protect),
        )
        self.id = instance.id
        self.arn = instance.arn
        self.agent_workspace_url = f"https://{args.alias}.my.connect.aws/agent-app-v2/"
        self.admin_url = f"https://{args.alias}.my.connect.aws/home"
        self.register_outputs({"id": self.id, "arn": self.arn})

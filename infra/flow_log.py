"""Who spoke to whom in a private network, and who was refused: addresses and ports, no contents."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.log_group import log_group
from infra.permissions import Permission, on_behalf_of
from infra.place import Place
from infra.service_role import ServiceRoleArgs, service_role


@dataclass(frozen=True, kw_only=True)
class FlowLogArgs:
    """The key of `place` encrypts the records; it must let CloudWatch Logs use it."""

    place: Place
    vpc_id: pulumi.Input[str]
    retention_days: int


class FlowLog(pulumi.ComponentResource):
    """Records of accepted and rejected connections, every ten minutes."""

    def __init__(
        self, name: str, args: FlowLogArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:FlowLog", name, None, opts)
        self._args = args
        group = log_group(
            f"{name}-logs",
            f"/aws/vpc/{args.place.deployment.name(name, limit=naming.FUNCTION)}",
            place=args.place,
            days=args.retention_days,
            parent=self,
        )
        role = service_role(name, self._role(group), parent=self)
        log = aws.ec2.FlowLog(
            name,
            vpc_id=args.vpc_id,
            traffic_type="ALL",
            log_destination_type="cloud-watch-logs",
            log_destination=group.arn,
            iam_role_arn=role.arn,
            max_aggregation_interval=600,
            tags={**args.place.tags, "Name": name},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[role.policy]),
        )
        self.register_outputs({"id": log.id, "group": group.name})

    def _role(self, group: aws.cloudwatch.LogGroup) -> ServiceRoleArgs:
        deployment = self._args.place.deployment
        return ServiceRoleArgs(
            deployment=deployment,
            component=self._args.place.component,
            service="vpc-flow-logs.amazonaws.com",
            description="Writes the flow log of the private network",
            permissions=_permissions(deployment, group),
            trust=on_behalf_of(deployment.account, deployment.arn("ec2", "vpc-flow-log/*")),
            policy="write",
        )


def _permissions(deployment: Deployment, group: aws.cloudwatch.LogGroup) -> list[Permission]:
    """As the VPC user guide asks for, but for making groups: this one is there."""
    return [
        Permission(
            sid="WriteFlows",
            actions=("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
            resources=(group.arn, pulumi.Output.concat(group.arn, ":*")),
        ),
        Permission(
            sid="FindGroup",
            actions=("logs:DescribeLogGroups",),
            resources=(deployment.arn("logs", "log-group:*"),),
        ),
    ]

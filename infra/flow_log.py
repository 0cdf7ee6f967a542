"""Who spoke to whom in a private network, and who was refused: addresses and ports, no contents."""

from dataclasses import dataclass

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.key import DataKey
from infra.permissions import Permission, policy_document, trust_policy


@dataclass(frozen=True, kw_only=True)
class FlowLogArgs:
    """`key` encrypts the records; it must let CloudWatch Logs use it."""

    deployment: Deployment
    component: str
    key: DataKey
    vpc_id: pulumi.Input[str]
    retention_days: int


class FlowLog(pulumi.ComponentResource):
    """Records of accepted and rejected connections, every ten minutes."""

    def __init__(
        self, name: str, args: FlowLogArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:FlowLog", name, None, opts)
        self._label = name
        self._args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        self._tags = args.deployment.tags(args.component)
        group = aws.cloudwatch.LogGroup(
            f"{name}-logs",
            name=f"/aws/vpc/{args.deployment.name(name, limit=naming.FUNCTION)}",
            retention_in_days=args.retention_days,
            kms_key_id=args.key.arn,
            tags=self._tags,
            opts=self._opts,
        )
        role = self._create_role()
        policy = self._create_policy(role, group)
        log = aws.ec2.FlowLog(
            name,
            vpc_id=args.vpc_id,
            traffic_type="ALL",
            log_destination_type="cloud-watch-logs",
            log_destination=group.arn,
            iam_role_arn=role.arn,
            max_aggregation_interval=600,
            tags={**self._tags, "Name": name},
            opts=pulumi.ResourceOptions(parent=self, depends_on=[policy]),
        )
        self.register_outputs({"id": log.id, "group": group.name})

    def _create_role(self) -> aws.iam.Role:
        deployment = self._args.deployment
        return aws.iam.Role(
            f"{self._label}-role",
            name=deployment.name(self._label, limit=naming.ROLE),
            description="Writes the flow log of the private network",
            assume_role_policy=trust_policy(
                "vpc-flow-logs.amazonaws.com",
                {
                    "StringEquals": {"aws:SourceAccount": deployment.account},
                    "ArnLike": {"aws:SourceArn": deployment.arn("ec2", "vpc-flow-log/*")},
                },
            ),
            tags=self._tags,
            opts=self._opts,
        )

    def _create_policy(
        self, role: aws.iam.Role, group: aws.cloudwatch.LogGroup
    ) -> aws.iam.RolePolicy:
        """As the VPC user guide asks for, but for making groups: this one is there."""
        permissions = [
            Permission(
                sid="WriteFlows",
                actions=("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"),
                resources=(group.arn, pulumi.Output.concat(group.arn, ":*")),
            ),
            Permission(
                sid="FindGroup",
                actions=("logs:DescribeLogGroups",),
                resources=(self._args.deployment.arn("logs", "log-group:*"),),
            ),
        ]
        return aws.iam.RolePolicy(
            f"{self._label}-policy",
            name="write",
            role=role.name,
            policy=policy_document(permissions),
            opts=self._opts,
        )

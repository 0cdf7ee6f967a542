"""A private network for the functions: no way out but to the services that they call.

Off by default: each interface endpoint costs by the hour in every zone, also while nobody calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypedDict

import pulumi
import pulumi_aws as aws

from infra import naming
from infra.deployment import Deployment
from infra.permissions import Permission, resource_policy

ADDRESSES: Final = "10.64.0.0/20"
SUBNET_ADDRESSES: Final = "10.64.{}.0/24"
"""For up to 16 zones. Functions with the same subnets and group share interfaces, so that 250
addresses are many."""

GATEWAYS: Final = ("dynamodb", "s3")
"""Reached over the route table, at no cost."""


class _Ports(TypedDict):
    ip_protocol: str
    from_port: int
    to_port: int


_HTTPS: Final[_Ports] = {"ip_protocol": "tcp", "from_port": 443, "to_port": 443}

_NOBODYS: Final = ("bedrock-runtime",)
"""Services whose resources (foundation models) belong to no account."""


@dataclass(frozen=True, kw_only=True)
class NetworkArgs:
    """`zones` are letters of the Region's availability zones, two or more.

    `services` are those that functions call, as in the names of their endpoints
    (`bedrock-runtime`); the gateways are always there.
    """

    deployment: Deployment
    component: str
    zones: Sequence[str]
    services: Sequence[str]


class Network(pulumi.ComponentResource):
    """Subnets without a gateway to the Internet, and an endpoint for each service."""

    vpc_id: pulumi.Output[str]
    subnet_ids: list[pulumi.Output[str]]
    functions_group_id: pulumi.Output[str]

    def __init__(
        self, name: str, args: NetworkArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        super().__init__("contact-center:infra:Network", name, None, opts)
        self._label = name
        self._args = args
        self._opts = pulumi.ResourceOptions(parent=self)
        vpc = aws.ec2.Vpc(
            name,
            cidr_block=ADDRESSES,
            enable_dns_support=True,
            enable_dns_hostnames=True,  # endpoints answer to the services' usual names by it
            tags=self._tags(name),
            opts=self._opts,
        )
        self.vpc_id = vpc.id
        # The group that comes with a VPC would let its members reach everything.
        aws.ec2.DefaultSecurityGroup(
            f"{name}-default", vpc_id=vpc.id, tags=self._tags(f"{name}-default"), opts=self._opts
        )
        routes = self._create_routes()
        self.subnet_ids = [self._create_subnet(*each, routes) for each in enumerate(args.zones)]
        functions = self._create_group("functions", "Functions")
        endpoints = self._create_group("endpoints", "Endpoints of AWS services")
        self.functions_group_id = functions.id
        self._create_gateways(routes, functions)
        self._create_endpoints(endpoints)
        self._let_out("endpoints", functions, group=endpoints)
        self._let_in(endpoints, functions)
        self.register_outputs({"vpc_id": vpc.id})

    def join(self) -> Permission:
        """What Lambda does in a function's name to place it here; its own code may not."""
        return Permission(
            sid="JoinNetwork",
            actions=(
                "ec2:CreateNetworkInterface",
                "ec2:DeleteNetworkInterface",
                "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSubnets",
                "ec2:AssignPrivateIpAddresses",
                "ec2:UnassignPrivateIpAddresses",
            ),
            resources=("*",),
            conditions={"Null": {"lambda:SourceFunctionArn": "true"}},
            reason="EC2's describe calls name no resource, and Lambda checks all six on `*`",
        )

    def _tags(self, name: str) -> dict[str, str]:
        return {**self._args.deployment.tags(self._args.component), "Name": name}

    def _create_routes(self) -> aws.ec2.RouteTable:
        label = f"{self._label}-routes"
        return aws.ec2.RouteTable(
            label, vpc_id=self.vpc_id, tags=self._tags(label), opts=self._opts
        )

    def _create_subnet(
        self, number: int, zone: str, routes: aws.ec2.RouteTable
    ) -> pulumi.Output[str]:
        label = f"{self._label}-{zone}"
        subnet = aws.ec2.Subnet(
            label,
            vpc_id=self.vpc_id,
            cidr_block=SUBNET_ADDRESSES.format(number),
            availability_zone=f"{self._args.deployment.region}{zone}",
            map_public_ip_on_launch=False,
            tags=self._tags(label),
            opts=self._opts,
        )
        aws.ec2.RouteTableAssociation(
            f"{label}-routes", subnet_id=subnet.id, route_table_id=routes.id, opts=self._opts
        )
        return subnet.id

    def _create_group(self, part: str, description: str) -> aws.ec2.SecurityGroup:
        label = f"{self._label}-{part}"
        return aws.ec2.SecurityGroup(
            label,
            name=self._args.deployment.name(label, limit=naming.SECURITY_GROUP),
            description=description,
            vpc_id=self.vpc_id,
            tags=self._tags(label),
            opts=self._opts,
        )

    def _create_gateways(
        self, routes: aws.ec2.RouteTable, functions: aws.ec2.SecurityGroup
    ) -> None:
        for service in GATEWAYS:
            label = f"{self._label}-{service}"
            gateway = aws.ec2.VpcEndpoint(
                label,
                vpc_id=self.vpc_id,
                vpc_endpoint_type="Gateway",
                service_name=self._service_name(service),
                route_table_ids=[routes.id],
                policy=self._account_only(service),
                tags=self._tags(label),
                opts=self._opts,
            )
            self._let_out(service, functions, addresses=gateway.prefix_list_id)

    def _create_endpoints(self, group: aws.ec2.SecurityGroup) -> None:
        for service in self._args.services:
            label = f"{self._label}-{service}"
            aws.ec2.VpcEndpoint(
                label,
                vpc_id=self.vpc_id,
                vpc_endpoint_type="Interface",
                service_name=self._service_name(service),
                subnet_ids=self.subnet_ids,
                security_group_ids=[group.id],
                private_dns_enabled=True,
                policy=self._account_only(service),
                tags=self._tags(label),
                opts=self._opts,
            )

    def _let_out(
        self,
        part: str,
        functions: aws.ec2.SecurityGroup,
        *,
        group: aws.ec2.SecurityGroup | None = None,
        addresses: pulumi.Input[str] | None = None,
    ) -> None:
        """Let functions reach a group, or a list of addresses."""
        label = f"{self._label}-to-{part}"
        aws.vpc.SecurityGroupEgressRule(
            label,
            security_group_id=functions.id,
            referenced_security_group_id=None if group is None else group.id,
            prefix_list_id=addresses,
            tags=self._tags(label),
            opts=self._opts,
            **_HTTPS,
        )

    def _let_in(self, endpoints: aws.ec2.SecurityGroup, functions: aws.ec2.SecurityGroup) -> None:
        label = f"{self._label}-from-functions"
        aws.vpc.SecurityGroupIngressRule(
            label,
            security_group_id=endpoints.id,
            referenced_security_group_id=functions.id,
            tags=self._tags(label),
            opts=self._opts,
            **_HTTPS,
        )

    def _service_name(self, service: str) -> str:
        return f"com.amazonaws.{self._args.deployment.region}.{service}"

    def _account_only(self, service: str) -> pulumi.Output[str]:
        """Who comes through is of this account, and so is what they reach.

        What they may do there, their roles say. So nothing can be carried to somebody else's
        bucket or queue, not even with credentials of theirs.
        """
        account = self._args.deployment.account
        conditions = {"StringEquals": {"aws:PrincipalAccount": account}}
        if service not in _NOBODYS:
            conditions["StringEqualsIfExists"] = {"aws:ResourceAccount": account}
        statement = {
            "Sid": "ThisAccount",
            "Effect": "Allow",
            "Principal": "*",
            "Action": "*",
            "Resource": "*",
            "Condition": conditions,
        }
        return resource_policy([statement])

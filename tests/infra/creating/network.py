"""The private network. Tags travel as `TagSpecifications`, made by the provider."""

from collections.abc import Mapping
from typing import Any

from tests.infra.arguments import Call

_TAGS = frozenset({"tags"})


def _rule(given: dict[str, Any]) -> dict[str, Any]:
    """What a rule lets through is an object of its own in the API."""
    ports = {key: given[key] for key in ("ipProtocol", "fromPort", "toPort")}
    group = given.get("referencedSecurityGroupId")
    peers = (
        {"userIdGroupPairs": [{"groupId": group}]}
        if group
        else {"prefixListIds": [{"prefixListId": given["prefixListId"]}]}
    )
    return {"groupId": given["securityGroupId"], "ipPermissions": [{**ports, **peers}]}


def _log(given: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in given.items() if key != "vpcId"}
    return {**rest, "resourceIds": [given["vpcId"]], "resourceType": "VPC"}


CREATING: Mapping[str, tuple[Call, ...]] = {
    "ec2/FlowLog": (
        Call(
            service="ec2",
            operation="CreateFlowLogs",
            names={"iamRoleArn": "DeliverLogsPermissionArn"},
            elsewhere=_TAGS,
            rewrite=_log,
        ),
    ),
    "ec2/RouteTable": (Call(service="ec2", operation="CreateRouteTable", elsewhere=_TAGS),),
    "ec2/RouteTableAssociation": (Call(service="ec2", operation="AssociateRouteTable"),),
    "ec2/SecurityGroup": (
        Call(
            service="ec2",
            operation="CreateSecurityGroup",
            names={"name": "GroupName"},
            elsewhere=_TAGS,
        ),
    ),
    "ec2/Subnet": (
        Call(
            service="ec2",
            operation="CreateSubnet",
            elsewhere=_TAGS | {"mapPublicIpOnLaunch"},
        ),
        Call(
            service="ec2",
            operation="ModifySubnetAttribute",
            only=frozenset({"mapPublicIpOnLaunch"}),
            also={"SubnetId": "made-by-create-subnet"},
            rewrite=lambda given: {"mapPublicIpOnLaunch": {"value": given["mapPublicIpOnLaunch"]}},
        ),
    ),
    "ec2/Vpc": (
        Call(
            service="ec2",
            operation="CreateVpc",
            elsewhere=_TAGS | {"enableDnsHostnames", "enableDnsSupport"},
        ),
        Call(
            service="ec2",
            operation="ModifyVpcAttribute",
            only=frozenset({"enableDnsHostnames", "enableDnsSupport"}),
            also={"VpcId": "made-by-create-vpc"},
            rewrite=lambda given: {key: {"value": value} for key, value in given.items()},
        ),
    ),
    "ec2/VpcEndpoint": (
        Call(
            service="ec2",
            operation="CreateVpcEndpoint",
            names={"policy": "PolicyDocument"},
            elsewhere=_TAGS,
        ),
    ),
    "vpc/SecurityGroupEgressRule": (
        Call(
            service="ec2",
            operation="AuthorizeSecurityGroupEgress",
            elsewhere=_TAGS,
            rewrite=_rule,
        ),
    ),
    "vpc/SecurityGroupIngressRule": (
        Call(
            service="ec2",
            operation="AuthorizeSecurityGroupIngress",
            elsewhere=_TAGS,
            rewrite=_rule,
        ),
    ),
}

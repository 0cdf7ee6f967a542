"""The private network: no way out, and an endpoint for every service that is called."""

import functools
import json

import pytest

from infra.stack_network import SERVICES
from tests.infra import engine
from tests.infra.calls.test_calls import operations
from tests.infra.engine import Recording, Registered
from tests.infra.outputs import ACCOUNT, REGION
from tests.infra.policies import (
    Statement,
    allows,
    condition_values,
    matches,
    role_of,
    statements,
)

OUTSIDE = {"callback-due": "it calls Connect, which has no endpoint for networks"}
"""Functions that run outside the network, and why."""

HAVE_NO_ENDPOINT = {"connect"}
"""Services that are called from outside (Connect admin guide, vpc-interface-endpoints)."""

HTTPS = {"fromPort": 443, "toPort": 443, "ipProtocol": "tcp"}


@functools.cache
def networked() -> Recording:
    return engine.run_main("prod", {f"{engine.PROJECT}:vpc": "true"})


def inside() -> list[Registered]:
    return [each for each in networked().of("lambda/Function") if each.name not in OUTSIDE]


def test_a_stack_has_no_network_unless_it_asks_for_one(recording: Recording) -> None:
    assert not recording.of("ec2/Vpc")
    assert all("vpcConfig" not in each.inputs for each in recording.of("lambda/Function"))


def test_functions_run_in_every_zone_of_the_network() -> None:
    subnets = {each.name for each in networked().of("ec2/Subnet")}
    assert len(subnets) == 2
    outside = {
        each.name for each in networked().of("lambda/Function") if "vpcConfig" not in each.inputs
    }
    assert outside == set(OUTSIDE)
    for function in inside():
        assert set(function.inputs["vpcConfig"]["subnetIds"]) == subnets
        assert function.inputs["vpcConfig"]["securityGroupIds"] == ["network-functions"]


def test_zones_lie_in_the_region_and_addresses_do_not_overlap() -> None:
    subnets = [each.inputs for each in networked().of("ec2/Subnet")]
    zones = [each["availabilityZone"] for each in subnets]
    assert zones == ["ap-northeast-2a", "ap-northeast-2c"]
    assert len({each["cidrBlock"] for each in subnets}) == len(subnets)
    assert not any(each["mapPublicIpOnLaunch"] for each in subnets)


def test_nothing_leads_to_the_internet() -> None:
    kinds = {each.type for each in networked().custom()}
    assert not any("Gateway" in kind or "Eip" in kind for kind in kinds)
    [table] = networked().of("ec2/RouteTable")
    assert "routes" not in table.inputs
    for rule in networked().of("vpc/SecurityGroupEgressRule"):
        assert "cidrIpv4" not in rule.inputs
        assert "cidrIpv6" not in rule.inputs


def test_functions_reach_endpoints_over_https_and_nobody_reaches_functions() -> None:
    [into] = networked().of("vpc/SecurityGroupIngressRule")
    assert HTTPS.items() <= into.inputs.items()
    assert into.inputs["securityGroupId"] == "network-endpoints"
    assert into.inputs["referencedSecurityGroupId"] == "network-functions"
    for rule in networked().of("vpc/SecurityGroupEgressRule"):
        assert HTTPS.items() <= rule.inputs.items()
        assert rule.inputs["securityGroupId"] == "network-functions"


def test_endpoints_let_this_account_through_and_to_what_is_its_own() -> None:
    for endpoint in networked().of("ec2/VpcEndpoint"):
        [statement] = json.loads(endpoint.inputs["policy"])["Statement"]
        assert condition_values(statement, "aws:PrincipalAccount") == [ACCOUNT]
        foundation = endpoint.inputs["serviceName"].endswith("bedrock-runtime")
        assert condition_values(statement, "aws:ResourceAccount") == [ACCOUNT][foundation:]


def test_interface_endpoints_answer_to_the_usual_names_in_every_zone() -> None:
    interfaces = [
        each.inputs
        for each in networked().of("ec2/VpcEndpoint")
        if each.inputs["vpcEndpointType"] == "Interface"
    ]
    assert len(interfaces) == len(SERVICES)
    for endpoint in interfaces:
        assert endpoint["privateDnsEnabled"] is True
        assert len(endpoint["subnetIds"]) == 2


@pytest.mark.parametrize("variant", ["snapshot", "s3-vectors"])
def test_there_is_an_endpoint_for_each_service_that_is_called_and_for_no_other(
    variant: str,
) -> None:
    values = {f"{engine.PROJECT}:vpc": "true", f"{engine.PROJECT}:index": variant}
    graph = engine.run_main("prod", values)
    endpoints = {
        each.inputs["serviceName"].rpartition(".")[2] for each in graph.of("ec2/VpcEndpoint")
    }
    called = {service for service, _ in operations(variant)}
    assert endpoints == called - HAVE_NO_ENDPOINT


def test_functions_may_be_placed_in_the_network_but_may_not_place_others() -> None:
    for function in inside():
        policy = networked().inputs("iam/RolePolicy", f"{function.name}-policy")["policy"]
        [join] = [one for one in json.loads(policy)["Statement"] if one["Sid"] == "JoinNetwork"]
        assert join["Condition"] == {"Null": {"lambda:SourceFunctionArn": "true"}}


def flow_log_role() -> list[Statement]:
    [log] = networked().of("ec2/FlowLog")
    return role_of(networked(), log.inputs["iamRoleArn"])


def test_what_passes_and_what_is_refused_is_logged_under_the_key_and_forgotten() -> None:
    [log] = networked().of("ec2/FlowLog")
    assert (log.inputs["vpcId"], log.inputs["trafficType"]) == ("network", "ALL")
    group = networked().inputs("cloudwatch/LogGroup", "network-flows-logs")
    assert log.inputs["logDestination"].endswith(f":log-group:{group['name']}")
    [key] = networked().of("kms/Key")
    [logs] = [one for one in statements(key) if one["Sid"] == "LogGroupsOfTheStack"]
    arn = f"arn:aws:logs:{REGION}:{ACCOUNT}:log-group:{group['name']}"
    patterns = condition_values(logs, "kms:EncryptionContext:aws:logs:arn")
    assert any(matches(pattern, arn) for pattern in patterns)
    assert group["kmsKeyId"] == networked().inputs("sqs/Queue", "ingest")["kmsMasterKeyId"]
    others = networked().inputs("cloudwatch/LogGroup", "answer-logs")
    assert group["retentionInDays"] == others["retentionInDays"]


def test_the_flow_log_may_write_its_own_group_and_nothing_else() -> None:
    [log] = networked().of("ec2/FlowLog")
    group = log.inputs["logDestination"]
    role = flow_log_role()
    for action in ("logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"):
        assert allows(role, action, f"{group}:log-stream:eni-1")
        assert not allows(role, action, f"{group}-of-others:log-stream:eni-1")
    assert not any(allows(role, "logs:CreateLogGroup", arn) for arn in (group, "*"))


def test_flow_logs_of_this_account_alone_take_the_role() -> None:
    role = networked().one("iam/Role", "network-flows-role")
    [trust] = statements(role, "assumeRolePolicy")
    assert trust["Principal"] == {"Service": "vpc-flow-logs.amazonaws.com"}
    assert condition_values(trust, "aws:SourceAccount") == [ACCOUNT]
    [source] = condition_values(trust, "aws:SourceArn")
    assert source == f"arn:aws:ec2:{REGION}:{ACCOUNT}:vpc-flow-log/*"

"""What roles may do, by AWS's own judgement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import pytest

from tests.infra.calls.drivers import DRIVERS, settings_of
from tests.infra.calls.needs import Need, Needs
from tests.infra.calls.wire import World
from tests.infra.engine import Recording
from tests.live.account import Account

NEVER = ("dynamodb:DeleteTable", "iam:CreateUser", "kms:ScheduleKeyDeletion", "s3:DeleteBucket")
"""Calls that no function makes."""

Group = tuple[str, tuple[tuple[str, str], ...]]
"""A resource with the condition keys of a request to it."""


_recorded: dict[tuple[int, str], list[Need]] = {}


def needs_of(declared: Recording, function: str) -> list[Need]:
    """What the function's calls need, recorded here once, against stand-ins."""
    known = (id(declared), function)
    if known not in _recorded:
        variables = settings_of(declared.inputs("lambda/Function", function))
        world = World()
        if "VECTOR_BUCKET" in variables:
            world.add_vector_bucket(variables["VECTOR_BUCKET"])
        DRIVERS[function](world, variables)
        needs = Needs(declared)
        _recorded[known] = [need for call in world.calls for need in needs.of(call)]
    return _recorded[known]


def role_of(account: Account, function: str) -> str:
    """The ARN of the deployed function's role."""
    found = account.client("lambda").get_function_configuration(
        FunctionName=account.name("lambda/Function", function)
    )
    return str(found["Role"])


def grouped(account: Account, needs: Iterable[Need]) -> Mapping[Group, set[str]]:
    """Actions by the resource and context that they are asked for together."""
    key = account.key_arn()
    groups: dict[Group, set[str]] = defaultdict(set)
    for need in needs:
        arn = key if need.action.startswith("kms:") else account.real(need.arn)
        groups[arn, tuple(sorted(need.context.items()))].add(need.action)
    return groups


def decisions(account: Account, role: str, actions: Iterable[str], group: Group) -> dict[str, str]:
    """IAM's own word on each action."""
    arn, context = group
    told = account.client("iam").simulate_principal_policy(
        PolicySourceArn=role,
        ActionNames=sorted(actions),
        ResourceArns=[arn],
        ContextEntries=[
            {"ContextKeyName": key, "ContextKeyType": "string", "ContextKeyValues": [value]}
            for key, value in context
        ],
    )
    return {each["EvalActionName"]: each["EvalDecision"] for each in told["EvaluationResults"]}


@pytest.mark.parametrize("function", DRIVERS)
def test_iam_allows_a_role_what_its_function_calls(account: Account, function: str) -> None:
    """Costs: nothing. Leaves: nothing. Needs iam:SimulatePrincipalPolicy."""
    if function not in {each.name for each in account.declared.of("lambda/Function")}:
        pytest.skip(f"the stack has no function {function}")
    role = role_of(account, function)
    for group, actions in grouped(account, needs_of(account.declared, function)).items():
        told = decisions(account, role, actions, group)
        refused = {action for action, decision in told.items() if decision != "allowed"}
        assert not refused, f"{function} at {group[0]}"


@pytest.mark.parametrize("function", DRIVERS)
def test_iam_refuses_a_role_what_nobody_does(account: Account, function: str) -> None:
    """Costs: nothing. Leaves: nothing. Needs iam:SimulatePrincipalPolicy."""
    if function not in {each.name for each in account.declared.of("lambda/Function")}:
        pytest.skip(f"the stack has no function {function}")
    told = decisions(account, role_of(account, function), NEVER, ("*", ()))
    assert set(told) == set(NEVER)
    assert "allowed" not in told.values()


def test_iam_finds_no_fault_with_any_policy(account: Account) -> None:
    """Costs: nothing. Leaves: nothing. Needs access-analyzer:ValidatePolicy."""
    analyzer = account.client("accessanalyzer")
    for declared in account.declared.of("iam/RolePolicy"):
        told = analyzer.validate_policy(
            policyDocument=account.real(str(declared.inputs["policy"])),
            policyType="IDENTITY_POLICY",
        )
        faults = [
            f"{each['issueCode']}: {each['findingDetails']}"
            for each in told["findings"]
            if each["findingType"] in {"ERROR", "SECURITY_WARNING"}
        ]
        assert not faults, declared.name

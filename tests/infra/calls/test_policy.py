"""The evaluator by which roles are judged: it sees what is missing, and what is too much."""

import json
from typing import Any

import pytest

from tests.infra.calls.needs import Need
from tests.infra.calls.policy import Policy

VIA = {"kms:ViaService": "sqs.ap-northeast-2.amazonaws.com"}


def policy(*statements: dict[str, Any]) -> Policy:
    return Policy.of(json.dumps({"Version": "2012-10-17", "Statement": list(statements)}))


def statement(sid: str, action: str, resource: str, **conditions: Any) -> dict[str, Any]:
    made: dict[str, Any] = {"Sid": sid, "Action": [action], "Resource": [resource]}
    return {**made, "Condition": conditions} if conditions else made


READ = statement("Read", "s3:GetObject", "arn:aws:s3:::index/*")
OPEN = statement("Open", "kms:Decrypt", "arn:aws:kms:::key/1", StringEquals=VIA)
JOIN = statement(
    "Join", "ec2:CreateNetworkInterface", "*", Null={"lambda:SourceFunctionArn": "true"}
)


@pytest.mark.parametrize(
    ("action", "arn"),
    [
        ("s3:PutObject", "arn:aws:s3:::index/current"),
        ("s3:GetObject", "arn:aws:s3:::documents/a.md"),
        ("s3:GetObject", "arn:aws:s3:::index"),
    ],
)
def test_another_action_or_resource_is_not_allowed(action: str, arn: str) -> None:
    judged = policy(READ)
    assert not judged.allows(Need(action=action, arn=arn))
    assert judged.unused([]) == [("Read", "s3:GetObject"), ("Read", "arn:aws:s3:::index/*")]


def test_what_was_needed_is_used() -> None:
    judged = policy(READ)
    assert judged.allows(Need(action="s3:GetObject", arn="arn:aws:s3:::index/current"))
    assert judged.unused([]) == []


def test_a_key_is_used_through_the_named_service_only() -> None:
    through = Need(action="kms:Decrypt", arn="arn:aws:kms:::key/1", context=VIA)
    directly = Need(action="kms:Decrypt", arn="arn:aws:kms:::key/1")
    assert policy(OPEN).allows(through)
    assert not policy(OPEN).allows(directly)


def test_code_of_a_function_makes_no_network_interfaces() -> None:
    by_lambda = Need(action="ec2:CreateNetworkInterface", arn="*")
    own = {"lambda:SourceFunctionArn": "arn:aws:lambda:::function:x"}
    by_code = Need(action="ec2:CreateNetworkInterface", arn="*", context=own)
    assert policy(JOIN).allows(by_lambda)
    assert not policy(JOIN).allows(by_code)


def test_statements_that_others_use_are_passed_over_by_name() -> None:
    assert policy(READ, OPEN).unused(["Open", "Read"]) == []
    assert {sid for sid, _ in policy(READ, OPEN).unused(["Open"])} == {"Read"}


def test_an_operator_that_nobody_has_thought_of_is_an_error() -> None:
    odd = statement("Odd", "s3:GetObject", "*", DateGreaterThan={"aws:CurrentTime": "2026"})
    with pytest.raises(NotImplementedError):
        policy(odd).allows(Need(action="s3:GetObject", arn="arn:aws:s3:::x/y"))

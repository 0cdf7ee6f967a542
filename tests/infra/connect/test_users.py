"""People who sign in, and the passwords that nobody knows."""

import json

import pytest

from infra.connect.users import PASSWORD_LENGTH
from tests.infra import engine
from tests.infra.connect import center
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, INVOKES, REGION

PEOPLE = [
    {
        "username": f"{role}.kim",
        "firstName": "민지",
        "lastName": "김",
        "email": f"{role}@example.com",
        "role": role,
    }
    for role in ("admin", "supervisor", "engineer", "agent")
]
GENERATOR = "aws:secretsmanager/getRandomPassword:getRandomPassword"


@pytest.fixture(scope="module")
def staffed() -> Recording:
    return center.record({"users": json.dumps(PEOPLE)})


def test_a_stack_without_people_has_no_users(plain: Recording) -> None:
    assert not plain.of("connect/User")


@pytest.mark.parametrize(
    ("role", "routing"),
    [
        ("admin", "supervisor"),
        ("supervisor", "supervisor"),
        ("engineer", "engineer"),
        ("agent", "agent"),
    ],
)
def test_people_get_what_their_role_needs(staffed: Recording, role: str, routing: str) -> None:
    user = staffed.inputs("connect/User", f"user-{role}.kim")
    assert user["name"] == f"{role}.kim"
    assert user["securityProfileIds"] == [f"{role}-security"]
    assert user["routingProfileId"] == f"{routing}-routing"
    assert user["identityInfo"] == {
        "firstName": "민지",
        "lastName": "김",
        "email": f"{role}@example.com",
    }
    assert user["phoneConfig"] == {"phoneType": "SOFT_PHONE"}
    assert user["tags"]["Role"] == role


def test_passwords_are_secrets_wherever_they_are_kept(staffed: Recording) -> None:
    for user in staffed.of("connect/User"):
        assert user.inputs["password"] == INVOKES[GENERATOR]["randomPassword"]
        assert "password" in user.secrets


def test_no_password_is_exported_or_given_to_anything_else(staffed: Recording) -> None:
    password = INVOKES[GENERATOR]["randomPassword"]
    assert password not in json.dumps(staffed.exports)
    for resource in staffed.resources:
        if engine.short(resource.type) != "connect/User" if resource.custom else True:
            assert password not in json.dumps(resource.inputs)


def test_what_people_chose_themselves_is_never_overwritten(staffed: Recording) -> None:
    for user in staffed.of("connect/User"):
        assert user.unchanged == {"password"}


def test_generated_passwords_are_as_connect_wants_them() -> None:
    assert 8 <= PASSWORD_LENGTH <= 64


def test_users_pass_cloudformations_schema(staffed: Recording) -> None:
    instance = f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/0a1b"
    for user in staffed.of("connect/User"):
        identity = user.inputs["identityInfo"]
        properties = {
            "InstanceArn": instance,
            "Username": user.inputs["name"],
            "IdentityInfo": {
                "FirstName": identity["firstName"],
                "LastName": identity["lastName"],
                "Email": identity["email"],
            },
            "PhoneConfig": {"PhoneType": user.inputs["phoneConfig"]["phoneType"]},
            "RoutingProfileArn": f"{instance}/routing-profile/{user.inputs['routingProfileId']}",
            "SecurityProfileArns": [
                f"{instance}/security-profile/{profile}"
                for profile in user.inputs["securityProfileIds"]
            ],
        }
        assert center.problems("AWS::Connect::User", properties) == []

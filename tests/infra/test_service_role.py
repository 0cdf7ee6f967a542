"""A role for one service: what it is called, who takes it on, and what it may do."""

import pulumi

from infra.permissions import Conditions, Permission, on_behalf_of
from infra.service_role import ServiceRoleArgs, service_role
from tests.infra import engine
from tests.infra.engine import Recording
from tests.infra.policies import statements
from tests.infra.test_naming import DEPLOYMENT

ACCOUNT = DEPLOYMENT.account
ARCHIVE = f"arn:aws:s3:::films-{ACCOUNT}"
OWN_FILMS = on_behalf_of(ACCOUNT, DEPLOYMENT.arn("films", "reel/*"))


def made(*, trust: Conditions | None = None, part: str | None = None) -> Recording:
    def program() -> None:
        parent = pulumi.ComponentResource("test:Parent", "parent")
        args = ServiceRoleArgs(
            deployment=DEPLOYMENT,
            component="films",
            service="films.amazonaws.com",
            description="Puts films away",
            permissions=[
                Permission(sid="Keep", actions=("s3:PutObject",), resources=(f"{ARCHIVE}/*",))
            ],
            trust=trust,
            policy="keep",
            part=part,
        )
        role = service_role("cutter", args, parent=parent)
        waiting = pulumi.ResourceOptions(depends_on=[role.policy])
        pulumi.ComponentResource("test:Waiting", "waiting", opts=waiting)
        pulumi.export("arn", role.arn)
        pulumi.export("name", role.name)

    return engine.run(program)


def test_role_and_policy_belong_to_their_parent_and_to_each_other() -> None:
    recording = made()
    role = recording.one("iam/Role", "cutter-role")
    policy = recording.one("iam/RolePolicy", "cutter-policy")
    assert role.parent.endswith("::parent")
    assert policy.parent == role.parent
    assert (policy.inputs["name"], policy.inputs["role"]) == ("keep", role.inputs["name"])
    assert recording.exports["name"] == role.inputs["name"]
    assert recording.exports["arn"] == f"arn:aws:iam::{ACCOUNT}:role/{role.inputs['name']}"


def test_the_role_may_do_what_it_was_given_and_nothing_else() -> None:
    [keep] = statements(made().one("iam/RolePolicy", "cutter-policy"))
    assert (keep["Sid"], keep["Action"], keep["Resource"]) == (
        "Keep",
        ["s3:PutObject"],
        [f"{ARCHIVE}/*"],
    )


def test_one_service_takes_it_on_under_the_conditions_given() -> None:
    [trust] = statements(made(trust=OWN_FILMS).one("iam/Role", "cutter-role"), "assumeRolePolicy")
    assert trust["Principal"] == {"Service": "films.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ArnLike": {"aws:SourceArn": f"arn:aws:films:ap-northeast-2:{ACCOUNT}:reel/*"},
    }


def test_a_service_without_sources_takes_it_on_without_conditions() -> None:
    [trust] = statements(made().one("iam/Role", "cutter-role"), "assumeRolePolicy")
    assert "Condition" not in trust


def test_its_name_is_the_logical_one_unless_it_has_a_part_of_its_own() -> None:
    prefix = "saltware-contact-center-dev"
    assert made().inputs("iam/Role", "cutter-role")["name"] == f"{prefix}-cutter"
    own = made(part="cutter-scheduler").inputs("iam/Role", "cutter-role")
    assert own["name"] == f"{prefix}-cutter-scheduler"


def test_what_needs_the_permissions_can_wait_for_them() -> None:
    recording = made()
    [waiting] = [each for each in recording.resources if each.name == "waiting"]
    assert recording.one("iam/RolePolicy", "cutter-policy").urn in waiting.depends_on

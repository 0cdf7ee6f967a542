"""What people may do in Connect."""

import re

import pytest

from infra import people
from infra.connect.queues import PROFILES
from infra.connect.security import (
    ADMIN,
    AGENT,
    DESCRIPTIONS,
    ENGINEER,
    ROLES,
    ROUTING,
    SUPERVISOR,
    known_permissions,
)
from tests.infra.connect import center
from tests.infra.engine import Recording
from tests.infra.outputs import ACCOUNT, REGION

TABLE = known_permissions()
CHANGES = re.compile(r"\.(?:Create|Edit\w*|Delete|Release|Claim|Publish|Remove|Manage\w*)$")


def changing(permissions: frozenset[str]) -> set[str]:
    return {permission for permission in permissions if CHANGES.search(permission)}


@pytest.mark.parametrize("role", ROLES)
def test_every_permission_is_one_that_connects_guide_lists(role: str) -> None:
    assert set(TABLE.known) >= ROLES[role]


def test_the_table_lists_nothing_that_nobody_has() -> None:
    assert set(TABLE.known) == set().union(*ROLES.values())
    assert all(use.endswith(".") for use in TABLE.known.values())


def test_whoever_has_more_to_do_may_do_what_the_others_may() -> None:
    assert AGENT < ENGINEER < SUPERVISOR < ADMIN


@pytest.mark.parametrize("role", ["supervisor", "engineer", "agent"])
def test_only_admins_touch_flows_users_numbers_and_what_the_repository_deploys(role: str) -> None:
    refused = tuple(TABLE.refused)
    touched = {
        permission
        for permission in ROLES[role]
        if permission.startswith(refused) and not permission.endswith(".View")
    }
    assert touched == set()


def test_agents_and_engineers_change_nothing_but_their_own_state() -> None:
    assert changing(AGENT) == changing(ENGINEER) == set()


def test_supervisors_change_their_own_reports_and_which_queues_are_open() -> None:
    assert changing(SUPERVISOR) == {"MetricsReports.Create", "MetricsReports.Edit"}
    assert "Queues.EnableAndDisable" in SUPERVISOR


def test_not_even_admins_release_numbers_or_widen_their_own_rights() -> None:
    never = {
        "PhoneNumbers.Release",
        "SecurityProfiles.Create",
        "SecurityProfiles.Edit",
        "SecurityProfiles.Delete",
        "ContactFlows.Delete",
        "CallRecordings.Unredacted.DownloadButton",
    }
    assert not never & ADMIN


def test_agents_hear_and_read_only_their_own_contacts() -> None:
    others = {
        "ContactSearch.View",
        "CallRecordings.Unredacted.Access",
        "ContactTranscripts.Unredacted.Access",
        "ManagerListenIn",
    }
    assert others <= SUPERVISOR
    assert not others & ENGINEER


def test_everybody_takes_calls_sees_the_guide_and_passes_callers_on() -> None:
    assert {"BasicAgentAccess", "CustomViews.Access", "TransferDestinations.View"} <= AGENT


def test_each_role_of_the_configuration_has_a_profile_and_what_it_serves() -> None:
    assert set(ROLES) == set(ROUTING) == set(DESCRIPTIONS) == set(people.ROLES)
    assert set(ROUTING.values()) <= set(PROFILES)


def test_profiles_are_not_taken_for_connects_own(plain: Recording) -> None:
    own = {"admin", "agent", "callcentermanager", "qualityanalyst"}
    names = {each.inputs["name"] for each in plain.of("connect/SecurityProfile")}
    assert names == {f"saltware-contact-center-{role}" for role in ROLES}
    assert not own & {name.lower() for name in names}


def test_profiles_pass_cloudformations_schema(plain: Recording) -> None:
    for profile in plain.of("connect/SecurityProfile"):
        properties = {
            "InstanceArn": f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/0a1b",
            "SecurityProfileName": profile.inputs["name"],
            "Description": profile.inputs["description"],
            "Permissions": profile.inputs["permissions"],
        }
        assert center.problems("AWS::Connect::SecurityProfile", properties) == []

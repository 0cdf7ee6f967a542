"""Instance, queues, quick connects, routing profiles."""

from collections.abc import Mapping
from typing import Any

import pytest

from infra.connect.queues import CHANNELS, PROFILES, QUEUES, QUICK_CONNECTS
from tests.infra.connect import center
from tests.infra.engine import Recording


def queues(recording: Recording) -> dict[str, Mapping[str, Any]]:
    return {each.inputs["name"]: each.inputs for each in recording.of("connect/Queue")}


def test_the_instance_logs_its_flows_and_listens_with_contact_lens(plain: Recording) -> None:
    instance = plain.one("connect/Instance", "instance")
    assert instance.inputs["identityManagementType"] == "CONNECT_MANAGED"
    assert instance.inputs["contactFlowLogsEnabled"] is True
    assert instance.inputs["contactLensEnabled"] is True
    assert instance.inputs["inboundCallsEnabled"] is True


def test_connects_log_group_is_made_before_connect_makes_its_own(plain: Recording) -> None:
    instance = plain.one("connect/Instance", "instance")
    logs = plain.one("cloudwatch/LogGroup", "instance-logs")
    assert logs.inputs["name"] == f"/aws/connect/{instance.inputs['instanceAlias']}"
    assert ":key/" in logs.inputs["kmsKeyId"]
    assert logs.urn in instance.depends_on


def test_a_protected_instance_refuses_to_go() -> None:
    assert center.record({"protect": "true"}).one("connect/Instance", "instance").protect


def test_there_are_four_queues_with_hours_and_a_voice_of_their_own(plain: Recording) -> None:
    assert set(queues(plain)) == {"engineer", "agent", "vip", "callback"}
    whisper = plain.one("cloudcontrol/Resource", "outbound_whisper-flow")
    for queue in plain.of("connect/Queue"):
        assert queue.inputs["hoursOfOperationId"] == "main-hours"
        assert queue.inputs["outboundCallerConfig"]["outboundFlowId"] == whisper.name
        assert whisper.urn in queue.depends_on


@pytest.mark.parametrize(
    ("profile", "order"),
    [
        ("engineer", ["vip", "engineer", "callback", "agent"]),
        ("agent", ["vip", "agent", "callback", "engineer"]),
        ("supervisor", ["vip", "agent", "engineer", "callback"]),
    ],
)
def test_people_serve_urgent_callers_first(
    plain: Recording, profile: str, order: list[str]
) -> None:
    served = plain.inputs("connect/RoutingProfile", f"{profile}-routing")["queueConfigs"]
    by_priority = {one["priority"]: one["queueId"].removesuffix("-queue") for one in served}
    assert [by_priority[priority] for priority in sorted(by_priority)] == order


def test_a_queue_has_the_same_place_in_every_channel_and_every_queue_its_own() -> None:
    for profile in PROFILES.values():
        priorities = [served.priority for served in profile.serves]
        assert sorted(priorities) == list(range(1, len(QUEUES) + 1))
        assert {served.queue for served in profile.serves} == set(QUEUES)


def test_people_are_given_calls_chats_and_tasks(plain: Recording) -> None:
    for profile in plain.of("connect/RoutingProfile"):
        offered = {
            one["channel"]: one["concurrency"] for one in profile.inputs["mediaConcurrencies"]
        }
        assert offered == {"VOICE": 1, "CHAT": 2, "TASK": 2}
        served = {(one["queueId"], one["channel"]) for one in profile.inputs["queueConfigs"]}
        assert len(served) == len(QUEUES) * len(CHANNELS)


def test_the_other_profession_helps_only_with_callers_who_wait() -> None:
    delays = {
        name: {served.queue: served.delay for served in profile.serves}
        for name, profile in PROFILES.items()
    }
    assert delays["engineer"] == {"vip": 0, "engineer": 0, "callback": 0, "agent": 30}
    assert delays["agent"] == {"vip": 0, "agent": 0, "callback": 0, "engineer": 30}
    assert set(delays["supervisor"].values()) == {60}


def test_connect_takes_that_many_queues_in_a_profile() -> None:
    """Default quota: 50 queues and channels in a routing profile."""
    assert max(len(profile.serves) for profile in PROFILES.values()) * len(CHANNELS) <= 50


def test_quick_connects_lead_to_queues_made_before_so_that_there_is_no_circle() -> None:
    made: list[str] = []
    for queue in QUEUES:
        assert set(QUICK_CONNECTS[queue]) <= set(made)
        made.append(queue)


def test_whoever_talks_to_a_caller_can_pass_them_to_an_engineer(plain: Recording) -> None:
    listed = {name: inputs.get("quickConnectIds", []) for name, inputs in queues(plain).items()}
    assert listed == {
        "engineer": [],
        "agent": ["engineer-quick-connect"],
        "vip": ["engineer-quick-connect", "agent-quick-connect"],
        "callback": ["engineer-quick-connect", "agent-quick-connect"],
    }


def test_a_quick_connect_runs_the_transfer_flow_into_its_queue(plain: Recording) -> None:
    transfer = plain.one("cloudcontrol/Resource", "queue_transfer-flow")
    for quick_connect in plain.of("connect/QuickConnect"):
        config = quick_connect.inputs["quickConnectConfig"]
        [destination] = config["queueConfigs"]
        assert config["quickConnectType"] == "QUEUE"
        assert destination == {
            "queueId": f"{quick_connect.inputs['name']}-queue",
            "contactFlowId": transfer.name,
        }
        assert transfer.urn in quick_connect.depends_on


def test_staff_read_korean_descriptions(plain: Recording) -> None:
    for kind in (
        "connect/Queue",
        "connect/QuickConnect",
        "connect/RoutingProfile",
        "connect/SecurityProfile",
        "connect/HoursOfOperation",
    ):
        described = plain.of(kind)
        assert described
        assert not any(each.inputs["description"].isascii() for each in described)

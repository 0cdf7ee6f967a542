"""Instance, hours, queues, routing profiles."""

from infra.config import NAMESPACE
from tests.infra import engine
from tests.infra.engine import Recording


def test_the_instance_logs_its_flows_and_listens_with_contact_lens(recording: Recording) -> None:
    instance = recording.one("connect/Instance", "instance")
    assert instance.inputs["identityManagementType"] == "CONNECT_MANAGED"
    assert instance.inputs["contactFlowLogsEnabled"] is True
    assert instance.inputs["contactLensEnabled"] is True
    assert instance.inputs["inboundCallsEnabled"] is True


def test_connects_log_group_is_made_before_connect_makes_its_own(recording: Recording) -> None:
    instance = recording.one("connect/Instance", "instance")
    logs = recording.one("cloudwatch/LogGroup", "instance-logs")
    assert logs.inputs["name"] == f"/aws/connect/{instance.inputs['instanceAlias']}"
    assert logs.urn in instance.depends_on


def test_people_answer_around_the_clock_by_default(recording: Recording) -> None:
    hours = recording.inputs("connect/HoursOfOperation", "main-hours")
    midnight = {"hours": 0, "minutes": 0}
    assert hours["timeZone"] == "Asia/Seoul"
    assert len(hours["configs"]) == 7
    assert all(day["startTime"] == day["endTime"] == midnight for day in hours["configs"])


def test_hours_follow_the_configuration() -> None:
    recording = engine.run_main("dev", {f"{NAMESPACE}:hours": "MON-FRI 09:00-18:00"})
    configs = recording.inputs("connect/HoursOfOperation", "main-hours")["configs"]
    assert [day["day"] for day in configs][::4] == ["MONDAY", "FRIDAY"]
    assert configs[0]["endTime"] == {"hours": 18, "minutes": 0}


def test_each_queue_has_people_who_serve_it(recording: Recording) -> None:
    for name in ("engineer", "agent"):
        assert recording.inputs("connect/Queue", f"{name}-queue")["name"] == name
        profile = recording.inputs("connect/RoutingProfile", f"{name}-routing")
        assert profile["defaultOutboundQueueId"] == f"{name}-queue"
        assert {served["queueId"] for served in profile["queueConfigs"]} == {f"{name}-queue"}
        assert [served["channel"] for served in profile["queueConfigs"]] == ["VOICE", "CHAT"]
        assert profile["mediaConcurrencies"] == [
            {"channel": "VOICE", "concurrency": 1},
            {"channel": "CHAT", "concurrency": 2},
        ]


def test_whom_a_queue_calls_hears_who_it_is(recording: Recording) -> None:
    whisper = recording.exports["flow_arns"]["outbound_whisper"]
    for queue in recording.of("connect/Queue"):
        assert whisper.endswith("/" + queue.inputs["outboundCallerConfig"]["outboundFlowId"])


def test_staff_read_korean_descriptions(recording: Recording) -> None:
    for kind in ("connect/Queue", "connect/RoutingProfile", "connect/HoursOfOperation"):
        assert not any(each.inputs["description"].isascii() for each in recording.of(kind))

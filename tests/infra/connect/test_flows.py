"""Publishing: references resolved, in an order that Connect accepts."""

import json
from typing import Any

import pytest
from cfnlint.api import lint

from flows import references
from flows.catalog import FLOWS
from flows.guide import VIEWS
from flows.references import UnknownReferenceError
from flows.source import FlowSource
from infra.config import NAMESPACE
from infra.connect.contact_center import EARLY
from infra.connect.publishing import (
    FLOW_TYPE,
    VIEW_TYPE,
    flow_state,
    publishing_order,
)
from tests.infra import engine
from tests.infra.engine import Recording, Registered
from tests.infra.outputs import CLOUD_CONTROL, REGION


def made(recording: Recording, type_name: str = FLOW_TYPE) -> list[Registered]:
    return [
        each
        for each in recording.of("cloudcontrol/Resource")
        if each.inputs["typeName"] == type_name
    ]


def states(recording: Recording, type_name: str = FLOW_TYPE) -> dict[str, dict[str, Any]]:
    return {
        each.name.rpartition("-")[0]: json.loads(each.inputs["desiredState"])
        for each in made(recording, type_name)
    }


def flow_to(name: str, *targets: str) -> FlowSource:
    actions = [{"Parameters": {"ContactFlowId": f"{{{{flow:{target}}}}}"}} for target in targets]
    return FlowSource(name=name, description=name, content={"Actions": actions})


def test_every_flow_of_the_catalog_is_published(recording: Recording) -> None:
    published = states(recording)
    assert set(published) == set(FLOWS)
    for name, state in published.items():
        assert state["Name"] == name
        assert state["Type"] == FLOWS[name].type
        assert state["State"] == "ACTIVE"


def test_no_reference_is_left_unresolved(recording: Recording) -> None:
    for state in states(recording).values():
        assert "{{" not in state["Content"]
        assert json.loads(state["Content"])["Version"] == "2019-10-30"


def test_flows_refer_to_the_resources_of_their_own_stack(recording: Recording) -> None:
    published = states(recording)
    assert recording.exports["inquiry_bot_alias_arn"] in published["inquiry"]["Content"]
    assert recording.exports["queue_arns"]["engineer"] in published["engineer"]["Content"]
    assert recording.exports["queue_arns"]["agent"] in published["agent"]["Content"]
    assert recording.exports["flow_arns"]["inquiry"] in published["main"]["Content"]


def test_a_flow_is_published_after_the_bot_and_the_functions_are_associated(
    recording: Recording,
) -> None:
    stack = recording.one("cloudformation/Stack", "inquiry-bot-stack").urn
    association = recording.one("connect/LambdaFunctionAssociation", "connect-knows-answer").urn
    later = [flow for flow in made(recording) if flow.name.rpartition("-")[0] not in EARLY]
    assert len(later) == len(FLOWS) - len(EARLY)
    assert all({stack, association} <= flow.depends_on for flow in later)


@pytest.mark.parametrize("flow", EARLY)
def test_flows_that_queues_need_refer_to_nothing(flow: str) -> None:
    assert not references.find(FLOWS[flow].content)


def test_a_number_is_attached_when_the_main_flow_is_published() -> None:
    number = "existing:0c0c0c0c-1111-2222-3333-444455556666"
    recording = engine.run_main("dev", {f"{NAMESPACE}:phoneNumber": number})
    attached = recording.one("connect/PhoneNumberContactFlowAssociation", "main-number-flow")
    assert recording.one("cloudcontrol/Resource", "main-flow").urn in attached.depends_on
    assert recording.exports["main_flow_arn"].endswith(attached.inputs["contactFlowId"])


def test_the_engineers_guide_is_made_and_shown(recording: Recording) -> None:
    views = states(recording, VIEW_TYPE)
    assert set(views) == set(VIEWS)
    assert views["guide"]["Actions"] == ["Done"]
    assert "질문" in json.dumps(views["guide"]["Template"], ensure_ascii=False)
    assert recording.exports["view_arns"]["guide"] in states(recording)["guide"]["Content"]


def test_a_replaced_flow_goes_before_its_successor_takes_the_name(recording: Recording) -> None:
    for kind in (FLOW_TYPE, VIEW_TYPE):
        assert made(recording, kind)
        assert all(each.replaced_first for each in made(recording, kind))


def test_whatever_goes_through_cloud_control_passes_cloudformations_schema() -> None:
    everything = {"hours": "MON-FRI 09:00-18:00", "contactRules": "true"}
    recording = engine.run_main(
        "prod", {f"{NAMESPACE}:{key}": value for key, value in everything.items()}
    )
    controlled = recording.of("cloudcontrol/Resource")
    template = {
        "Resources": {
            each.name.replace("-", "").replace("_", ""): {
                "Type": each.inputs["typeName"],
                "Properties": json.loads(each.inputs["desiredState"]),
            }
            for each in controlled
        }
    }
    matches = lint(json.dumps(template, ensure_ascii=False), regions=[REGION])
    assert [match.message for match in matches] == []
    assert len(template["Resources"]) == len(controlled)
    assert {each.inputs["typeName"] for each in controlled} == set(CLOUD_CONTROL)


def test_closed_hours_are_told_as_they_are_configured() -> None:
    recording = engine.run_main("dev", {f"{NAMESPACE}:hours": "MON-FRI 09:00-18:00"})
    closed = states(recording)
    assert "평일 오전 9시부터 오후 6시까지" in closed["closed"]["Content"]
    assert "Monday to Friday from 9 AM to 6 PM" in closed["closed_en"]["Content"]


def test_calls_are_analysed_when_the_stack_says(recordings: dict[str, Recording]) -> None:
    def told(stack: str) -> list[str]:
        contents = [state["Content"] for state in states(recordings[stack]).values()]
        return [text for text in contents if "AnalyticsBehavior" in text]

    assert told("dev") == []
    assert told("staging")
    assert told("prod")
    assert not any("RealTime" in text for text in told("staging"))
    assert all("RealTime" in text for text in told("prod"))


def test_english_callers_hear_the_voice_of_the_configuration() -> None:
    recording = engine.run_main("dev", {f"{NAMESPACE}:englishVoice": "Matthew"})
    published = states(recording)
    assert '"TextToSpeechVoice":"Matthew"' in published["main_en"]["Content"]
    assert '"TextToSpeechVoice":"Seoyeon"' in published["main"]["Content"]
    template = recording.inputs("cloudformation/Stack", "inquiry-bot-stack")["templateBody"]
    assert '"VoiceId":"Matthew"' in template
    assert "Joanna" not in template


def test_the_voice_of_the_configuration_is_heard(prod: Recording) -> None:
    assert '"TextToSpeechVoice":"Seoyeon"' in states(prod)["main"]["Content"]


def test_flows_come_after_those_they_transfer_to() -> None:
    flows = {"a": flow_to("a", "b", "c"), "b": flow_to("b", "c"), "c": flow_to("c")}
    assert [flow.name for flow in publishing_order(flows)] == ["c", "b", "a"]


def test_flows_that_transfer_in_a_circle_are_named() -> None:
    flows = {"a": flow_to("a", "b"), "b": flow_to("b", "a")}
    with pytest.raises(ValueError, match="in a circle: a > b > a"):
        publishing_order(flows)


def test_a_reference_that_nothing_provides_is_named() -> None:
    with pytest.raises(UnknownReferenceError, match="flow:nowhere"):
        flow_state(flow_to("a", "nowhere"), {"instance_arn": "arn"}, {})


def test_hangul_is_published_as_it_is_written() -> None:
    source = FlowSource(name="a", description="인사", content={"Text": "안녕하세요"})
    assert "안녕하세요" in flow_state(source, {"instance_arn": "arn"}, {})

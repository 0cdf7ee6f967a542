"""What is read of the flows that a stack publishes."""

import json
from typing import Any

import pytest

from local.cost.published import Published, published
from tests.local.cost.declared import Resource, flow, resource

PEOPLE = {"RecordedParticipants": ["Agent", "Customer"]}
ALL = {**PEOPLE, "IVRRecordingBehavior": "Enabled"}
NOTHING = Published(records_people=False, records_automated=False, analyses=False, calls_back=False)


def recorded(**parameters: Any) -> Published:
    return published([flow("UpdateContactRecordingBehavior", parameters)])


def test_no_flow_switches_nothing_on() -> None:
    assert published([resource("connect/instance:Instance")]) == NOTHING
    assert published([flow("MessageParticipant", {"Text": "AnalyticsBehavior"})]) == NOTHING


def test_people_are_recorded_without_the_automated_part() -> None:
    found = recorded(RecordingBehavior={**PEOPLE, "IVRRecordingBehavior": "Disabled"})
    assert (found.records_people, found.records_automated) == (True, False)
    assert recorded(RecordingBehavior=ALL).records_automated
    assert not recorded(RecordingBehavior={"RecordedParticipants": []}).records_people


@pytest.mark.parametrize(
    ("analysis", "found"),
    [
        ({"Enabled": "True", "AnalyticsLanguage": "ko-KR"}, True),
        ({"Enabled": "True", "ChannelConfiguration": {"Voice": {"AnalyticsModes": []}}}, True),
        ({"Enabled": "True", "ChannelConfiguration": {"Chat": {"AnalyticsModes": []}}}, False),
        ({"Enabled": "False"}, False),
        ({}, False),
    ],
)
def test_calls_are_analysed_where_a_flow_says_so(analysis: dict[str, Any], found: bool) -> None:
    assert recorded(RecordingBehavior=ALL, AnalyticsBehavior=analysis).analyses is found


def test_the_newer_action_is_read_by_channel() -> None:
    kind = "UpdateContactRecordingAndAnalyticsBehavior"
    on = {"VoiceRecordingBehavior": ALL, "VoiceAnalyticsBehavior": {"Enabled": "True"}}
    calls = published([flow(kind, {"VoiceBehavior": on})])
    chats = published([flow(kind, {"ChatBehavior": {"AnalyticsBehavior": {"Enabled": "True"}}})])
    assert calls.analyses
    assert calls.records_automated
    assert chats == NOTHING


def test_a_flow_of_the_provider_counts_and_one_that_is_archived_does_not() -> None:
    content = json.dumps({"Actions": [{"Type": "CreateCallbackContact", "Parameters": {}}]})
    assert published([resource("connect/contactFlow:ContactFlow", content=content)]).calls_back
    state = json.dumps({"Content": content, "State": "ARCHIVED"})
    archived = Resource(
        "aws:cloudcontrol/resource:Resource",
        "old-flow",
        {"typeName": "AWS::Connect::ContactFlow", "desiredState": state},
    )
    assert published([archived]) == NOTHING

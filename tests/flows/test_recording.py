"""What is recorded and analysed of calls, in which language, in every flow that records."""

import pytest

from flows import prompts
from flows.catalog import build
from flows.document import Action, read
from flows.json_values import JsonObject, as_list, as_object
from flows.recording import CallAnalysis
from flows.simulator.caller import Press
from flows.source import FlowSource
from flows.validate import find_problems
from tests.flows.worlds import call_center, play

RECORDING = {"main", "main_en", "callback_call", "callback_call_en", "outbound_whisper"}
MODES = {CallAnalysis.AFTER_CALL: "PostContact", CallAnalysis.DURING_CALL: "RealTime"}
BOTH = {"ko-KR", "en-US"}


def records(flow: FlowSource) -> list[Action]:
    return [action for action in read(flow.content).actions if "Recording" in action.type]


def analysis(action: Action) -> JsonObject:
    return as_object(action.parameters.get("AnalyticsBehavior"))


@pytest.mark.parametrize("how", CallAnalysis)
@pytest.mark.parametrize("verifies", [False, True])
def test_whatever_is_recorded_with_people_is_analysed_alike(
    how: CallAnalysis, verifies: bool
) -> None:
    flows = build(verifies=verifies, analysis=how)
    assert {name for name, flow in flows.items() if records(flow)} == RECORDING
    for action in [each for flow in flows.values() for each in records(flow)]:
        found = analysis(action)
        assert bool(found) is (how is not CallAnalysis.NONE)
        if found:
            voice = as_object(as_object(found["ChannelConfiguration"])["Voice"])
            assert (found["Enabled"], as_list(voice["AnalyticsModes"])) == ("True", [MODES[how]])
            assert as_object(found["SentimentConfiguration"]) == {"Enabled": "True"}


@pytest.mark.parametrize("name", sorted(RECORDING))
def test_a_call_is_analysed_in_the_language_that_is_spoken_in_the_flow(name: str) -> None:
    languages = {str(analysis(action)["AnalyticsLanguage"]) for action in records(build()[name])}
    spoken = {"en-US"} if name.endswith("_en") else {"ko-KR"}
    assert languages == (BOTH if name == "outbound_whisper" else spoken)


@pytest.mark.parametrize("how", CallAnalysis)
def test_nothing_is_to_be_said_against_flows_that_record(how: CallAnalysis) -> None:
    flows = build(verifies=True, analysis=how)
    for name in RECORDING:
        assert find_problems(flows[name].content, type=flows[name].type) == []


@pytest.mark.parametrize(("keys", "language"), [("2", "ko-KR"), ("*2", "en-US"), ("*1", "en-US")])
def test_a_call_is_analysed_in_the_language_that_the_caller_chose(keys: str, language: str) -> None:
    recording = as_object(play(call_center(), Press(keys)).to_json()["recording"])
    assert as_object(recording["AnalyticsBehavior"])["AnalyticsLanguage"] == language
    assert as_object(recording["RecordingBehavior"])["IVRRecordingBehavior"] == "Enabled"


def test_chats_are_not_analysed() -> None:
    assert records(build()["chat"]) == []


@pytest.mark.parametrize("language", prompts.LANGUAGES)
def test_whom_we_call_back_is_greeted_in_the_language_of_their_call(language: str) -> None:
    flow = read(build()["outbound_whisper"].content).by_identifier()
    chosen = flow[read(build()["outbound_whisper"].content).start or ""]
    targets = {operand: each.target for each in chosen.conditions for operand in each.operands}
    voice = flow[targets.get(language, chosen.next or "")]

    greeting = flow[voice.next or ""].parameters["Text"]
    assert greeting == prompts.load(language)["outbound_whisper"]["greeting"].text

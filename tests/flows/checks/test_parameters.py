from typing import Any

import pytest

from flows.json_values import Json
from tests.flows.actions import action, content
from tests.flows.edits import codes, edited, errors
from tests.flows.samples import sample, verdicts


def analysed(
    recorded: list[str],
    *,
    enabled: str = "True",
    language: str | None = "ko-KR",
    modes: list[str] | None = None,
) -> dict[str, Any]:
    behaviour: dict[str, Any] = {
        "Enabled": enabled,
        "ChannelConfiguration": {"Voice": {"AnalyticsModes": modes or ["RealTime"]}},
    }
    if language:
        behaviour["AnalyticsLanguage"] = language
    return {
        "RecordingBehavior": {"RecordedParticipants": recorded},
        "AnalyticsBehavior": behaviour,
    }


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("speak-as-seoyeon/Parameters", {}, "missing-parameter"),
        ("say-greeting/Parameters", {}, "missing-parameter"),
        ("say-greeting/Parameters/SSML", "<speak/>", "exclusive-parameters"),
        ("say-greeting/Parameters/Text", "", "empty-string"),
        ("record/Parameters/RecordingBehavior/IVRRecordingBehavior", "", "empty-string"),
        ("ask-menu/Parameters/InputTimeLimitSeconds", "0", "out-of-range"),
        ("ask-menu/Parameters/InputTimeLimitSeconds", "181", "out-of-range"),
        ("ask-menu/Parameters/InputTimeLimitSeconds", "five", "out-of-range"),
        (
            "ask-menu/Parameters/DTMFConfiguration",
            {"InterdigitTimeLimitSeconds": "21"},
            "out-of-range",
        ),
    ],
)
def test_a_wrong_parameter_is_an_error(path: str, value: Json, code: str) -> None:
    assert code in errors(edited(path, value))


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("Loop", "LoopCount", "101"),
        ("InvokeLambdaFunction", "InvocationTimeLimitSeconds", "9"),
        ("Wait", "TimeLimitSeconds", "604801"),
    ],
)
def test_every_limit_is_held_to(kind: str, name: str, value: str) -> None:
    parameters: dict[str, Any] = {name: value}
    flow = content(action("x", kind, next="end", **parameters))

    assert "out-of-range" in errors(flow)


@pytest.mark.parametrize("value", ["{{seconds}}", "${Seconds}", "%%SECONDS%%", "<<seconds>>"])
def test_what_is_not_final_is_not_held_to_limits(value: str) -> None:
    assert codes(edited("ask-menu/Parameters/InputTimeLimitSeconds", value)) == []


def test_an_unchosen_resource_is_warned_about() -> None:
    flow = content(
        action(
            "go", "TransferToFlow", next="end", errors={"NoMatchingError": "end"}, ContactFlowId=""
        )
    )

    assert codes(flow) == ["unset-id"]


def test_an_unknown_parameter_is_warned_about() -> None:
    assert codes(edited("ask-menu/Parameters/MaxDigits", "1")) == ["unknown-parameter"]


@pytest.mark.parametrize(
    ("kind", "parameters", "verdict"),
    [
        ("UpdateContactEventHooks", {"EventHooks": {"CustomerQueue": "a"}}, None),
        ("UpdateContactEventHooks", {"EventHooks": {"DefaultAgentUI": "a"}}, None),
        (
            "UpdateContactEventHooks",
            {"EventHooks": {"CustomerQueue": "a", "AgentWhisper": "b"}},
            "warning event-hooks",
        ),
        ("UpdateContactEventHooks", {"EventHooks": {}}, "warning event-hooks"),
        ("UpdateContactEventHooks", {"EventHooks": {"Coffee": "a"}}, "warning event-hooks"),
        ("MessageParticipantIteratively", {"InterruptFrequencySeconds": "20"}, None),
        (
            "MessageParticipantIteratively",
            {"InterruptFrequencySeconds": "10"},
            "warning interrupt-too-short",
        ),
        ("UpdateContactAttributes", {"Attributes": {"a-b_c 1": "x"}}, None),
        ("UpdateContactAttributes", {"Attributes": {"a.b": "x"}}, "warning attribute-key"),
        ("UpdateContactAttributes", {"Attributes": {"a$": "x"}}, "warning attribute-key"),
        (
            "UpdateFlowAttributes",
            {"FlowAttributes": {"a.b": {"Value": "x"}}},
            "warning attribute-key",
        ),
        ("UpdateContactRecordingBehavior", analysed(["Agent", "Customer"]), None),
        (
            "UpdateContactRecordingBehavior",
            analysed(["Agent"]),
            "error unrecorded-analysis",
        ),
        ("UpdateContactRecordingBehavior", analysed(["Agent"], enabled="False"), None),
        (
            "UpdateContactRecordingBehavior",
            analysed(["Agent", "Customer"], language=None),
            "error missing-parameter",
        ),
        (
            "UpdateContactRecordingBehavior",
            analysed(["Agent", "Customer"], modes=["Always"]),
            "warning wrong-value",
        ),
        ("TagContact", {"Tags": {f"t{n}": "x" for n in range(6)}}, None),
        ("TagContact", {"Tags": {f"t{n}": "x" for n in range(7)}}, "warning tags"),
        ("TagContact", {"Tags": {"aws:connect": "x"}}, "warning tags"),
        ("Loop", {"LoopCount": None}, "error missing-parameter"),
        ("UpdateContactTargetQueue", {"AgentId": "a"}, "error exclusive-parameters"),
        (
            "UpdateContactRoutingBehavior",
            {"QueueTimeAdjustmentSeconds": "-60"},
            "error exclusive-parameters",
        ),
        ("CheckMetricData", {"QueueId": "a", "AgentId": "b"}, "error exclusive-parameters"),
        ("MessageParticipant", {"SSML": "<speak>안녕</speak>"}, "error exclusive-parameters"),
    ],
)
def test_some_parameters_have_rules_of_their_own(
    kind: str, parameters: dict[str, Any], verdict: str | None
) -> None:
    assert verdicts(sample(kind, **parameters)) == ([] if verdict is None else [verdict])

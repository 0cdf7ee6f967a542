from typing import Any

import pytest

from flows.json_values import Json
from tests.flows.actions import action, content
from tests.flows.edits import codes, edited, errors


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("speak-as-seoyeon/Parameters", {}, "missing-parameter"),
        ("say-greeting/Parameters", {}, "missing-parameter"),
        ("say-greeting/Parameters/SSML", "<speak/>", "two-prompts"),
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


@pytest.mark.parametrize(
    "value", ["{{seconds}}", "${Seconds}", "%%SECONDS%%", "<<seconds>>", "$.Attributes.seconds"]
)
def test_what_is_not_final_is_not_held_to_limits(value: str) -> None:
    assert codes(edited("ask-menu/Parameters/InputTimeLimitSeconds", value)) == []


@pytest.mark.parametrize("value", [5, True, 2.5])
def test_numbers_and_booleans_are_warned_about(value: Json) -> None:
    assert codes(edited("record/Parameters/RecordingBehavior/X", value)) == ["not-a-string"]


def test_an_unchosen_resource_is_warned_about() -> None:
    flow = content(
        action(
            "go", "TransferToFlow", next="end", errors={"NoMatchingError": "end"}, ContactFlowId=""
        )
    )

    assert codes(flow) == ["unset-id"]


def test_an_unknown_parameter_is_warned_about() -> None:
    assert codes(edited("ask-menu/Parameters/MaxDigits", "1")) == ["unknown-parameter"]


def test_only_one_event_is_set_at_a_time() -> None:
    flow = content(
        action(
            "hooks",
            "UpdateContactEventHooks",
            next="end",
            errors={"NoMatchingError": "end"},
            EventHooks={"CustomerQueue": "a", "AgentWhisper": "b"},
        )
    )

    assert errors(flow) == ["event-hooks"]

import pytest

from flows.json_values import Json
from tests.flows.actions import action, content, say
from tests.flows.edits import REMOVED, codes, edited, errors


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("Version", "2019-10-31", "version"),
        ("Version", REMOVED, "version"),
        ("StartAction", "nobody", "start"),
        ("StartAction", None, "start"),
        ("Actions", {}, "malformed"),
        ("Actions/+", "hello", "malformed"),
        ("Actions/+", {}, "no-identifier"),
        ("Actions/+", {"Identifier": "log"}, "double-identifier"),
        ("hang-up/Identifier", "x" * 51, "long-identifier"),
        ("hang-up/Identifier", "a(b)", "forbidden-character"),
        ("hang-up/Identifier", "toString", "reserved-identifier"),
        ("hang-up/Identifier", "gone", "dangling"),
        ("record/Type", "SetRecording", "unknown-type"),
        ("record/Type", REMOVED, "unknown-type"),
        ("record/Transitions", [], "malformed"),
        ("record/Parameters", "on", "malformed"),
    ],
)
def test_a_broken_document_is_an_error(path: str, value: Json, code: str) -> None:
    assert code in errors(edited(path, value))


@pytest.mark.parametrize(
    "invented",
    ["PlayPrompt", "GetDigits", "Start", "SetVoice", "CheckAttribute", "TransferToQueue"],
)
def test_invented_action_types_are_errors(invented: str) -> None:
    assert "unknown-type" in errors(content(action("x", invented, next="end")))


@pytest.mark.parametrize("identifier", ["안내 멘트 1", "Hold prompts with interrupt after 1 min"])
def test_identifiers_may_be_friendly(identifier: str) -> None:
    assert codes(content(say(identifier))) == []


def test_what_nothing_leads_to_is_warned_about() -> None:
    assert codes(content(say("hello"), say("island"))) == ["unreachable"]


def test_too_many_actions_are_an_error() -> None:
    flow = content(*(say(f"s{n}", next=f"s{n + 1}" if n < 299 else "end") for n in range(300)))

    assert errors(flow) == ["too-many-actions"]


def test_too_much_content_is_an_error() -> None:
    long = "가" * 2_999
    flow = content(*(say(f"s{n}", long, next=f"s{n + 1}" if n < 99 else "end") for n in range(100)))

    assert errors(flow) == ["too-large"]

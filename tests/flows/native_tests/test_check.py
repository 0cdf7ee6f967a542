from typing import Any

import pytest

from flows.json_values import JsonObject, as_object
from flows.native_tests.check import find_problems
from flows.native_tests.language import (
    VERSION,
    assert_equal,
    end_test,
    event,
    instruct,
    message,
    observation,
    started,
    substitute,
)


def document(*observations: JsonObject) -> JsonObject:
    return {"Version": VERSION, "Metadata": {}, "Observations": list(observations)}


SOUND = document(
    observation(
        "start",
        event("start-event", "TestInitiated"),
        [substitute("CheckHoursOfOperation", "hours", "other hours")],
    ),
    observation(
        "menu",
        message("menu-event", "고르세요.", "Similarity"),
        [instruct("DtmfInput", {"Value": "1"})],
    ),
    observation(
        "queue",
        started("queue-event", "TransferContactToQueue", {"QueueId": "q"}),
        [assert_equal("$.Queue.Name", "q"), end_test()],
    ),
)


def test_what_is_known_to_be_sound_has_no_problems() -> None:
    assert find_problems(SOUND) == []


def only(*actions: JsonObject, on: JsonObject | None = None) -> JsonObject:
    return document(
        observation("a", on or event("a-event", "TestInitiated"), [*actions, end_test()])
    )


def changed(action: JsonObject, **parameters: Any) -> JsonObject:
    return {**action, "Parameters": {**as_object(action["Parameters"]), **parameters}}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({**SOUND, "Version": "2025-06-21"}, "Version must be"),
        (document(), "at least one observation"),
        (document(observation("a", event("e", "TestInitiated"), [])), "ends the test"),
        (only(on=event("e", "Invented")), "waits for 'Invented'"),
        (only(on=event("", "TestInitiated")), "needs an Identifier"),
        (only(on=message("e", "", "Similarity")), "needs Text, SSML or PromptId"),
        (only(on=message("e", "x", "Contains")), "is matched by one of"),
        (only(on=started("e", "MessageParticipant", {})), "names 'MessageParticipant'"),
        (only(on=started("e", "TransferContactToQueue", {})), "needs QueueId"),
        (only(instruct("DtmfInput", {"Value": "A"})), "presses 'A'"),
        (only(instruct("Utterance", {"Value": " "})), "says nothing"),
        (only(instruct("TextUtterance", {"Value": "x"})), "instructs 'TextUtterance'"),
        (only(changed(end_test(), ActionType="X")), "must repeat its type"),
        (only(changed(assert_equal("$.A", "b"), ActionType="Assert")), "must not repeat its type"),
        (only(assert_equal("Queue", "b")), "needs a path as Namespace"),
        (only(changed(assert_equal("$.A", "b"), Operator="Exists")), "uses one of"),
        (only(changed(assert_equal("$.A", "b"), Operand=None)), "needs an Operand"),
        (only({"Type": "Dance", "Parameters": {}}), "does 'Dance'"),
        (only(changed(end_test(), Command={"Type": "Pause"})), "commands 'Pause'"),
        (only(substitute("CheckHoursOfOperation", "h", "")), "needs SubstituteArn"),
    ],
)
def test_what_breaks_a_rule_is_told(content: JsonObject, sentence: str) -> None:
    assert any(sentence in problem for problem in find_problems(content)), find_problems(content)


def test_a_way_to_nowhere_is_told() -> None:
    one = {**observation("a", event("e", "TestInitiated"), [end_test()])}
    one["Transitions"] = {"NextObservations": ["b"]}

    assert "leads to 'b'" in find_problems(document(one))[0]


def test_doubled_names_are_told() -> None:
    one = observation("a", event("e", "TestInitiated"), [end_test()])

    assert "'a' is there 2 times" in find_problems(document(one, one))[0]


def test_content_that_is_too_long_is_told() -> None:
    long = only(on=message("e", "가" * 256_001, "Inclusion"))

    assert any("over 256000" in problem for problem in find_problems(long))

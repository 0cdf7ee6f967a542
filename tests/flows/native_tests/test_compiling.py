from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from flows.native_tests.check import find_problems
from flows.native_tests.compiling import compile_test
from flows.native_tests.scripted import NativeTestError, Script
from flows.prompts import load
from flows.references import find
from flows.simulator.caller import HangUp, Press, Say, Silence, Stay

ASKED = Script(
    name="AI 문의 후 엔지니어 연결",
    description="묻고 1번",
    number="+821012345678",
    steps=[Press("1"), Say("장애가 나면 얼마 만에 응답하나요"), Press("1")],
    ended="queued",
    queue="engineer",
    answers=["answered"],
    heard=["1시간"],
    never_heard=["오류"],
)


def observations(script: Script) -> Sequence[Mapping[str, Any]]:
    return cast("Sequence[Mapping[str, Any]]", compile_test(script).content["Observations"])


def instructions(script: Script) -> list[Mapping[str, Any]]:
    return [
        action["Parameters"]["Instruction"]
        for observation in observations(script)
        for action in observation["Actions"]
        if action["Type"] == "SendInstruction"
    ]


def test_a_call_becomes_messages_that_are_answered() -> None:
    waits = [(one["Event"]["Type"], len(one["Actions"])) for one in observations(ASKED)]

    assert waits == [
        ("TestInitiated", 1),
        ("MessageReceived", 1),
        ("MessageReceived", 1),
        ("MessageReceived", 1),
        ("FlowActionStarted", 2),
        ("MessageReceived", 0),
    ]


def test_keys_and_words_are_sent_as_the_language_has_them() -> None:
    assert instructions(ASKED) == [
        {"Type": "DtmfInput", "Properties": {"Value": "1"}},
        {
            "Type": "Utterance",
            "Properties": {"Value": "장애가 나면 얼마 만에 응답하나요", "LanguageCode": "ko-KR"},
        },
        {"Type": "DtmfInput", "Properties": {"Value": "1"}},
    ]


def test_each_observation_leads_to_the_next() -> None:
    chain = [one for one in observations(ASKED) if not one["Identifier"].startswith("heard")]
    names = [one["Identifier"] for one in chain]

    assert [one["Transitions"]["NextObservations"] for one in chain] == [
        *([name] for name in names[1:]),
        [],
    ]


def test_after_an_answer_the_fixed_words_are_waited_for() -> None:
    third = observations(ASKED)[3]["Event"]["Properties"]

    assert third["MatchingCriteria"] == {"Type": "Inclusion"}
    assert load()["answer"]["next"].text.startswith(third["Text"])


def test_what_must_be_heard_in_an_answer_stands_on_its_own() -> None:
    last = observations(ASKED)[-1]

    assert last["Event"]["Properties"]["Text"] == "1시간"
    assert last["Transitions"] == {"NextObservations": []}


def test_the_test_ends_at_the_queue_before_a_real_agent_is_called() -> None:
    queue = observations(ASKED)[4]

    assert queue["Event"]["Properties"]["ActionParameters"] == {"QueueId": "{{queue:engineer}}"}
    assert [action["Type"] for action in queue["Actions"]] == ["Assert", "TestControl"]
    assert queue["Actions"][0]["Parameters"]["Operand"] == "engineer"


def test_a_silent_caller_waits_for_the_next_message() -> None:
    silent = replace(ASKED, steps=[Silence(), Press("2")], answers=[], heard=[])

    assert len(instructions(silent)) == 1
    assert observations(silent)[1]["Actions"] == []


def test_a_caller_who_hangs_up_disconnects() -> None:
    gone = replace(ASKED, steps=[HangUp()], ended="disconnected", queue=None, heard=[], answers=[])

    assert instructions(gone) == [{"Type": "Disconnect"}]


def test_expected_attributes_are_asserted() -> None:
    kept = replace(ASKED, attributes={"status": "answered"})
    asserted = [a["Parameters"] for a in observations(kept)[4]["Actions"] if a["Type"] == "Assert"]

    assert asserted[-1] == {
        "Namespace": "$.Attributes.status",
        "Operator": "Equals",
        "Operand": "answered",
    }


def test_what_a_native_test_can_not_say_is_told() -> None:
    test = compile_test(replace(ASKED, ended="transferred", answers=None))

    assert [line.partition(":")[0] for line in test.left_out] == [
        "never_heard",
        "agents",
        "answers",
    ]


def test_references_stay_symbolic_for_the_deployment_to_fill() -> None:
    kinds = {(found.kind, found.name) for found in find(compile_test(ASKED).content)}

    assert {("queue", "engineer"), ("hours", "main"), ("hours", "always_open")} <= kinds


def test_the_request_is_what_create_test_case_takes() -> None:
    request = compile_test(ASKED).request()

    assert request["Status"] == "PUBLISHED"
    assert request["EntryPoint"] == {
        "Type": "VOICE_CALL",
        "VoiceCallEntryPointParameters": {
            "SourcePhoneNumber": "+821012345678",
            "FlowId": "{{flow:main}}",
        },
    }
    assert isinstance(request["Content"], str)


def test_the_same_scenario_gives_the_same_test() -> None:
    assert compile_test(ASKED) == compile_test(ASKED)
    assert find_problems(compile_test(ASKED).content) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"steps": [Press("2"), Stay(30)], "answers": []},
            r"step 2 \(stay 30\) happens in the queue",
        ),
        ({"steps": [Press("1"), Say("질문"), Press("1"), Press("5")]}, r"step 4 \(press 5\)"),
        ({"answers": ["failed"]}, "shall fail"),
        ({"ended": "error", "queue": None}, "expects an error"),
        ({"queue": "agent"}, r"ends queued \(engineer\), not queued \(agent\)"),
        (
            {"steps": [HangUp(), Press("1")], "ended": "disconnected", "queue": None},
            r"step 2 \(press 1\) is never come to",
        ),
    ],
)
def test_what_has_no_equivalent_is_one_clear_error(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NativeTestError, match=sentence):
        compile_test(replace(ASKED, **change))

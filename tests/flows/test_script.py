import pytest

from flows.catalog import FLOWS
from flows.json_values import JsonObject
from flows.script import ScriptedFlow, all_sentences, in_call_order, script
from flows.wording.telling import readable
from flows.wording.words import words
from tests.flows.actions import action, content, say

KO = words("ko")
OURS = [
    ScriptedFlow(name=name, content=flow.content, description=flow.description, type=flow.type)
    for name, flow in FLOWS.items()
]


def told(*actions: JsonObject) -> list[str]:
    flow = ScriptedFlow(name="x", content=content(*actions))
    return script([flow]).splitlines()


def test_every_sentence_that_a_caller_can_hear_is_in_the_script() -> None:
    text = script(OURS)

    for sentence in all_sentences(OURS):
        assert readable(sentence.text, KO) in text, sentence


def test_sentences_come_in_the_order_of_a_call() -> None:
    lines = told(say("a", "안녕하세요.", next="b"), say("b", "감사합니다."))

    assert lines[-3:] == [
        "- **[1]** “안녕하세요.”",
        "- **[2]** “감사합니다.”",
        "- **[3]** **전화 끊기**",
    ]


def test_what_a_key_does_is_indented_under_it() -> None:
    lines = told(
        action(
            "menu",
            "GetParticipantInput",
            when={"1": "one"},
            errors={
                "InputTimeLimitExceeded": "again",
                "NoMatchingCondition": "again",
                "NoMatchingError": "sorry",
            },
            Text="고르세요.",
            InputTimeLimitSeconds="6",
        ),
        say("one", "하나입니다."),
        say("again", "다시 안내합니다.", next="menu"),
        say("sorry", "죄송합니다."),
    )

    assert "  - **1번을 누르면**" in lines
    assert "    - **[2]** “하나입니다.”" in lines
    assert "  - **6초 동안 누르지 않으면, 없는 번호를 누르면**" in lines
    assert "    - → [1]로 이어집니다." in lines
    assert any(line.startswith("  - _문제가 생기면_ → ") for line in lines)


def test_faults_are_told_last() -> None:
    lines = told(
        action("f", "InvokeLambdaFunction", next="b", errors={"NoMatchingError": "sorry"}),
        say("b", "네."),
        say("sorry", "죄송합니다."),
    )

    assert lines.index("_문제가 생겼을 때만_") < lines.index("- **[4]** “죄송합니다.”")


@pytest.mark.parametrize(
    ("automated", "recorded"),
    [("", ""), ("Disabled", ""), ("Enabled", "·자동 안내")],
)
def test_the_recording_is_told_where_it_begins(automated: str, recorded: str) -> None:
    people = {"RecordedParticipants": ["Agent", "Customer"]}
    behaviour = {**people, "IVRRecordingBehavior": automated} if automated else people
    record = action("r", "UpdateContactRecordingBehavior", next="end", RecordingBehavior=behaviour)

    told_of = f"(상담원·고객{recorded})"
    assert f"- **[1]** _이때부터 통화를 녹음합니다 {told_of}_" in told(record)


def test_main_comes_first_and_each_flow_after_one_that_leads_to_it() -> None:
    names = [flow.name for flow in in_call_order(OURS)]

    assert names[0] == "main"
    assert sorted(names) == sorted(FLOWS)


def test_what_the_answer_function_says_is_there_with_its_name() -> None:
    text = script([], answers={"opening": "무엇이 궁금하신가요?"})

    assert "- “무엇이 궁금하신가요?” `opening`" in text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_script_is_the_same_each_time(language: str) -> None:
    assert script(OURS, language=language) == script(OURS, language=language)


def test_a_flow_without_steps_is_told_as_such() -> None:
    assert "이 흐름에는 단계가 없습니다." in script([ScriptedFlow(name="x", content={})])

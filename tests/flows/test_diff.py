import json
from typing import Any

import pytest

from flows.catalog import FLOWS
from flows.diff import Difference, diff
from flows.json_values import JsonObject
from tests.flows.actions import action, content, say


def between(old: JsonObject, new: JsonObject) -> Difference:
    return diff({"main": old}, {"main": new})


def menu(target: str, **more: str) -> JsonObject:
    return action(
        "menu",
        "GetParticipantInput",
        when={"1": target, **more},
        errors={"NoMatchingError": "end"},
        Text="무엇을 도와드릴까요?",
    )


@pytest.mark.parametrize("name", sorted(FLOWS))
def test_a_flow_does_not_differ_from_itself(name: str) -> None:
    assert between(FLOWS[name].content, FLOWS[name].content).is_empty


def test_new_identifiers_alone_are_no_difference() -> None:
    old = content(say("a", "안녕하세요.", next="b"), say("b", "감사합니다."))
    text = json.dumps(old, ensure_ascii=False).replace('"a"', '"0-0-1"').replace('"b"', '"0-0-2"')
    new: Any = json.loads(text)

    assert between(old, new).is_empty


def test_a_reworded_sentence_is_changed() -> None:
    found = between(content(say("a", "안녕하세요.")), content(say("a", "반갑습니다.")))

    assert found.changed == (
        {
            "flow": "main",
            "action": "a",
            "what": "sentence",
            "old": "안녕하세요.",
            "new": "반갑습니다.",
        },
    )
    assert (found.added, found.removed) == ((), ())


def test_a_reworded_sentence_under_a_new_identifier_is_changed_too() -> None:
    old = content(say("x1", "상담원에게 연결해 드리겠습니다."))
    new = content(say("x2", "상담원에게 바로 연결해 드리겠습니다."))

    assert [entry["action"] for entry in between(old, new).changed] == ["x2"]


def test_new_and_gone_sentences_are_told_with_their_place() -> None:
    found = between(
        content(say("a", "그대로입니다.", next="b"), say("b", "없어질 말.")),
        content(say("a", "그대로입니다.", next="c"), say("c", "Something else entirely")),
    )

    assert [entry["text"] for entry in found.added] == ["Something else entirely"]
    assert [entry["text"] for entry in found.removed] == ["없어질 말."]
    assert found.changed[0]["what"] == "route"


def test_a_key_that_leads_elsewhere_is_a_changed_route_in_words() -> None:
    steps = (say("a", "영업입니다."), say("b", "기술 지원입니다."))
    found = between(content(menu("a"), *steps), content(menu("b"), *steps))

    assert found.changed == (
        {
            "flow": "main",
            "action": "menu",
            "what": "route",
            "old": "안내 “영업입니다.”",
            "new": "안내 “기술 지원입니다.”",
            "on": "메뉴 “무엇을 도와드릴까요?” → 1",
        },
    )


def test_a_new_key_is_an_added_route() -> None:
    steps = (say("a", "영업입니다."),)
    found = between(content(menu("a"), *steps), content(menu("a", **{"2": "a"}), *steps))

    assert [entry["text"] for entry in found.added] == [
        "메뉴 “무엇을 도와드릴까요?” → 2 → 안내 “영업입니다.”"
    ]


def test_a_silent_step_in_between_is_not_heard() -> None:
    store = action("s", "UpdateContactAttributes", next="b", errors={"NoMatchingError": "b"})
    old = content(say("a", "하나", next="b"), say("b", "둘"))
    new = content(say("a", "하나", next="s"), store, say("b", "둘"))

    assert between(old, new).is_empty


def test_another_voice_is_heard() -> None:
    def spoken_by(voice: str) -> JsonObject:
        return content(
            action(
                "v",
                "UpdateContactTextToSpeechVoice",
                next="end",
                errors={"NoMatchingError": "end"},
                TextToSpeechVoice=voice,
            )
        )

    assert between(spoken_by("Seoyeon"), spoken_by("Jihye")).changed[0]["new"] == "목소리 Jihye"


def test_a_flow_that_only_one_side_has_is_all_new_or_all_gone() -> None:
    flow = content(say("a", "안녕하세요."))

    assert [e["text"] for e in diff({}, {"new": flow}).added] == ["안녕하세요."]
    assert [e["flow"] for e in diff({"old": flow}, {}).removed] == ["old"]


def test_it_can_be_told_in_english() -> None:
    steps = (say("a", "One"), say("b", "Two"))
    found = diff(
        {"x": content(menu("a"), *steps)}, {"x": content(menu("b"), *steps)}, language="en"
    )

    assert found.changed[0]["new"] == "Says “Two”"


def test_broken_content_is_compared_without_a_crash() -> None:
    broken: JsonObject = {
        "StartAction": "x",
        "Actions": [{"Identifier": "x", "Type": "Compare"}, {}],
    }

    assert isinstance(between(broken, content(say("a"))), Difference)
    assert isinstance(between(content(say("a")), {}), Difference)

from typing import Any

import pytest

from flows.json_values import JsonObject
from tests.flows.actions import action, content
from tests.flows.edits import codes, errors, first_code


def spoken(**prompt: Any) -> JsonObject:
    branches = {"NoMatchingError": "end"}
    return content(action("talk", "MessageParticipant", next="end", errors=branches, **prompt))


@pytest.mark.parametrize(
    ("ssml", "code"),
    [
        ("<speak>안녕하세요.</speak>", None),
        ('<speak>안녕<break time="1s"/></speak>', None),
        ('<speak><amazon:effect name="drc">안녕</amazon:effect></speak>', None),
        ("$.Attributes.greeting", None),
        ("{{prompt:greeting}}", None),
        ("<speak>{{name}} & 고객님</speak>", None),
        ("안녕하세요.", "no-speak"),
        ("<speak>A & B</speak>", "broken-ssml"),
        ("<speak><s>안녕</speak>", "broken-ssml"),
        ("<speak><emphasis>안녕</emphasis></speak>", "unknown-tag"),
    ],
)
def test_ssml_is_looked_at(ssml: str, code: str | None) -> None:
    assert first_code(spoken(SSML=ssml)) == code


@pytest.mark.parametrize(
    ("ssml", "codes_"),
    [
        ('<speak>안녕<break time="10s"/></speak>', []),
        ('<speak>안녕<break time="10000ms"/></speak>', []),
        ('<speak>안녕<break time="15s"/></speak>', ["long-break"]),
        ("<speak>안녕<break time='10.5s'/></speak>", ["long-break"]),
        ('<speak>안녕<break time="10001ms"/></speak>', ["long-break"]),
        ('<speak><lang xml:lang="en-US">hi</lang></speak>', []),
        ('<speak><prosody rate="90%">안녕</prosody></speak>', []),
        ('<speak><say-as interpret-as="digits">12</say-as></speak>', []),
        ('<speak><sub alias="에이">A</sub><w role="amazon:NN">b</w></speak>', []),
        ('<speak><audio src="x"/></speak>', ["unknown-tag"]),
        ("<speak>$.Attributes.name 님</speak>", []),
    ],
)
def test_tags_and_pauses_are_held_to(ssml: str, codes_: list[str]) -> None:
    assert codes(spoken(SSML=ssml)) == codes_


def test_markup_in_a_text_counts_as_ssml() -> None:
    assert codes(spoken(Text="<speak>안녕하세요.</speak>")) == ["ssml-in-text"]
    assert codes(spoken(Text="<speak>A & B</speak>")) == ["ssml-in-text", "broken-ssml"]


@pytest.mark.parametrize(
    ("text", "too_long"),
    [
        ("가" * 3_000, False),
        ("가" * 3_001, True),
        ("가" * 6_001, True),
        ("<speak>" + "<s>가나</s>" * 500 + "</speak>", False),
        ("<speak>" + "<s>가</s>" * 1_000 + "</speak>", True),
    ],
)
def test_a_text_that_is_too_long_is_an_error(text: str, too_long: bool) -> None:
    spoken_as = {"SSML": text} if "<speak" in text else {"Text": text}

    assert errors(spoken(**spoken_as)) == (["text-too-long"] if too_long else [])


def test_each_message_of_a_loop_is_looked_at() -> None:
    flow = content(
        action("wait", "MessageParticipantIteratively", Messages=[{"Text": "가" * 3_001}])
    )

    assert errors(flow) == ["text-too-long"]

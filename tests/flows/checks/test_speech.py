from typing import Any

import pytest

from flows.json_values import JsonObject
from tests.flows.actions import action, content
from tests.flows.edits import edited, errors, first_code


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


def test_markup_in_a_text_counts_as_ssml() -> None:
    assert first_code(spoken(Text="<speak>안녕하세요.</speak>")) is None
    assert first_code(spoken(Text="<speak>A & B</speak>")) == "broken-ssml"


def test_a_text_that_polly_cuts_off_is_an_error() -> None:
    assert errors(edited("say-greeting/Parameters/Text", "가" * 6_001)) == ["text-too-long"]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("x-amz-lex:audio:start-timeout-ms:*:*", "5000", None),
        ("x-amz-lex:audio:start-timeout-ms:EndIntent:*", "5000", None),
        ("x-amz-lex:allow-interrupt:*:*", "true", None),
        ("contact_id", "$.ContactId", None),
        ("x-amz-lex:audio:start-timeout-ms:*", "5000", "lex-key"),
        ("x-amz-lex:video:start-timeout-ms:*:*", "5000", "lex-key"),
        ("x-amz-lex:audio:max-length-ms:*:*", "20000", "lex-audio"),
        ("x-amz-lex:audio:max-length-ms:*:*", "60000", "lex-audio"),
    ],
)
def test_what_a_bot_is_told_is_looked_at(key: str, value: str, code: str | None) -> None:
    flow = content(
        action(
            "talk",
            "ConnectParticipantWithLexBot",
            next="end",
            errors={"NoMatchingError": "end", "NoMatchingCondition": "end"},
            when={"EndIntent": "end"},
            Text="말씀하세요",
            LexV2Bot={"AliasArn": "arn"},
            LexSessionAttributes={key: value},
        )
    )

    assert first_code(flow) == code

import base64
import json
from typing import Any

import pytest

from ai.answer.chain import MOST_QUESTION_CHARACTERS
from ai.chat.request import MOST_BODY_BYTES, Asked, read
from ai.errors import RefusedError

JSON = {"content-type": "application/json"}


def asked(body: object, **changes: Any) -> Asked:
    text = body if isinstance(body, str) else json.dumps(body)
    return read({"headers": JSON, "body": text, "isBase64Encoded": False, **changes})


def refusal(body: object, **changes: Any) -> RefusedError:
    with pytest.raises(RefusedError) as caught:
        asked(body, **changes)
    return caught.value


def test_a_question_may_stand_alone() -> None:
    assert asked({"question": "환불은요?"}) == Asked(question="환불은요?", token=None)


@pytest.mark.parametrize(("given", "token"), [("abc", "abc"), (None, None), ("", "")])
def test_a_question_may_go_on_with_a_session(given: str | None, token: str | None) -> None:
    assert asked({"question": "언제요", "session": given}).token == token


def test_white_space_around_and_within_a_question_does_not_count() -> None:
    assert asked({"question": "  환불은\n\n며칠  "}).question == "환불은 며칠"


def test_a_body_in_base64_is_the_same() -> None:
    body = base64.b64encode('{"question": "환불"}'.encode()).decode()
    assert asked(body, isBase64Encoded=True).question == "환불"


@pytest.mark.parametrize(
    "kind",
    ["application/json", "Application/JSON", 'application/json; charset="UTF-8"'],
)
def test_json_may_be_declared_in_several_ways(kind: str) -> None:
    assert asked({"question": "a"}, headers={"Content-Type": kind}).question == "a"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        None,
        {"content-type": "text/plain"},
        {"content-type": "application/jsonp"},
        {"content-type": "application/json; charset=euc-kr"},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
)
def test_another_content_type_is_refused(headers: object) -> None:
    error = refusal({"question": "a"}, headers=headers)
    assert (error.status, error.code) == (415, "unsupported_media_type")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "invalid_json"),
        ("{", "invalid_json"),
        ("[]", "invalid_json"),
        ('"환불"', "invalid_json"),
        ("[" * 8_000, "invalid_json"),
        ({}, "missing_question"),
        ({"session": "x"}, "missing_question"),
        ({"question": None}, "invalid_question"),
        ({"question": ["환불"]}, "invalid_question"),
        ('{"question": "\\ud800"}', "invalid_question"),
        ({"question": ""}, "empty_question"),
        ({"question": " \n\t"}, "empty_question"),
        ({"question": "가" * (MOST_QUESTION_CHARACTERS + 1)}, "question_too_long"),
        ({"question": "a", "session": 7}, "invalid_session"),
        ({"question": "a", "sesion": "x"}, "unknown_field"),
    ],
)
def test_what_is_no_question_is_refused_by_what_it_lacks(body: object, code: str) -> None:
    error = refusal(body)
    assert (error.status, error.code) == (400, code)


def test_the_longest_question_fits_with_every_character_escaped_and_a_session() -> None:
    longest = {"question": "가" * MOST_QUESTION_CHARACTERS, "session": "s" * 49}
    assert len(json.dumps(longest)) < MOST_BODY_BYTES
    assert len(asked(longest).question) == MOST_QUESTION_CHARACTERS


@pytest.mark.parametrize("encoded", [False, True])
def test_a_large_body_is_refused_before_it_is_read(encoded: bool) -> None:
    text = json.dumps({"question": "a"}) + " " * MOST_BODY_BYTES
    body = base64.b64encode(text.encode()).decode() if encoded else text
    assert refusal(body, isBase64Encoded=encoded).status == 413


@pytest.mark.parametrize("body", ["환불", "abc", base64.b64encode(b"\xff\xfe").decode()])
def test_what_is_neither_base64_nor_text_is_refused(body: str) -> None:
    error = refusal(body, isBase64Encoded=True)
    assert (error.status, error.code) == (400, "invalid_body")


def test_unknown_fields_are_named_but_not_without_end() -> None:
    fields = {"question": "a", **{f"{number:02}" + "x" * 100: 1 for number in range(40)}}
    message = str(refusal(fields))
    assert "'00xx" in message
    assert "question and session" in message
    assert len(message) < 400


def test_no_message_repeats_the_question() -> None:
    assert "비밀" not in str(refusal({"question": "비밀" * 600}))

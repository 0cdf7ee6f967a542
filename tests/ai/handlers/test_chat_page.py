"""docs/chat-api.md says what the chat API does."""

import ast
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from ai.answer.chain import MOST_QUESTION_CHARACTERS
from ai.chat.request import MOST_BODY_BYTES
from ai.chat.words import load_words
from ai.contract import Language, Reason, Status
from ai.deadline import Deadline
from ai.handlers import chat
from ai.handlers.contacts import REPEATED_WITHIN
from ai.handlers.service import AnswerService
from tests.ai.chat.callers import by_iam, by_jwt
from tests.ai.handlers.openapi import complaints
from tests.ai.handlers.worlds import event

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "chat-api.md").read_text(encoding="utf-8")
[BLOCK] = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
OPENAPI: dict[str, Any] = yaml.safe_load(BLOCK)
[PATH] = OPENAPI["paths"]
POST = OPENAPI["paths"][PATH]["post"]
SCHEMAS = OPENAPI["components"]["schemas"]
ROW = re.compile(r"^\| (\d{3}) \| `(\w+)` \|", re.MULTILINE)


def raised() -> set[tuple[int, str]]:
    """Status and code of every refusal in the code, and of the one that stands for faults."""
    found = {(500, "internal")}
    for path in (ROOT / "ai" / "chat").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RefusedError":
                status, code = (ast.literal_eval(argument) for argument in node.args[:2])
                found.add((status, code))
    return found


@pytest.fixture
def reading(service: AnswerService) -> AnswerService:
    prompts = {Language.KOREAN: load_words()}
    return replace(service, assistant=replace(service.assistant, prompts=prompts))


def post(service: AnswerService, body: Any, sent: Any = None) -> tuple[str, dict[str, Any]]:
    given = {**(sent or by_iam()), "body": json.dumps(body)}
    response = chat.respond(given, service, Deadline(5))
    return str(response["statusCode"]), json.loads(response["body"])


def test_there_is_one_route() -> None:
    assert event("http-chat")["routeKey"] == f"POST {PATH}"
    assert list(OPENAPI["paths"][PATH]) == ["post"]


def test_the_examples_are_what_the_page_says_they_are() -> None:
    asked = POST["requestBody"]["content"]["application/json"]
    answered = POST["responses"]["200"]["content"]["application/json"]
    refused = OPENAPI["components"]["responses"]["Refused"]["content"]["application/json"]
    for shown in (asked, answered, refused):
        assert complaints(shown["example"], shown["schema"], OPENAPI) == []


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("환불은 며칠 안에 처리됩니까", Status.ANSWERED),
        ("화성 여행 상품이 있나요", Status.ABSTAINED),
        ("너무 힘들어서 죽고 싶어요", Status.ESCALATE),
        ("?!", Status.ABSTAINED),
    ],
)
def test_answers_are_as_described(reading: AnswerService, question: str, status: Status) -> None:
    code, body = post(reading, {"question": question})
    assert (code, body["status"]) == ("200", status.value)
    assert complaints(body, SCHEMAS["Answer"], OPENAPI) == []


@pytest.mark.parametrize(
    ("body", "sent"),
    [({}, None), ({"question": "a", "session": "x"}, None), ({"question": "a"}, by_jwt(None))],
)
def test_errors_are_as_described(reading: AnswerService, body: Any, sent: Any) -> None:
    code, answer = post(reading, body, sent)
    assert POST["responses"][code] == {"$ref": "#/components/responses/Refused"}
    assert complaints(answer, SCHEMAS["Error"], OPENAPI) == []


def test_the_table_has_every_error_and_no_other() -> None:
    told = {(int(status), code) for status, code in ROW.findall(PAGE)}
    assert told == raised()
    assert {str(status) for status, _ in told} | {"200"} == set(POST["responses"])


def test_every_reason_is_there() -> None:
    listed = SCHEMAS["Answer"]["properties"]["reason"]["enum"]
    assert listed == [None, *(reason.value for reason in Reason)]


def test_every_status_is_there_but_for_the_end_of_a_call() -> None:
    listed = set(SCHEMAS["Answer"]["properties"]["status"]["enum"])
    assert listed == {status.value for status in Status} - {Status.ENDED.value}
    assert all(f"| `{status}` |" in PAGE for status in listed)


def test_the_limits_are_those_of_the_code() -> None:
    question = SCHEMAS["Question"]["properties"]["question"]
    assert question["maxLength"] == MOST_QUESTION_CHARACTERS
    assert f"over {MOST_QUESTION_CHARACTERS:,} characters" in PAGE
    assert f"over {MOST_BODY_BYTES:,} bytes" in PAGE
    assert f"within {REPEATED_WITHIN.seconds} seconds" in PAGE


def test_a_value_that_is_not_as_described_is_told() -> None:
    assert complaints({"question": ""}, SCHEMAS["Question"], OPENAPI)
    assert complaints({"question": "a", "more": 1}, SCHEMAS["Question"], OPENAPI)
    assert complaints({"question": 1}, SCHEMAS["Question"], OPENAPI)
    assert complaints({}, SCHEMAS["Question"], OPENAPI)
    assert complaints({"error": {"code": "a"}}, SCHEMAS["Error"], OPENAPI)

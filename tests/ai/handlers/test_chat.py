import json
import logging
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ai.chat.words import load_words
from ai.contract import Language, Metric, Reason
from ai.deadline import Deadline
from ai.errors import SettingsError
from ai.handlers import chat
from ai.handlers.service import AnswerService
from tests.ai.chat.callers import by_iam, by_jwt
from tests.ai.fakes.dynamodb import FakeDynamoDB

QUESTION = "환불은 며칠 안에 처리됩니까"
FIELDS = ["session", "status", "text", "citations", "reason", "timings_ms"]


class Context:
    def __init__(self, milliseconds: int) -> None:
        self._milliseconds = milliseconds

    def get_remaining_time_in_millis(self) -> int:
        return self._milliseconds


@pytest.fixture
def reading(service: AnswerService) -> AnswerService:
    """The service as the chat function makes it."""
    prompts = {Language.KOREAN: load_words()}
    return replace(service, assistant=replace(service.assistant, prompts=prompts))


def post(
    service: AnswerService, body: object, event: dict[str, Any] | None = None
) -> tuple[int, dict[str, Any]]:
    """Status and body; every response is checked for what all have in common."""
    given = {**(event or by_iam()), "body": json.dumps(body)}
    response = chat.respond(given, service, Deadline(5))
    assert response["headers"]["Cache-Control"] == "no-store"
    assert response["headers"]["X-Content-Type-Options"] == "nosniff"
    assert response["headers"]["Content-Type"].startswith("application/json")
    return response["statusCode"], json.loads(response["body"])


def test_a_question_is_answered_with_its_source(reading: AnswerService) -> None:
    status, body = post(reading, {"question": QUESTION})
    assert status == 200
    assert list(body) == FIELDS
    assert body["status"] == "answered"
    assert body["reason"] is None
    assert body["text"] == "환불은 7일 안에 처리됩니다."
    [citation] = body["citations"]
    assert set(citation) == {"document", "heading", "page", "quote", "score"}
    assert citation["document"] == "refund.md"
    assert body["timings_ms"]["total"] > 0


def test_a_session_holds_what_was_said_before(reading: AnswerService, table: FakeDynamoDB) -> None:
    _, first = post(reading, {"question": QUESTION})
    _, second = post(reading, {"question": "스타터는 얼마예요", "session": first["session"]})
    assert second["session"] == first["session"]
    assert len({item["contact_id"]["S"] for item in table.items}) == 1
    assert len(table.items) == 2
    assert all(item["contact_id"]["S"].startswith("api#") for item in table.items)


def test_a_question_without_a_session_begins_one(
    reading: AnswerService, table: FakeDynamoDB
) -> None:
    _, first = post(reading, {"question": QUESTION})
    _, second = post(reading, {"question": QUESTION})
    assert first["session"] != second["session"]
    assert len({item["contact_id"]["S"] for item in table.items}) == 2


def test_a_repeated_request_is_answered_once(reading: AnswerService, table: FakeDynamoDB) -> None:
    _, first = post(reading, {"question": QUESTION})
    again = {"question": QUESTION, "session": first["session"]}
    _, second = post(reading, again)
    assert second == first
    assert len(table.items) == 1


def test_nobody_goes_on_with_the_session_of_another(
    reading: AnswerService, table: FakeDynamoDB
) -> None:
    _, mine = post(reading, {"question": QUESTION}, by_jwt("kim"))
    status, body = post(
        reading, {"question": "뭐라고 했죠", "session": mine["session"]}, by_jwt("lee")
    )
    assert status == 404
    assert body["error"]["code"] == "unknown_session"
    assert len(table.items) == 1


def test_who_is_not_known_is_refused_before_the_question_is_read(
    reading: AnswerService, table: FakeDynamoDB
) -> None:
    status, body = post(reading, {"question": QUESTION}, by_jwt(None))
    assert (status, body["error"]["code"]) == (403, "unknown_caller")
    assert table.items == []


def test_what_the_documents_lack_is_said_in_words_to_read(reading: AnswerService) -> None:
    status, body = post(reading, {"question": "화성 여행 상품이 있나요"})
    assert status == 200
    assert (body["status"], body["citations"]) == ("abstained", [])
    assert body["text"] == load_words().for_reason(Reason(body["reason"]))


def test_distress_is_told_how_to_reach_a_person(reading: AnswerService) -> None:
    _, body = post(reading, {"question": "너무 힘들어서 죽고 싶어요"})
    assert (body["status"], body["reason"]) == ("escalate", "distress")
    assert "109번" in body["text"]
    assert "누르" not in body["text"]


def test_signs_without_words_are_told_to_be_no_question(reading: AnswerService) -> None:
    status, body = post(reading, {"question": "?!"})
    assert (status, body["status"], body["reason"]) == (200, "abstained", "no_question")


def test_a_failure_of_the_chain_is_an_answer_that_says_so(reading: AnswerService) -> None:
    def broken() -> Any:
        raise OSError

    failing = replace(reading, assistant=replace(reading.assistant, knowledge=broken))
    status, body = post(failing, {"question": QUESTION})
    assert (status, body["status"]) == (200, "failed")
    assert body["text"] == load_words().for_reason(Reason(body["reason"]))


def test_what_is_wrong_with_a_request_is_one_error(reading: AnswerService) -> None:
    status, body = post(reading, {"query": QUESTION})
    assert status == 400
    assert list(body) == ["error"]
    assert body["error"]["code"] == "unknown_field"
    assert "'query'" in body["error"]["message"]


def test_questions_are_counted_and_requests_that_are_none_are_not(
    reading: AnswerService, sent: list[dict[str, Any]]
) -> None:
    post(reading, {"question": QUESTION})
    post(reading, {})
    assert [line[Metric.CHAT_TURNS] for line in sent if Metric.CHAT_TURNS in line] == [1]


def test_no_log_line_holds_what_was_asked(
    reading: AnswerService, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        post(reading, {"question": QUESTION})
        post(reading, {"question": QUESTION, "비밀": "홍길동"})
    assert {"turn", "chat_refused"} <= {record.message for record in caplog.records}
    logged = " ".join(str(vars(record)) for record in caplog.records)
    assert "환불은 며칠" not in logged
    assert "홍길동" not in logged
    assert "비밀" not in logged
    assert "user/website" not in logged


def test_a_turn_ends_before_the_function_would_be_stopped(
    reading: AnswerService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat, "chat_service", lambda: reading)
    late = json.loads(chat.handler(by_iam(), Context(610))["body"])
    assert late["status"] == "failed"
    assert json.loads(chat.handler(by_iam(), Context(10_000))["body"])["status"] == "answered"


def test_a_fault_is_logged_and_told_without_its_cause(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> AnswerService:
        raise SettingsError("INDEX_BUCKET is not set")

    monkeypatch.setattr(chat, "chat_service", broken)
    response = chat.handler(by_iam())
    assert response["statusCode"] == 500
    assert json.loads(response["body"])["error"]["code"] == "internal"
    assert "INDEX_BUCKET" not in response["body"]
    assert [record.message for record in caplog.records] == ["chat_failed"]


@pytest.mark.parametrize("event", [{}, {"Records": []}, {"requestContext": "x", "headers": 3}])
def test_an_event_of_something_else_is_refused(
    event: dict[str, Any], reading: AnswerService
) -> None:
    assert chat.respond(event, reading, Deadline(5))["statusCode"] == 403


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(body=st.one_of(st.text(), st.none(), st.integers()), encoded=st.booleans())
def test_whatever_the_body_is_the_response_is_json(
    reading: AnswerService, body: object, encoded: bool
) -> None:
    event = by_iam(body=body, isBase64Encoded=encoded)
    response = chat.respond(event, reading, Deadline(5))
    assert response["statusCode"] in {200, 400, 413}
    assert isinstance(json.loads(response["body"]), dict)

import io
import json
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from ai.contract import Language
from local.errors import OutsideError
from local.functions import Functions, connect_event
from tests.local.cloud.recording import RecordingClients
from tests.local.states import ANSWERED, NOBODY, STATE

ARN = "arn:aws:lambda:ap-northeast-2:000000000000:function:answer:live"


@pytest.fixture
def functions(clients: RecordingClients) -> Functions:
    return Functions(state=STATE, clients=clients)


def answer_with(clients: RecordingClients, payload: Any, **more: Any) -> None:
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    clients.answers.by_operation["Invoke"] = {
        "StatusCode": 200,
        "Payload": io.BytesIO(body),
        **more,
    }


def fail_with(clients: RecordingClients, code: str, operation: str = "Invoke") -> None:
    error = ClientError({"Error": {"Code": code, "Message": "no"}}, "Invoke")
    clients.answers.by_operation[operation] = error


def unreachable(
    clients: RecordingClients, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise error

    for service, method in (("lambda", "invoke"), ("dynamodb", "query")):
        monkeypatch.setattr(clients(service), method, refuse)


def test_a_function_gets_its_event_and_gives_its_payload(
    functions: Functions, clients: RecordingClients
) -> None:
    answer_with(clients, {"text": "네"})
    result = functions.invoke(ARN, {"질문": "요금"}, 8.0)
    assert (result.payload, result.error) == ({"text": "네"}, None)
    assert result.seconds >= 0
    sent = clients.parameters_of("Invoke")
    assert sent["FunctionName"] == ARN
    assert json.loads(sent["Payload"]) == {"질문": "요금"}


def test_a_function_that_gives_nothing_gives_none(
    functions: Functions, clients: RecordingClients
) -> None:
    answer_with(clients, b"")
    assert functions.invoke(ARN, {}, 8.0).payload is None


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ({"errorMessage": "no index", "errorType": "NoSnapshotError"}, "no index"),
        ("timed out", "timed out"),
    ],
)
def test_an_exception_in_the_function_is_an_error_that_is_not_tried_again(
    functions: Functions, clients: RecordingClients, payload: Any, told: str
) -> None:
    answer_with(clients, payload, FunctionError="Unhandled")
    result = functions.invoke(ARN, {}, 8.0)
    assert (result.payload, result.error, result.retryable) == (None, told, False)
    assert functions.outages == 0


@pytest.mark.parametrize(
    ("code", "retryable"),
    [
        ("TooManyRequestsException", True),
        ("ServiceException", True),
        ("ResourceNotFoundException", False),
        ("AccessDeniedException", False),
    ],
)
def test_a_refused_invocation_tells_its_code_and_whether_to_try_again(
    functions: Functions, clients: RecordingClients, code: str, *, retryable: bool
) -> None:
    fail_with(clients, code)
    result = functions.invoke(ARN, {}, 8.0)
    assert result.error is not None
    assert code in result.error
    assert result.retryable is retryable
    assert functions.outages == 0


@pytest.mark.parametrize(
    "error",
    [EndpointConnectionError(endpoint_url=NOBODY), ReadTimeoutError(endpoint_url=NOBODY)],
)
def test_an_emulator_that_is_gone_is_counted(
    functions: Functions,
    clients: RecordingClients,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    unreachable(clients, monkeypatch, error)
    assert NOBODY in (functions.invoke(ARN, {}, 8.0).error or "")
    assert functions.answers_of("c-1") == []
    assert functions.outages == 2


def test_a_question_in_english_says_so(functions: Functions, clients: RecordingClients) -> None:
    answer_with(clients, {"status": "answered", "answer": json.dumps(ANSWERED)})
    functions.ask("how much is it", "c-1", Language.ENGLISH)
    sent = json.loads(clients.parameters_of("Invoke")["Payload"])
    assert sent["Details"]["Parameters"]["language"] == "en"


def test_a_question_is_asked_as_a_flow_asks_it(
    functions: Functions, clients: RecordingClients
) -> None:
    answer_with(clients, {"status": "answered", "answer": json.dumps(ANSWERED)})
    assert functions.ask("요금이 얼마예요", "c-1") == ANSWERED
    sent = clients.parameters_of("Invoke")
    event = json.loads(sent["Payload"])
    assert sent["FunctionName"] == STATE.outputs["answer_function_alias_arn"]
    assert event["Name"] == "ContactFlowEvent"
    assert event["Details"]["ContactData"]["ContactId"] == "c-1"
    assert event["Details"]["Parameters"] == {
        "question": "요금이 얼마예요",
        "contact_id": "c-1",
        "language": "ko",
    }


def test_a_failed_question_is_something_outside(
    functions: Functions, clients: RecordingClients
) -> None:
    answer_with(clients, {"errorMessage": "out of memory"}, FunctionError="Unhandled")
    with pytest.raises(OutsideError, match="the answer function failed: out of memory"):
        functions.ask("요금", "")


BROKEN: list[Any] = [None, "text", [1], {}, {"answer": "no JSON"}, {"answer": {"a": 1}}]


@pytest.mark.parametrize("payload", BROKEN)
def test_an_answer_of_another_shape_breaks_the_contract(
    functions: Functions, clients: RecordingClients, payload: Any
) -> None:
    answer_with(clients, payload)
    with pytest.raises(OutsideError, match="broke its contract"):
        functions.ask("요금", "")


def test_the_kept_answers_of_a_contact_come_in_order(
    functions: Functions, clients: RecordingClients
) -> None:
    rows = [
        {"contact_id": {"S": "c-1"}, "at": {"S": "1"}, "answer": {"S": json.dumps(ANSWERED)}},
        {"contact_id": {"S": "c-1"}, "at": {"S": "2"}, "expires_at": {"N": "1"}},
        {"contact_id": {"S": "c-1"}, "at": {"S": "3"}, "answer": {"S": '{"status": "failed"}'}},
    ]
    clients.answers.by_operation["Query"] = {"Items": rows}
    assert functions.answers_of("c-1") == [ANSWERED, {"status": "failed"}]
    sent = clients.parameters_of("Query")
    assert sent["TableName"] == "contacts"
    assert sent["ExpressionAttributeValues"] == {":contact": {"S": "c-1"}}


def test_an_event_has_the_keys_that_connect_sends() -> None:
    contact = connect_event("c-1", {})["Details"]["ContactData"]
    assert {"Attributes", "Channel", "ContactId", "CustomerEndpoint", "InstanceARN"} <= set(contact)

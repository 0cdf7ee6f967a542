"""Contacts started over real HTTP on loopback, as boto3 starts them."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

from local.connect.contacts import STARTED, connect_model
from local.connect.deployed import Center
from local.connect_service import ConnectServer
from tests.local.connect.centers import ARN, INSTANCE, resources

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

NUMBER = "+821012345678"
CALL = {
    "InstanceId": INSTANCE,
    "ContactFlowId": "callback_call-id",
    "QueueId": "callback-id",
    "DestinationPhoneNumber": NUMBER,
    "Attributes": {"callback_booking": "b-1"},
}
TASK = {"InstanceId": INSTANCE, "ContactFlowId": "callback_task-id", "Name": "예약 콜백"}


@pytest.fixture
def server() -> Iterator[ConnectServer]:
    server = ConnectServer(lambda: Center.of(resources()))
    yield server
    server.close()


def client(server: ConnectServer, **config: Any) -> Any:
    session: Any = boto3.Session(
        aws_access_key_id="test", aws_secret_access_key="test", region_name="ap-northeast-2"
    )
    once = Config(retries={"total_max_attempts": 1}, **config)
    return session.client("connect", endpoint_url=server.endpoint, config=once)


def started(server: ConnectServer) -> list[dict[str, Any]]:
    with urllib.request.urlopen(server.endpoint + STARTED, timeout=5) as answer:  # noqa: S310
        return list(json.load(answer)["contacts"])


def refusal(call: Any, given: dict[str, Any]) -> tuple[str, str]:
    with pytest.raises(ClientError) as raised:
        call(**given)
    error = raised.value.response.get("Error", {})
    return error.get("Code", ""), error.get("Message", "")


def test_a_call_is_started_and_can_be_seen(server: ConnectServer) -> None:
    made = client(server).start_outbound_voice_contact(**CALL)

    [contact] = started(server)
    assert contact["id"] == made["ContactId"]
    assert (contact["channel"], contact["number"]) == ("VOICE", NUMBER)
    assert (contact["flow"], contact["queue"]) == ("callback_call", "callback")
    assert contact["flow_arn"] == f"{ARN}/contact-flow/callback_call-id"
    assert contact["attributes"] == {"callback_booking": "b-1"}


def test_a_task_is_started_and_can_be_seen(server: ConnectServer) -> None:
    made = client(server).start_task_contact(**TASK, Description="2시에 전화하기로 함")

    [contact] = started(server)
    assert contact["id"] == made["ContactId"]
    assert (contact["channel"], contact["name"]) == ("TASK", "예약 콜백")
    assert contact["description"] == "2시에 전화하기로 함"


def test_the_same_token_starts_one_contact(server: ConnectServer) -> None:
    connect = client(server)
    first = connect.start_outbound_voice_contact(**CALL, ClientToken="b-1-call-1")
    again = connect.start_outbound_voice_contact(**CALL, ClientToken="b-1-call-1")
    other = connect.start_outbound_voice_contact(**CALL, ClientToken="b-1-call-2")

    assert first["ContactId"] == again["ContactId"] != other["ContactId"]
    assert len(started(server)) == 2


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"InstanceId": "another"}, "ResourceNotFoundException", "instance"),
        ({"ContactFlowId": "gone"}, "ResourceNotFoundException", "flow gone"),
        ({"ContactFlowId": "whisper-id"}, "InvalidRequestException", "OUTBOUND_WHISPER"),
        ({"QueueId": "gone"}, "ResourceNotFoundException", "queue gone"),
        ({"QueueId": "silent-id"}, "InvalidRequestException", "number to call from"),
        (
            {"DestinationPhoneNumber": "010-1234-5678"},
            "InvalidParameterException",
            "/DestinationPhoneNumber must match",
        ),
        ({"RingTimeoutInSeconds": 600}, "InvalidParameterException", "at most 60"),
        ({"Attributes": {"x": "가" * 11_000}}, "InvalidParameterException", "33001 bytes"),
    ],
)
def test_what_connect_would_refuse_is_refused(
    server: ConnectServer, changes: dict[str, Any], code: str, said: str
) -> None:
    connect = client(server, parameter_validation=False)
    found = refusal(connect.start_outbound_voice_contact, {**CALL, **changes})
    assert found[0] == code
    assert said in found[1]
    assert started(server) == []


def test_a_call_with_a_number_of_its_own_needs_no_queue(server: ConnectServer) -> None:
    own = {key: value for key, value in CALL.items() if key != "QueueId"}
    client(server).start_outbound_voice_contact(**own, SourcePhoneNumber="+8225551234")
    assert started(server)[0]["queue"] == ""


def test_a_task_without_a_flow_is_refused(server: ConnectServer) -> None:
    task = {key: value for key, value in TASK.items() if key != "ContactFlowId"}
    assert refusal(client(server).start_task_contact, task)[0] == "InvalidRequestException"


def test_a_call_that_nobody_signed_is_refused(server: ConnectServer) -> None:
    connect = client(server, signature_version=UNSIGNED)
    found = refusal(connect.start_outbound_voice_contact, CALL)
    assert found[0] == "MissingAuthenticationTokenException"


@pytest.mark.parametrize(
    ("operation", "given"),
    [
        ("StopContact", {"ContactId": "c-1", "InstanceId": INSTANCE}),
        ("ListQueues", {"InstanceId": INSTANCE}),
        ("CreateInstance", {"IdentityManagementType": "CONNECT_MANAGED"}),
    ],
)
def test_everything_else_of_connect_is_refused_by_name(
    server: ConnectServer, operation: str, given: dict[str, Any]
) -> None:
    assert operation in connect_model().operation_names
    calls = {
        "CreateInstance": client(server).create_instance,
        "ListQueues": client(server).list_queues,
        "StopContact": client(server).stop_contact,
    }
    on = {"InboundCallsEnabled": True, "OutboundCallsEnabled": True}
    asked = {**given, **on} if operation == "CreateInstance" else given
    code, said = refusal(calls[operation], asked)
    assert code == "UnknownOperationException"
    assert operation in said or "/queues-summary/" in said


def test_what_is_no_json_is_refused(server: ConnectServer) -> None:
    signed = {"Authorization": "AWS4-HMAC-SHA256 Credential=x/20261122/y/connect/aws4_request"}
    request = urllib.request.Request(  # noqa: S310 - loopback
        f"{server.endpoint}/contact/task", data=b"{", headers=signed, method="PUT"
    )
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request, timeout=5)  # noqa: S310
    assert raised.value.code == 400
    raised.value.close()

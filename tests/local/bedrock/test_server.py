import http.client
import json
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from local.bedrock.server import BedrockServer, Models
from local.bedrock.vectors import Vectors
from local.bedrock.wire import TITAN_EMBEDDINGS, BedrockError, Conversation, Reply
from tests.local.bedrock.models import TOKEN, EchoChat, serving, steps

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime import BedrockRuntimeClient

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

NOVA = "amazon.nova-lite-v1:0"


def client_of(server: BedrockServer) -> "BedrockRuntimeClient":
    """The client of the production code, pointed at a server."""
    session: Any = boto3.Session(
        aws_access_key_id="local", aws_secret_access_key="local", region_name="ap-northeast-2"
    )
    config = Config(connect_timeout=1, read_timeout=5, retries={"total_max_attempts": 1})
    return session.client("bedrock-runtime", endpoint_url=server.endpoint, config=config)


def converse(server: BedrockServer, text: str = "안녕하세요") -> Any:
    client = client_of(server)
    try:
        return client.converse(
            modelId=NOVA, messages=[{"role": "user", "content": [{"text": text}]}]
        )
    finally:
        client.close()


def embedding(server: BedrockServer, body: dict[str, Any]) -> Any:
    client = client_of(server)
    try:
        answer = client.invoke_model(modelId=TITAN_EMBEDDINGS, body=json.dumps(body))
        return json.loads(answer["body"].read())
    finally:
        client.close()


def failing(error: Exception) -> Models:
    """Models that can do nothing but fail."""

    def embed(_text: str) -> Vectors:
        raise error

    def chat(_conversation: Conversation) -> Reply:
        raise error

    return Models(embed=embed, chat=chat)


def raw(server: BedrockServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(server.endpoint.removeprefix("http://"), timeout=5)


def sent(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes = b""
) -> tuple[int, str | None, Any]:
    connection.request(method, path, body)
    response = connection.getresponse()
    return response.status, response.getheader("x-amzn-ErrorType"), json.loads(response.read())


def test_the_real_client_converses() -> None:
    chat = EchoChat("네. [1]")
    with serving(Models(embed=steps, chat=chat)) as server:
        answer = converse(server, "요금이 얼마예요?")
    assert answer["output"]["message"]["content"] == [{"text": "네. [1]"}]
    assert answer["usage"] == {"inputTokens": 11, "outputTokens": 7, "totalTokens": 18}
    assert [message.text for message in chat.heard[0].messages] == ["요금이 얼마예요?"]
    assert chat.heard[0].model == NOVA


@pytest.mark.parametrize("dimensions", [256, 512, 1024])
def test_the_real_client_gets_as_many_dimensions_as_it_asks_for(dimensions: int) -> None:
    with serving() as server:
        answer = embedding(server, {"inputText": "청구서", "dimensions": dimensions})
    assert len(answer["embedding"]) == dimensions
    assert sum(x * x for x in answer["embedding"]) == pytest.approx(1.0, abs=1e-3)
    assert answer["inputTextTokenCount"] >= 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, "ValidationException"),
        (403, "AccessDeniedException"),
        (424, "ModelErrorException"),
        (429, "ThrottlingException"),
        (503, "ServiceUnavailableException"),
    ],
)
def test_an_error_reaches_the_real_client_as_the_exception_of_its_kind(
    status: int, kind: str
) -> None:
    with serving(failing(BedrockError(status, kind, "안 됩니다"))) as server:
        client = client_of(server)
        modelled: type[ClientError] = getattr(client.exceptions, kind)
        with pytest.raises(modelled) as caught:
            client.converse(modelId=NOVA, messages=[{"role": "user", "content": [{"text": "a"}]}])
        client.close()
    response = caught.value.response
    assert response.get("Error") == {"Code": kind, "Message": "안 됩니다"}
    assert response.get("ResponseMetadata", {}).get("HTTPStatusCode") == status


def test_a_request_that_titan_refuses_is_a_validation_exception() -> None:
    with serving() as server, pytest.raises(ClientError, match=r"ValidationException.*dimensions"):
        embedding(server, {"inputText": "a", "dimensions": 100})


def test_a_broken_model_is_an_internal_error_and_tells_nothing_of_the_text() -> None:
    with (
        serving(failing(RuntimeError("주민번호 900101"))) as server,
        pytest.raises(ClientError) as caught,
    ):
        converse(server, "비밀")
    assert caught.value.response.get("Error", {}).get("Code") == "InternalServerException"
    assert "900101" not in str(caught.value)


def test_after_a_failure_the_next_request_works() -> None:
    calls: list[str] = []

    def chat(_conversation: Conversation) -> Reply:
        calls.append("asked")
        if len(calls) == 1:
            raise RuntimeError("once")
        return Reply(text="됩니다.", input_tokens=1, output_tokens=1)

    with serving(Models(embed=steps, chat=chat)) as server:
        with pytest.raises(ClientError):
            converse(server)
        assert converse(server)["output"]["message"]["content"] == [{"text": "됩니다."}]


def test_one_connection_serves_many_requests() -> None:
    with serving() as server:
        connection = raw(server)
        body = json.dumps({"inputText": "a", "dimensions": 256}).encode()
        path = f"/model/{TITAN_EMBEDDINGS}/invoke"
        assert sent(connection, "POST", path, body)[0] == 200
        socket = connection.sock
        assert sent(connection, "POST", path, b"{}")[0] == 400
        assert sent(connection, "POST", path, body)[0] == 200
        assert connection.sock is socket
        connection.close()


def test_health_tells_whose_server_it_is() -> None:
    with serving() as server:
        connection = raw(server)
        assert sent(connection, "GET", "/health") == (200, None, {"token": TOKEN})
        connection.close()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/model/x/converse"),
        ("POST", f"/model/{NOVA}/converse-stream"),
        ("POST", "/"),
    ],
)
def test_an_operation_that_is_not_served_is_unknown(method: str, path: str) -> None:
    with serving() as server:
        connection = raw(server)
        status, kind, body = sent(connection, method, path)
        connection.close()
    assert (status, kind) == (404, "UnknownOperationException")
    assert path in body["message"]


@pytest.mark.parametrize("body", [b"{", b"[]", b'"a"', b"\xff\xfe"])
def test_a_body_that_is_no_json_object_is_refused(body: bytes) -> None:
    with serving() as server:
        connection = raw(server)
        status, kind, told = sent(connection, "POST", f"/model/{NOVA}/converse", body)
        connection.close()
    assert (status, kind) == (400, "ValidationException")
    assert "Malformed input request" in told["message"]


@pytest.mark.parametrize("length", ["20000001", "-1", "many"])
def test_a_body_of_unlikely_length_is_refused_and_the_connection_closed(length: str) -> None:
    with serving() as server:
        connection = raw(server)
        connection.putrequest("POST", f"/model/{NOVA}/converse")
        connection.putheader("Content-Length", length)
        connection.endheaders()
        response = connection.getresponse()
        assert response.status == 400
        assert length in json.loads(response.read())["message"]
        assert connection.sock is None or connection.sock.recv(1) == b""
        connection.close()


def test_a_closed_server_frees_its_port() -> None:
    with serving() as server:
        port = int(server.endpoint.rpartition(":")[2])
    again = BedrockServer(Models(embed=steps, chat=EchoChat()), token=TOKEN, port=port)
    assert again.endpoint == server.endpoint
    again.close()

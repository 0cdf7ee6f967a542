import json
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from local.bedrock.openai import OpenAiServer, checked_url
from local.bedrock.wire import BedrockError, Conversation, Message
from tests.local.bedrock.models import asked

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

GOOD = {
    "choices": [{"message": {"content": "네. [1]"}, "finish_reason": "stop"}],
    "usage": {"prompt_tokens": 30, "completion_tokens": 4},
}


class FakeOpenAi:
    """Answers every request with one status and body, and keeps what it received."""

    def __init__(self, status: int, body: bytes) -> None:
        self.received: list[tuple[str, dict[str, str], Any]] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                fake.received.append((self.path, dict(self.headers), json.loads(raw)))
                if status:
                    self.send_response(status)
                    self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
                """Says nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/v1"


@contextmanager
def answering(status: int, body: object) -> Generator[FakeOpenAi]:
    """A fake server; status 0 writes the body alone, which is not HTTP."""
    fake = FakeOpenAi(status, body if isinstance(body, bytes) else json.dumps(body).encode())
    thread = Thread(target=fake.server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield fake
    finally:
        fake.server.shutdown()
        fake.server.server_close()
        thread.join()


def refused(url: str) -> BedrockError:
    with pytest.raises(BedrockError) as caught:
        OpenAiServer(base_url=url, model="m", timeout_seconds=2).chat(asked("", "요금이요"))
    return caught.value


def test_a_conversation_goes_through_whole() -> None:
    with answering(200, GOOD) as fake:
        server = OpenAiServer(base_url=f"{fake.url}/", model="qwen3", api_key="k-1")
        reply = server.chat(
            Conversation(
                model="amazon.nova-lite-v1:0",
                system="짧게",
                messages=(
                    Message(role="user", text="안녕"),
                    Message(role="assistant", text="네"),
                    Message(role="user", text="요금은?"),
                ),
                max_tokens=300,
                temperature=0.0,
            )
        )
    assert (reply.text, reply.stop_reason) == ("네. [1]", "end_turn")
    assert (reply.input_tokens, reply.output_tokens) == (30, 4)
    [(path, headers, body)] = fake.received
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer k-1"
    assert [message["role"] for message in body["messages"]] == [
        "system",
        "user",
        "assistant",
        "user",
    ]
    assert body["messages"][0]["content"] == "짧게"
    assert (body["model"], body["max_tokens"], body["temperature"]) == ("qwen3", 300, 0.0)
    assert body["stream"] is False


def test_without_a_key_none_is_sent_and_nothing_is_invented() -> None:
    with answering(200, GOOD) as fake:
        bare = Conversation(model="m", system="", messages=(Message(role="user", text="안녕"),))
        OpenAiServer(base_url=fake.url, model="qwen3").chat(bare)
    [(_, headers, body)] = fake.received
    assert "Authorization" not in headers
    assert set(body) == {"model", "messages", "stream"}
    assert [message["role"] for message in body["messages"]] == ["user"]


def test_a_reply_that_was_cut_off_says_so() -> None:
    cut = {"choices": [{"message": {"content": "네"}, "finish_reason": "length"}]}
    with answering(200, cut) as fake:
        reply = OpenAiServer(base_url=fake.url, model="m").chat(asked("", "요금이요"))
    assert (reply.stop_reason, reply.input_tokens) == ("max_tokens", 0)


@pytest.mark.parametrize(
    ("status", "bedrock_status", "kind"),
    [
        (400, 400, "ValidationException"),
        (404, 400, "ValidationException"),
        (401, 403, "AccessDeniedException"),
        (403, 403, "AccessDeniedException"),
        (429, 429, "ThrottlingException"),
        (500, 424, "ModelErrorException"),
        (502, 424, "ModelErrorException"),
    ],
)
def test_the_servers_failures_come_back_as_bedrocks(
    status: int, bedrock_status: int, kind: str
) -> None:
    with answering(status, {"error": "model is not loaded"}) as fake:
        error = refused(fake.url)
    assert (error.status, error.kind) == (bedrock_status, kind)


def test_what_the_server_says_of_its_failure_is_told() -> None:
    with answering(500, {"error": "out of memory"}) as fake:
        assert "out of memory" in str(refused(fake.url))


GARBAGE: list[object] = [{}, [], {"choices": []}, {"choices": [{}]}, {"choices": None}, "text"]


@pytest.mark.parametrize("body", [*GARBAGE, {**GOOD, "usage": [1]}])
def test_a_reply_without_a_message_is_a_model_error(body: object) -> None:
    with answering(200, body) as fake:
        error = refused(fake.url)
    assert (error.status, error.kind) == (424, "ModelErrorException")


@pytest.mark.parametrize(("status", "body"), [(200, b"<html>"), (200, b"\xff"), (0, b"hello\r\n")])
def test_what_is_no_json_or_no_http_is_an_unavailable_service(status: int, body: bytes) -> None:
    with answering(status, body) as fake:
        error = refused(fake.url)
    assert (error.status, error.kind) == (503, "ServiceUnavailableException")
    assert fake.url in str(error)


def test_a_server_that_is_not_there_is_an_unavailable_service() -> None:
    with answering(200, GOOD) as fake:
        url = fake.url
    error = refused(url)
    assert (error.status, error.kind) == (503, "ServiceUnavailableException")
    assert url in str(error)


@pytest.mark.parametrize("url", ["http://127.0.0.1:11434/v1", "https://models.example/v1"])
def test_a_web_address_is_taken(url: str) -> None:
    assert checked_url(url) == url


@pytest.mark.parametrize("url", ["file:///etc/passwd", "127.0.0.1:11434", ""])
def test_no_other_address_is_taken(url: str) -> None:
    with pytest.raises(ValueError, match="is not an http:// or https:// address"):
        checked_url(url)

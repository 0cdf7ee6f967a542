"""What really goes to Bedrock: the body of the Converse request, below LangChain and botocore."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, cast
from urllib.parse import unquote

import boto3
import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse

from ai.answer.generate import MOST_TOKENS, bedrock_chat, chat_generator
from ai.answer.prompt import NO_ANSWER, Request, instructions, render
from ai.model import Chunk, Exchange, Passage
from ai.settings import GuardrailSettings

GUARDRAIL = GuardrailSettings(identifier="abc123def456", version="2")
REPLY: dict[str, Any] = {
    "output": {"message": {"role": "assistant", "content": [{"text": "7일입니다 [1]."}]}},
    "stopReason": "end_turn",
    "usage": {"inputTokens": 10, "outputTokens": 5, "totalTokens": 15},
    "metrics": {"latencyMs": 10},
}


class Body:
    """A reply as urllib3 hands it on."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def stream(self) -> Iterator[bytes]:
        yield self._data


class Wire:
    """A Bedrock client whose requests end right before the network."""

    def __init__(self, reply: Mapping[str, Any] = REPLY) -> None:
        self.urls: list[str] = []
        self.bodies: list[dict[str, Any]] = []
        self._reply = json.dumps(reply).encode()
        session: Any = boto3.Session(
            aws_access_key_id="a", aws_secret_access_key="b", region_name="ap-northeast-2"
        )
        self.client: Any = session.client("bedrock-runtime")
        self.client.meta.events.register("before-send.bedrock-runtime.Converse", self._send)

    def _send(self, request: AWSPreparedRequest, **_: Any) -> AWSResponse:
        self.urls.append(unquote(request.url))
        self.bodies.append(json.loads(cast("bytes", request.body)))
        headers: Any = {"Content-Type": "application/json"}
        return AWSResponse(request.url, 200, headers, Body(self._reply))


def request() -> Request:
    chunk = Chunk(
        id="1", document="r.md", title="환불", heading_path=(), page=None, text="환불은 7일입니다."
    )
    passage = Passage(chunk=chunk, score=1, dense=1, lexical=1)
    earlier = Exchange(question="환불 되나요", answer="됩니다.")
    return render("며칠 걸려요?", [passage], [earlier])


def sent(
    model: str, guardrail: GuardrailSettings | None = None, *, cached: bool = False
) -> dict[str, Any]:
    wire = Wire()
    chat = bedrock_chat(wire.client, model, guardrail=guardrail)
    assert chat_generator(chat, cache_instructions=cached)(request()) == "7일입니다 [1]."
    (url,), (body,) = wire.urls, wire.bodies
    assert url.endswith(f"/model/{model}/converse")
    return body


def messages(*last: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"role": "user", "content": [{"text": "환불 되나요"}]},
        {"role": "assistant", "content": [{"text": "됩니다."}]},
        {"role": "user", "content": list(last)},
    ]


def test_nova_gets_instructions_history_passages_and_a_temperature() -> None:
    assert sent("apac.amazon.nova-lite-v1:0") == {
        "system": [{"text": instructions().text}],
        "messages": messages({"text": request().user}),
        "inferenceConfig": {"maxTokens": MOST_TOKENS, "temperature": 0.0},
    }


def test_claude_five_gets_no_temperature_and_is_told_not_to_think() -> None:
    assert sent("global.anthropic.claude-haiku-5-5") == {
        "system": [{"text": instructions().text}],
        "messages": messages({"text": request().user}),
        "inferenceConfig": {"maxTokens": MOST_TOKENS},
        "additionalModelRequestFields": {"thinking": {"type": "disabled"}},
    }


def test_only_the_instructions_are_cached() -> None:
    body = sent("global.anthropic.claude-haiku-5-5", cached=True)
    assert body["system"] == [
        {"text": instructions().text},
        {"cachePoint": {"type": "default"}},
    ]
    assert body["messages"] == messages({"text": request().user})


def test_a_guardrail_checks_what_the_caller_said_and_not_our_instructions() -> None:
    body = sent("apac.amazon.nova-lite-v1:0", GUARDRAIL)
    assert body["guardrailConfig"] == {
        "guardrailIdentifier": "abc123def456",
        "guardrailVersion": "2",
        "trace": "enabled",
    }
    guarded = {"guardContent": {"text": {"text": request().user}}}
    assert body["messages"] == messages(guarded)
    assert body["system"] == [{"text": instructions().text}]


@pytest.mark.parametrize("cached", [True, False])
def test_what_a_guardrail_stops_is_no_answer(cached: bool) -> None:
    stopped: dict[str, Any] = REPLY | {
        "stopReason": "guardrail_intervened",
        "trace": {"guardrail": {}},
    }
    chat = bedrock_chat(Wire(stopped).client, "apac.amazon.nova-lite-v1:0", guardrail=GUARDRAIL)
    assert chat_generator(chat, cache_instructions=cached)(request()) == NO_ANSWER

"""The loopback server: Bedrock runtime's HTTP API in front of an embedder and a chat model."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import unquote

from local.bedrock.vectors import Vectors, resized
from local.bedrock.wire import (
    BedrockError,
    Conversation,
    Reply,
    converse_response,
    read_conversation,
    read_embedding,
    validation_error,
)
from local.loopback import Answer, LoopbackServer, Request, Service, json_answer

_ROUTE: Final = re.compile(r"^/model/(?P<model>[^/]+)/(?P<operation>invoke|converse)$")
_LARGEST_BODY: Final = 20_000_000
"""Largest request body of InvokeModel (Bedrock API reference: 25,000,000 for some; 20 MB here)."""


@dataclass(frozen=True, kw_only=True)
class Models:
    """What answers: `embed` gives the vector of a text, `chat` the reply to a conversation.

    Both may raise `BedrockError`, which goes out in Bedrock's shape.
    """

    embed: Callable[[str], Vectors]
    chat: Callable[[Conversation], Reply]


class BedrockServer(LoopbackServer):
    """Serves Bedrock runtime's operations, and `/health`."""

    def __init__(self, models: Models, *, token: str, port: int = 0) -> None:
        """`token` is told at `/health`, so that a client can know this server as its own."""
        served = Service(
            respond=_Runtime(models, token).respond,
            largest_body=_LARGEST_BODY,
            too_large=_too_large,
            failed=BedrockError(
                500, "InternalServerException", "The local model failed; see the log."
            ).answer(),
        )
        super().__init__(served, port=port)


def _too_large(length: str) -> Answer:
    return validation_error(
        f"The request body is {length} bytes long: at most {_LARGEST_BODY} are accepted."
    ).answer()


class _Runtime:
    def __init__(self, models: Models, token: str) -> None:
        self._models = models
        self._token = token

    def respond(self, request: Request) -> Answer:
        """InvokeModel and Converse."""
        if (request.method, request.path) == ("GET", "/health"):
            return json_answer({"token": self._token})
        match = _ROUTE.match(request.path)
        if match is None or request.method != "POST":
            return BedrockError(
                404, "UnknownOperationException", f"{request.path} is not served here."
            ).answer()
        answer = self._converse if match["operation"] == "converse" else self._embed
        try:
            return json_answer(answer(unquote(match["model"]), _json_object(request.body)))
        except BedrockError as error:
            return error.answer()

    def _embed(self, model: str, body: dict[str, Any]) -> dict[str, Any]:
        text, dimensions = read_embedding(model, body)
        vector = resized(self._models.embed(text), dimensions)
        return {
            "embedding": [round(float(x), 7) for x in vector],
            "inputTextTokenCount": max(1, len(text) // 3),
        }

    def _converse(self, model: str, body: dict[str, Any]) -> dict[str, Any]:
        started = time.perf_counter()
        reply = self._models.chat(read_conversation(model, body))
        return converse_response(reply, int(1000 * (time.perf_counter() - started)))


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError as error:
        raise validation_error(f"Malformed input request: {error}") from error
    if not isinstance(body, dict):
        raise validation_error("Malformed input request: the body must be a JSON object.")
    return cast("dict[str, Any]", body)

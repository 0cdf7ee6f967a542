"""The loopback server: Bedrock runtime's HTTP API in front of an embedder and a chat model."""

import json
import logging
import re
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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

logger = logging.getLogger(__name__)

_ROUTE: Final = re.compile(r"^/model/(?P<model>[^/]+)/(?P<operation>invoke|converse)$")
_CLOSE_POLL_SECONDS: Final = 0.05
_LARGEST_BODY: Final = 20_000_000
"""Largest request body of InvokeModel (Bedrock API reference: 25,000,000 for some; 20 MB here)."""


@dataclass(frozen=True, kw_only=True)
class Models:
    """What answers: `embed` gives the vector of a text, `chat` the reply to a conversation.

    Both may raise `BedrockError`, which goes out in Bedrock's shape.
    """

    embed: Callable[[str], Vectors]
    chat: Callable[[Conversation], Reply]


class BedrockServer:
    """Serves on 127.0.0.1 from a thread of its own until `close`."""

    def __init__(self, models: Models, *, token: str, port: int = 0) -> None:
        """`token` is told at `/health`, so that a client can know this server as its own."""

        class Handler(_Handler):
            pass

        Handler.models = models
        Handler.token = token
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_CLOSE_POLL_SECONDS,), daemon=True
        )
        self._thread.start()

    @property
    def endpoint(self) -> str:
        """The address to give as `AWS_ENDPOINT_URL_BEDROCK_RUNTIME`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stops serving and frees the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    models: Models
    token: str

    def setup(self) -> None:
        super().setup()
        # A response is written in two pieces (headers, body): without this the second waits
        # for the client's delayed acknowledgement, 40 ms.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        """`/health` only."""
        if self.path == "/health":
            self._send(200, json.dumps({"token": self.token}).encode())
        else:
            self._send_error(BedrockError(404, "UnknownOperationException", self.path))

    def do_POST(self) -> None:
        """InvokeModel and Converse."""
        try:
            self._send(200, json.dumps(self._answer(self._body())).encode())
        except BedrockError as error:
            self._send_error(error)
        except (ConnectionError, TimeoutError):
            raise
        except Exception:
            logger.exception("Bedrock request failed")
            self._send_error(
                BedrockError(500, "InternalServerException", "The local model failed; see the log.")
            )

    def _body(self) -> bytes:
        told = self.headers.get("Content-Length") or "0"
        if told.isdecimal() and int(told) <= _LARGEST_BODY:
            return self.rfile.read(int(told))
        self.close_connection = True  # what was not read would pass for the next request
        raise validation_error(
            f"The request body is {told} bytes long: at most {_LARGEST_BODY} are accepted."
        )

    def _answer(self, raw: bytes) -> dict[str, Any]:
        match = _ROUTE.match(self.path)
        if match is None:
            raise BedrockError(404, "UnknownOperationException", f"{self.path} is not served here.")
        body = _json_object(raw)
        model = unquote(match["model"])
        if match["operation"] == "invoke":
            return self._embedding(model, body)
        return self._conversation(model, body)

    def _embedding(self, model: str, body: dict[str, Any]) -> dict[str, Any]:
        text, dimensions = read_embedding(model, body)
        vector = resized(self.models.embed(text), dimensions)
        return {
            "embedding": [round(float(x), 7) for x in vector],
            "inputTextTokenCount": max(1, len(text) // 3),
        }

    def _conversation(self, model: str, body: dict[str, Any]) -> dict[str, Any]:
        started = time.perf_counter()
        reply = self.models.chat(read_conversation(model, body))
        return converse_response(reply, int(1000 * (time.perf_counter() - started)))

    def _send_error(self, error: BedrockError) -> None:
        self._send(error.status, error.body(), kind=error.kind)

    def _send(self, status: int, body: bytes, *, kind: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if kind:
            self.send_header("x-amzn-ErrorType", kind)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are logged at DEBUG: a path names the model, never a text."""
        logger.debug(format, *args)


def _json_object(raw: bytes) -> dict[str, Any]:
    try:
        body = json.loads(raw or b"{}")
    except ValueError as error:
        raise validation_error(f"Malformed input request: {error}") from error
    if not isinstance(body, dict):
        raise validation_error("Malformed input request: the body must be a JSON object.")
    return cast("dict[str, Any]", body)

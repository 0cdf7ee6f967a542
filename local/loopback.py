"""An HTTP server on 127.0.0.1 for what stands in for a service of AWS: JSON in, JSON out."""

import json
import logging
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

logger = logging.getLogger(__name__)

METHODS: Final = ("DELETE", "GET", "PATCH", "POST", "PUT")

_CLOSE_POLL_SECONDS: Final = 0.05


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a client asks. `path` is as it was sent: quoted, with its query."""

    method: str
    path: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def header(self, name: str) -> str | None:
        """A header by its name, however that was written; None when it was not sent."""
        sent = {key.lower(): value for key, value in self.headers.items()}
        return sent.get(name.lower())


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What goes over the wire. `kind` names an error, as AWS's clients read it; `more` headers."""

    status: int
    body: bytes
    kind: str | None = None
    content_type: str = "application/json"
    more: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def headers(self) -> dict[str, str]:
        """Headers of the answer."""
        headers = {"Content-Type": self.content_type, "Content-Length": str(len(self.body))}
        return headers | ({"x-amzn-ErrorType": self.kind} if self.kind else {}) | dict(self.more)


def json_answer(
    document: Mapping[str, Any],
    *,
    status: int = 200,
    kind: str | None = None,
    more: Mapping[str, str] | None = None,
) -> Answer:
    """An answer whose body is this JSON."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return Answer(status=status, body=body, kind=kind, more=more or {})


def refusal(status: int, kind: str, message: str) -> Answer:
    """An error as services with JSON bodies tell it."""
    return json_answer({"message": message}, status=status, kind=kind)


@dataclass(frozen=True, kw_only=True)
class Service:
    """What is served.

    `respond` is asked by several threads at once; what it raises is logged and answered with
    `failed`. A body longer than `largest_body` bytes, or whose length can not be read, is not
    read: `too_large` answers it, and is given the length as the client told it.
    """

    respond: Callable[[Request], Answer]
    largest_body: int
    too_large: Callable[[str], Answer]
    failed: Answer


class LoopbackServer:
    """Serves from a thread of its own until `close`."""

    def __init__(self, service: Service, *, port: int = 0) -> None:
        """Port 0 takes a free one."""
        # http.server looks for `do_` and the method of the request.
        served = {f"do_{method}": _Handler.serve for method in METHODS}
        handler = type("Handler", (_Handler,), {"service": service, **served})
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_CLOSE_POLL_SECONDS,), daemon=True
        )
        self._thread.start()

    @property
    def endpoint(self) -> str:
        """The address to give to a client, in a variable such as `AWS_ENDPOINT_URL_CONNECT`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stops serving and frees the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: Service

    def setup(self) -> None:
        super().setup()
        # A response is written in two pieces (headers, body): without this the second waits
        # for the client's delayed acknowledgement, 40 ms.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def serve(self) -> None:
        """Answers one request, of whatever method."""
        length = self.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > self.service.largest_body:
            self.close_connection = True  # what was not read would pass for the next request
            self._send(self.service.too_large(length))
            return
        request = Request(
            method=self.command,
            path=self.path,
            body=self.rfile.read(int(length)),
            headers=dict(self.headers.items()),
        )
        try:
            answer = self.service.respond(request)
        except Exception:
            logger.exception("a request to the local stand-in failed")
            answer = self.service.failed
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are logged at DEBUG: a path names an operation or a model, never a text."""
        logger.debug(format, *args)

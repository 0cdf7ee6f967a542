"""The local S3 Vectors over HTTP, for functions that the emulator runs.

A function finds it by `AWS_ENDPOINT_URL_S3VECTORS`, as it finds the local Bedrock.
"""

import logging
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from local.vectors.service import PAYLOAD_BYTES, VectorsService
from local.vectors.wire import Answer, VectorsError

logger = logging.getLogger(__name__)

_CLOSE_POLL_SECONDS: Final = 0.05


class VectorsServer:
    """Serves on 127.0.0.1 from a thread of its own until `close`."""

    def __init__(self, service: VectorsService, *, port: int = 0) -> None:
        """Port 0 takes a free one."""

        class Handler(_Handler):
            pass

        Handler.service = service
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_CLOSE_POLL_SECONDS,), daemon=True
        )
        self._thread.start()

    @property
    def endpoint(self) -> str:
        """The address to give as `AWS_ENDPOINT_URL_S3VECTORS`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        """Stops serving and frees the port."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    service: VectorsService

    def setup(self) -> None:
        super().setup()
        # Headers and body are two writes: without this the second waits for an acknowledgement.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def do_GET(self) -> None:
        """Nothing is asked with GET that is answered here."""
        self._send(self.service.answer("GET", self.path, b""))

    def do_POST(self) -> None:
        """Every operation."""
        told = self.headers.get("Content-Length") or "0"
        if not told.isdecimal() or int(told) > PAYLOAD_BYTES:
            self.close_connection = True  # what was not read would pass for the next request
            self._send(VectorsError("ValidationException", "The request is too large").answer())
            return
        body = self.rfile.read(int(told))
        try:
            answer = self.service.answer("POST", self.path, body)
        except Exception:
            logger.exception("S3 Vectors request failed")
            answer = VectorsError("InternalServerException", "See the log.").answer()
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Requests are logged at DEBUG; a path names the operation, never a text."""
        logger.debug(format, *args)

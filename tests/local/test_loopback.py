import http.client
import json
import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager

import pytest

from local.loopback import (
    METHODS,
    Answer,
    LoopbackServer,
    Request,
    Service,
    json_answer,
    refusal,
)

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

LARGEST = 20


def echo(request: Request) -> Answer:
    told = {"method": request.method, "path": request.path, "body": request.body.decode()}
    return json_answer(told | {"color": request.headers.get("X-Color", "")})


def broken(_request: Request) -> Answer:
    raise ValueError("a defect")


@contextmanager
def talking(
    respond: Callable[[Request], Answer] = echo,
) -> Generator[http.client.HTTPConnection]:
    service = Service(
        respond=respond,
        largest_body=LARGEST,
        too_large=lambda length: refusal(413, "TooLarge", f"길이 {length}"),
        failed=refusal(500, "Internal", "See the log."),
    )
    server = LoopbackServer(service)
    connection = http.client.HTTPConnection(server.endpoint.removeprefix("http://"), timeout=5)
    try:
        yield connection
    finally:
        connection.close()
        server.close()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_reaches_the_service_with_what_was_sent(method: str) -> None:
    with talking() as connection:
        connection.request(method, "/a%20b?c=d", "바다".encode(), {"X-Color": "blue"})
        response = connection.getresponse()
        assert response.status == 200
        assert response.getheader("Content-Type") == "application/json"
        told = json.loads(response.read())
    assert told == {"method": method, "path": "/a%20b?c=d", "body": "바다", "color": "blue"}


def test_a_method_that_no_service_has_is_not_served() -> None:
    with talking() as connection:
        connection.request("TRACE", "/")
        assert connection.getresponse().status == 501


def test_a_defect_of_the_service_is_logged_and_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR), talking(broken) as connection:
        connection.request("GET", "/")
        response = connection.getresponse()
        assert (response.status, response.getheader("x-amzn-ErrorType")) == (500, "Internal")
        assert json.loads(response.read()) == {"message": "See the log."}
    assert "a defect" in caplog.text


@pytest.mark.parametrize("length", [str(LARGEST + 1), "-1", "many"])
def test_a_body_too_long_is_not_read_and_the_connection_closed(length: str) -> None:
    with talking() as connection:
        connection.putrequest("PUT", "/")
        connection.putheader("Content-Length", length)
        connection.endheaders()
        response = connection.getresponse()
        assert response.status == 413
        assert json.loads(response.read()) == {"message": f"길이 {length}"}
        assert connection.sock is None or connection.sock.recv(1) == b""


def test_a_body_of_the_largest_length_is_read() -> None:
    with talking() as connection:
        connection.request("POST", "/", b"x" * LARGEST)
        assert json.loads(connection.getresponse().read())["body"] == "x" * LARGEST


def test_a_connection_serves_many_requests() -> None:
    with talking() as connection:
        for body in (b"1", b"2"):
            connection.request("POST", "/", body)
            assert json.loads(connection.getresponse().read())["body"] == body.decode()


def test_a_header_is_found_however_its_name_is_written() -> None:
    request = Request(method="GET", path="/", headers={"content-type": "text/plain", "Origin": ""})
    assert request.header("Content-Type") == "text/plain"
    assert request.header("origin") == ""
    assert request.header("Host") is None

import fcntl
import json
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from local.errors import OutsideError
from local.state import (
    ROOT,
    forget_state,
    only_one_at_a_time,
    read_resources,
    read_state,
    state_folder,
    write_resources,
    write_state,
)
from tests.local.bedrock.models import TOKEN, serving
from tests.local.states import NOBODY, STATE, state_at


@contextmanager
def saying(answer: bytes) -> Generator[str]:
    """Something else on the port: it writes these bytes to whoever connects."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.wfile.write(answer)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_the_folder_is_in_the_checkout_unless_told_otherwise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CALLCENTER_HOME", raising=False)
    assert state_folder() == ROOT / ".callcenter"
    monkeypatch.setenv("CALLCENTER_HOME", str(tmp_path))
    assert state_folder() == tmp_path
    assert (ROOT / "__main__.py").exists()


@pytest.mark.usefixtures("home")
def test_a_state_is_read_as_it_was_written() -> None:
    assert read_state() is None
    write_state(STATE)
    assert read_state() == STATE


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '"text"', "{}", json.dumps({"endpoint": NOBODY}), '{"a": 1}']
)
def test_a_damaged_state_is_as_good_as_none(home: Path, text: str) -> None:
    home.mkdir()
    (home / "state.json").write_text(text, encoding="utf-8")
    assert read_state() is None


def test_a_state_that_is_no_text_is_as_good_as_none(home: Path) -> None:
    home.mkdir()
    (home / "state.json").write_bytes(b"\xff\xfe")
    assert read_state() is None


@pytest.mark.usefixtures("home")
def test_resources_are_read_as_they_were_written() -> None:
    resources: list[dict[str, Any]] = [
        {"type": "t", "name": "대기열", "id": "1", "inputs": {}, "outputs": {}}
    ]
    write_resources(resources)
    assert read_resources() == resources


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(home: Path) -> None:
    write_state(STATE)
    write_resources([])
    forget_state()
    forget_state()
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("home")
def test_only_one_command_starts_or_stops_at_a_time() -> None:
    with (
        only_one_at_a_time(),
        pytest.raises(OutsideError, match="another `callcenter` command"),
        only_one_at_a_time(),
    ):
        pass
    with only_one_at_a_time():
        pass


def test_a_lock_held_by_another_process_is_respected(home: Path) -> None:
    home.mkdir()
    with (home / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(OutsideError, match="wait for it to finish"), only_one_at_a_time():
            pass


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_cloud_knows_its_own_server_by_the_token() -> None:
    with serving() as server:
        assert state_at(server.endpoint, token=TOKEN).supervised()
        assert not state_at(server.endpoint, token="another").supervised()
        assert not state_at(server.endpoint, token=TOKEN).alive()


@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"",
        b"HTTP/1.0 200 OK\r\n\r\n[]",
        b'HTTP/1.0 200 OK\r\n\r\n"ok"',
        b"HTTP/1.0 200 OK\r\n\r\n<html>",
        b"HTTP/1.0 500 No\r\n\r\n",
    ],
)
def test_another_program_on_the_port_is_not_taken_for_the_cloud(answer: bytes) -> None:
    with saying(answer) as endpoint:
        assert not state_at(endpoint).supervised()
        assert not state_at(endpoint).alive()


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_cloud_of_which_nothing_is_left_is_not_alive() -> None:
    with saying(b"") as endpoint:
        pass
    assert not state_at(endpoint).alive()

"""Routes of the page."""

import contextlib
import json
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from flows.simulator.caller import Caller, HangUp
from flows.simulator.result import Turn
from local.errors import BadInputError
from local.loopback import Answer, Request
from local.phone import FinishedCall
from local.web import switchboard
from local.web.line import Line, Play
from local.web.requests import Dialled
from local.web.switchboard import FILES, MOST_CALLS, PAGE, Switchboard
from tests.local.web.test_line import MENU, finished, heard

HERE = {"Host": "127.0.0.1:8123"}
JSON = {**HERE, "Content-Type": "application/json", "Origin": "http://127.0.0.1:8123"}


def greet(caller: Caller, tell: Callable[[Turn], None]) -> FinishedCall:
    tell(heard("안녕하세요"))
    while not isinstance(caller(MENU), HangUp):
        pass
    return finished()


def dial(dialled: Dialled) -> Play:
    if dialled.number == "nobody":
        raise BadInputError("'nobody' is no telephone number")
    return greet


@pytest.fixture
def board() -> Switchboard:
    return Switchboard(dial, poll_seconds=5)


def get(board: Switchboard, path: str, headers: Mapping[str, str] = HERE) -> Answer:
    return board.respond(Request(method="GET", path=path, headers=headers))


def post(board: Switchboard, path: str, value: object, headers: Mapping[str, str] = JSON) -> Answer:
    body = json.dumps(value).encode()
    return board.respond(Request(method="POST", path=path, body=body, headers=headers))


def told(answer: Answer) -> dict[str, Any]:
    return json.loads(answer.body)


def test_a_call_is_dialled_followed_and_hung_up(board: Switchboard) -> None:
    made = post(board, "/calls", {})
    assert made.status == 201
    call = told(made)["call"]
    events: list[dict[str, Any]] = []
    while len(events) < 2:
        events += told(get(board, f"/calls/{call}/events?after={len(events)}"))["events"]
    assert [event["kind"] for event in events] == ["turn", "waiting"]
    assert post(board, f"/calls/{call}/actions", {"hang_up": True}).status == 200
    last = told(get(board, f"/calls/{call}/events?after=2"))
    assert [event["kind"] for event in last["events"]] == ["ended"]
    assert last["next"] == 3
    assert post(board, f"/calls/{call}/actions", {"press": "1"}).status == 404


@pytest.mark.parametrize("path", sorted(FILES))
def test_the_page_and_its_parts_are_served(board: Switchboard, path: str) -> None:
    answer = get(board, path)
    assert answer.status == 200
    assert answer.body == (PAGE / FILES[path][0]).read_bytes()
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_every_part_that_the_page_names_is_there() -> None:
    page = (PAGE / "phone.html").read_text(encoding="utf-8")
    for path in FILES:
        assert path == "/" or f'"{path}"' in page


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "evil.example:8123"},
        {"Host": "127.0.0.1.evil.example:8123"},
        {**JSON, "Origin": "http://evil.example"},
        {**JSON, "Origin": "http://127.0.0.1:9"},
        {**JSON, "Origin": "null"},
    ],
)
def test_pages_of_other_sites_reach_nothing(board: Switchboard, headers: dict[str, str]) -> None:
    assert post(board, "/calls", {}, headers).status == 403
    assert get(board, "/", headers).status == 403


def test_what_a_form_of_another_page_could_send_is_refused(board: Switchboard) -> None:
    headers = {**HERE, "Content-Type": "text/plain"}
    assert "application/json" in told(post(board, "/calls", {}, headers))["error"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/calls", 404),
        ("GET", "/../phone.py", 404),
        ("GET", "/calls/none/events", 404),
        ("GET", "/calls/none/events?after=x", 400),
        ("POST", "/", 404),
        ("DELETE", "/calls/none", 404),
        ("POST", "/calls/none/actions", 404),
    ],
)
def test_what_is_not_there_is_said_to_be_not_there(
    board: Switchboard, method: str, path: str, status: int
) -> None:
    request = Request(method=method, path=path, body=b"{}", headers=JSON)
    answer = board.respond(request)
    assert answer.status == status
    assert told(answer)["error"]


def test_what_can_not_be_dialled_is_told(board: Switchboard) -> None:
    answer = post(board, "/calls", {"from": "nobody"})
    assert (answer.status, told(answer)) == (400, {"error": "'nobody' is no telephone number"})


def test_calls_that_have_ended_make_room_for_others(board: Switchboard) -> None:
    calls = [told(post(board, "/calls", {}))["call"] for _ in range(MOST_CALLS)]
    assert "hang one up" in told(post(board, "/calls", {}))["error"]
    post(board, f"/calls/{calls[3]}/actions", {"hang_up": True})
    after = 0
    while True:
        known = told(get(board, f"/calls/{calls[3]}/events?after={after}"))
        after = known["next"]
        if any(event["kind"] == "ended" for event in known["events"]):
            break
    assert post(board, "/calls", {}).status == 201
    assert get(board, f"/calls/{calls[3]}/events?after=0").status == 404
    board.close()


def test_of_two_who_dial_at_once_one_gets_the_last_place(
    board: Switchboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(MOST_CALLS - 1):
        post(board, "/calls", {})
    both = threading.Barrier(2)

    def slow(play: Play) -> Line:
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.3)  # for the other one, who must not come here
        return Line(play)

    monkeypatch.setattr(switchboard, "Line", slow)
    with ThreadPoolExecutor(2) as callers:
        dialled = [callers.submit(post, board, "/calls", {}) for _ in range(2)]
    assert sorted(each.result().status for each in dialled) == [201, 400]
    board.close()

"""phone: the call in a browser."""

import http.client
import json
import socket
from collections.abc import Callable
from typing import Any

import pytest

from flows.simulator.caller import Caller
from flows.simulator.result import Turn
from local.commands import phone
from local.phone import CallPlan, FinishedCall
from local.state import CloudState
from tests.local.commands.conftest import Run
from tests.local.states import STATE
from tests.local.web.test_line import finished, heard

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


class Stack:
    """Keeps which calls came, and says one sentence in each."""

    def __init__(self) -> None:
        self.plans: list[CallPlan] = []

    def call(
        self,
        state: CloudState,
        plan: CallPlan,
        _caller: Caller,
        *,
        on_turn: Callable[[Turn], None],
    ) -> FinishedCall:
        """As `local.phone.call`."""
        assert state is STATE
        self.plans.append(plan)
        on_turn(heard("안녕하세요"))
        return finished()


@pytest.fixture
def stack(monkeypatch: pytest.MonkeyPatch) -> Stack:
    made = Stack()
    monkeypatch.setattr(phone, "call", made.call)
    return made


def asked(endpoint: str, method: str, path: str, value: object = None) -> tuple[int, Any]:
    connection = http.client.HTTPConnection(endpoint.removeprefix("http://"), timeout=10)
    body = None if value is None else json.dumps(value)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    told = answer.read()
    connection.close()
    return answer.status, json.loads(told) if path.startswith("/calls") else told.decode()


def test_a_call_from_the_page_goes_to_the_running_stack(stack: Stack) -> None:
    board, server = phone.serve(STATE, 0)
    page = asked(server.endpoint, "GET", "/")[1]
    dialled = {"from": "+82212345678", "at": "2026-11-23T10:00", "agents": 2, "survey": True}
    call = asked(server.endpoint, "POST", "/calls", dialled)[1]["call"]
    events: list[dict[str, Any]] = []
    while not events or events[-1]["kind"] != "ended":
        path = f"/calls/{call}/events?after={len(events)}"
        events += asked(server.endpoint, "GET", path)[1]["events"]
    board.close()
    server.close()
    assert "고객센터 전화" in page
    assert [event["kind"] for event in events] == ["turn", "ended"]
    (plan,) = stack.plans
    assert (plan.number, plan.agents) == ("+82212345678", 2)
    assert plan.at.isoformat() == "2026-11-23T10:00:00+09:00"
    assert plan.agent_leaves_after_seconds == phone.SPOKEN_SECONDS


@pytest.mark.parametrize(
    ("dialled", "why"),
    [({"from": "010-1234-5678"}, "international form"), ({"at": "내일"}, "ISO 8601")],
)
def test_what_is_no_number_and_no_time_is_told(
    stack: Stack, dialled: dict[str, str], why: str
) -> None:
    board, server = phone.serve(STATE, 0)
    status, told = asked(server.endpoint, "POST", "/calls", dialled)
    board.close()
    server.close()
    assert status == 400
    assert why in told["error"]
    assert not stack.plans


def test_a_port_that_is_taken_is_named(command: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ran = command("phone", "--port", str(port))
    assert ran.code == 3
    assert f"port {port} is in use" in ran.err

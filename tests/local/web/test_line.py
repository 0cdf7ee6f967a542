"""A call that somebody in a browser is in."""

from collections.abc import Callable

import pytest

from flows.simulator.caller import Caller, HangUp, Press, Say, Waiting, WaitKind
from flows.simulator.result import CallResult, Ended, Turn, Who
from local.errors import OutsideError
from local.phone import FinishedCall
from local.web.line import Event, Line

MENU = Waiting(kind=WaitKind.MENU, seconds=5)


def heard(text: str) -> Turn:
    return Turn(who=Who.SYSTEM, text=text, flow="main", action="say")


def finished(*turns: Turn) -> FinishedCall:
    result = CallResult(
        contact_id="c1",
        turns=turns,
        ended=Ended.DISCONNECTED,
        queue=None,
        attributes={},
        path=(),
        faults=(),
        seconds=1.0,
    )
    return FinishedCall(result=result, answers=(), cloud_died=False)


def echo(caller: Caller, tell: Callable[[Turn], None]) -> FinishedCall:
    """Says what was pressed or said until the caller hangs up."""
    tell(heard("안녕하세요"))
    while not isinstance(action := caller(MENU), HangUp):
        tell(heard(str(action)))
    return finished()


def until_ended(line: Line) -> list[Event]:
    events: list[Event] = []
    while not (line.ended and not line.events(len(events), 0)):
        events += line.events(len(events), 5)
    return events


def kinds(events: list[Event]) -> list[str]:
    return [str(event["kind"]) for event in events]


def test_what_is_heard_and_asked_comes_in_its_order() -> None:
    line = Line(echo)
    line.act(Press("1"))
    line.act(Say("환불"))
    line.act(HangUp())
    events = until_ended(line)
    assert kinds(events) == [
        "turn", "waiting", "turn", "waiting", "turn", "waiting", "ended",
    ]  # fmt: skip
    assert events[0]["text"] == "안녕하세요"
    assert events[1] == {"kind": "waiting", "for": "menu", "seconds": 5}
    assert events[-1]["ended"] == "disconnected"


def test_nothing_is_told_twice_to_who_knows_it() -> None:
    line = Line(echo)
    first = line.events(0, 5)
    while len(first) < 2:
        first += line.events(len(first), 5)
    assert line.events(2, 0) == []
    line.close()
    assert kinds(line.events(2, 5)) == ["ended"]


def test_a_page_that_was_closed_is_hung_up_on() -> None:
    line = Line(echo, idle_seconds=0.01)
    assert kinds(until_ended(line))[-1] == "ended"


def test_a_cloud_that_is_gone_ends_the_call_in_words() -> None:
    def broken(_caller: Caller, _tell: Callable[[Turn], None]) -> FinishedCall:
        raise OutsideError("the emulator does not answer")

    events = until_ended(Line(broken))
    assert events == [{"kind": "failed", "error": "the emulator does not answer"}]


def test_a_fault_of_ours_does_not_leave_the_page_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_caller: Caller, _tell: Callable[[Turn], None]) -> FinishedCall:
        raise RuntimeError("what nobody thought of")

    events = until_ended(Line(broken))
    assert events == [{"kind": "failed", "error": "RuntimeError: what nobody thought of"}]
    assert "a call in the browser failed" in caplog.text

"""callbacks ls and call, with a table and a phone of the test's own."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from ai.operations.callbacks.booking import Booking
from flows.simulator.caller import Press
from local.booked_calls import Contact
from local.commands import callbacks
from local.console import Output
from local.stack import Stack
from local.state import CloudState
from tests.local.commands.conftest import Run
from tests.local.commands.test_call import Line
from tests.local.states import STATE
from tests.local.test_booked_calls import LATER, OVER, SOON

CALL = Contact(
    id="c-9",
    channel="VOICE",
    flow="callback_call",
    number="+821012345678",
    name="",
    description="",
    attributes={"callback_booking": "b-1", "callback_attempt": "2"},
)
TASK = replace(
    CALL, channel="TASK", flow="callback_task", name="예약 전화 24일", description="세 번"
)


@pytest.fixture
def booked(monkeypatch: pytest.MonkeyPatch, cloud_runs: object) -> list[Booking]:
    bookings = [OVER, SOON, LATER]

    def listed(_stack: Stack) -> Sequence[Booking]:
        return bookings

    monkeypatch.setattr(callbacks, "bookings_of", listed)
    monkeypatch.setattr(callbacks, "ensure_running", _ensured)
    return bookings


def _ensured(_output: Output) -> CloudState:
    return STATE


def started(monkeypatch: pytest.MonkeyPatch, contact: Contact) -> list[str]:
    """What comes of a booking whose time has come; the ids of those."""
    came: list[str] = []

    def call(_state: CloudState, booking: Booking) -> Contact:
        came.append(booking.id)
        return contact

    monkeypatch.setattr(callbacks, "called", call)
    return came


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr(callbacks, "place", made)
    return made


@pytest.mark.usefixtures("booked")
def test_ls_lists_bookings_without_whole_numbers(command: Run) -> None:
    rows = json.loads(command("callbacks", "ls", "--json").out)["bookings"]
    assert [row["id"] for row in rows] == ["b-0", "b-1", "b-2"]
    assert [row["status"] for row in rows] == ["reached", "booked", "booked"]
    shown = command("callbacks", "ls").out
    assert "5678" in shown
    assert SOON.number not in shown


@pytest.mark.usefixtures("booked")
def test_the_next_booked_caller_is_called_and_presses_1(
    command: Run, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = started(monkeypatch, CALL)
    ran = command("callbacks", "call", "--json")

    told = json.loads(ran.out)
    assert came == ["b-1"]
    assert (told["booking"], told["contact"], told["channel"]) == ("b-1", "c-9", "VOICE")
    assert told["ended"] == "queued"
    [plan] = line.plans
    assert (plan.flow, plan.number) == ("callback_call", "+821012345678")
    assert plan.attributes == CALL.attributes
    assert line.did == [Press("1")]
    assert "(2번째)" in ran.err
    assert "+821012345678" not in ran.err


@pytest.mark.usefixtures("booked")
def test_what_the_called_caller_does_and_who_is_free_is_chosen(
    command: Run, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = started(monkeypatch, CALL)
    chosen = ("--booking", "b-2", "--say", "2", "--say", "1", "--agents", "3")
    assert command("callbacks", "call", *chosen, "--json").code == 0
    assert came == ["b-2"]
    assert line.did == [Press("2"), Press("1")]
    assert line.plans[0].agents == 3


@pytest.mark.usefixtures("booked", "line")
def test_a_task_is_shown_to_people(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    started(monkeypatch, TASK)
    told = json.loads(command("callbacks", "call", "--json").out)
    assert (told["channel"], told["name"]) == ("TASK", "예약 전화 24일")
    assert "세 번" in command("callbacks", "call").out


@pytest.mark.usefixtures("line")
def test_without_a_booking_nobody_is_called(command: Run, booked: list[Booking]) -> None:
    booked[:] = [OVER]
    ran = command("callbacks", "call")
    assert ran.code == 2
    assert "nobody is to be called back" in ran.err

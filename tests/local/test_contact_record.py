import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from ai.operations.contact_records.record import ContactRecord, record_of
from flows.simulator.call import place_call
from flows.simulator.caller import (
    CallerAction,
    HangUp,
    Press,
    ScriptedCaller,
    Stay,
    Waiting,
    WaitKind,
)
from flows.simulator.result import CallResult, Ended
from local.cloud.clients import Clients
from local.contact_record import WatchedCaller, contact_record, deliver
from local.deployed import Placed, world_of
from local.errors import OutsideError
from local.phone import SEOUL
from tests.flows.functions import answering
from tests.local.recorded import call_center, record_stream
from tests.local.states import MONDAY

ENDED = datetime(2026, 11, 23, 10, 30, tzinfo=SEOUL)
NUMBER = "+821098765432"


def played(*actions: CallerAction, **placed: Any) -> tuple[CallResult, dict[str, Any]]:
    """A call to this repository's flows, and its record."""
    given: dict[str, Any] = {"agents": 0, "at": MONDAY, **placed}
    world = world_of(call_center(), answering(), Placed(**given))
    caller = WatchedCaller(ScriptedCaller(actions))
    result = place_call(world, caller, entry="main", customer=NUMBER, contact_id="c-1")
    record = contact_record(result, hung_up=caller.hung_up, ended=ENDED)
    return result, json.loads(json.dumps(record))


def read(*actions: CallerAction, **placed: Any) -> ContactRecord:
    """The record as the deployed function reads it."""
    return record_of(played(*actions, **placed)[1])


def test_who_hangs_up_while_waiting_has_abandoned() -> None:
    told = read(Press("2"), Stay(90), HangUp())

    assert told.abandoned
    assert (told.queue, told.disconnect_reason) == ("engineer", "CUSTOMER_DISCONNECT")
    assert told.queue_seconds is not None
    assert told.queue_seconds >= 60


def test_who_still_waits_when_the_play_is_over_has_put_the_phone_down() -> None:
    result, record = played(Press("2"))

    assert result.ended is Ended.QUEUED
    assert record_of(record).abandoned


def test_who_is_put_through_at_once_has_waited_no_time() -> None:
    told = read(Press("0"), agents=1)

    assert not told.abandoned
    assert (told.queue, told.queue_seconds) == ("agent", 0)
    assert told.handle_seconds is not None


def test_who_is_put_through_later_has_waited_so_long() -> None:
    told = read(Press("0"), agent_after_seconds=100.0)

    assert not told.abandoned
    assert told.queue_seconds is not None
    assert 100 <= told.queue_seconds <= 130


def test_a_mark_comes_with_the_record() -> None:
    told = read(Press("0"), Press("5"), agents=1, agent_leaves_after_seconds=90.0)

    assert told.csat == 5
    assert told.disconnect_reason == "AGENT_DISCONNECT"
    assert told.handle_seconds is not None
    assert told.handle_seconds >= 90


def test_who_hangs_up_at_the_menu_was_in_no_queue() -> None:
    told = read(HangUp())

    assert (told.queue, told.abandoned) == (None, False)
    assert told.disconnect_reason == "CUSTOMER_DISCONNECT"


def test_times_are_in_utc_and_lie_before_the_end() -> None:
    result, record = played(Press("2"), HangUp())

    assert record["DisconnectTimestamp"] == "2026-11-23T01:30:00Z"
    began = datetime.fromisoformat(record["InitiationTimestamp"])
    assert abs(ENDED - began - timedelta(seconds=result.seconds)) < timedelta(seconds=1)


def test_the_record_has_what_real_ones_have_of_the_caller() -> None:
    record = played(HangUp())[1]
    assert record["CustomerEndpoint"] == {"Address": NUMBER, "Type": "TELEPHONE_NUMBER"}


def test_a_caller_is_watched_to_the_last() -> None:
    watched = WatchedCaller(ScriptedCaller([Press("1"), HangUp()]))
    menu = Waiting(kind=WaitKind.MENU, seconds=5.0)

    assert watched(menu) == Press("1")
    assert not watched.hung_up
    assert watched(menu) == HangUp()
    assert watched.hung_up


class Firehose(Clients):
    """Keeps what it is sent."""

    def __init__(self) -> None:
        self.sent: list[dict[str, Any]] = []

    def __call__(self, service: str) -> "Firehose":
        assert service == "firehose"
        return self

    def put_record(self, **request: Any) -> None:
        self.sent.append(request)


def test_a_record_goes_through_the_deployed_stream() -> None:
    clients = Firehose()
    deliver({"ContactId": "c-1"}, clients, [record_stream()])

    [sent] = clients.sent
    assert sent["DeliveryStreamName"] == "contact-record-stream"
    assert json.loads(sent["Record"]["Data"]) == {"ContactId": "c-1"}


def test_a_stack_without_the_stream_is_to_be_deployed_again() -> None:
    with pytest.raises(OutsideError, match="no stream of contact records"):
        deliver({}, Firehose(), [])

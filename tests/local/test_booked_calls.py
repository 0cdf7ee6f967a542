"""Booked calls of a stack, and letting their time come."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import boto3
import pytest

from ai.operations.callbacks.booking import Booking, BookingStatus
from ai.operations.callbacks.items import booking_item
from local.booked_calls import bookings_of, called, masked, next_booking, to_json
from local.connect.deployed import Center
from local.connect_service import ConnectServer
from local.errors import BadInputError, OutsideError
from local.state import CloudState
from tests.local.connect.centers import INSTANCE, resources
from tests.local.states import STATE

NOON = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SOON = Booking(id="b-1", at=NOON, number="+821012345678", queue="engineer", name="김하늘")
LATER = Booking(id="b-2", at=NOON.replace(day=25), number="+821087654321")
OVER = Booking(id="b-0", at=NOON.replace(day=23), status=BookingStatus.REACHED, attempts=1)


@dataclass
class Services:
    """A stack whose table comes in pages, and whose queue starts contacts (or does not)."""

    bookings: list[Booking] = field(default_factory=lambda: [LATER, SOON, OVER])
    outputs: dict[str, Any] = field(
        default_factory=lambda: {"callbacks_table": "t", "callbacks_due_queue_url": "q"}
    )
    connect: Any = None
    sent: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])

    def client(self, service: str) -> Any:
        return self

    def get_paginator(self, operation: str) -> "Services":
        assert operation == "scan"
        return self

    def paginate(self, **asked: Any) -> Iterator[dict[str, Any]]:
        assert asked["ExpressionAttributeValues"] == {":booking": {"S": "booking#"}}
        for booking in self.bookings:
            yield {"Items": [booking_item(booking)]}

    def send_message(self, **asked: Any) -> None:
        message = json.loads(asked["MessageBody"])
        self.sent.append(message)
        if self.connect is not None:
            self.connect.start_outbound_voice_contact(
                InstanceId=INSTANCE,
                ContactFlowId="callback_call-id",
                QueueId="callback-id",
                DestinationPhoneNumber="+821012345678",
                Attributes={
                    "callback_booking": message["booking"],
                    "callback_attempt": str(message["attempt"]),
                },
            )


def test_bookings_of_all_pages_come_soonest_first() -> None:
    assert [booking.id for booking in bookings_of(Services())] == ["b-0", "b-1", "b-2"]


def test_an_older_stack_has_none_to_list() -> None:
    with pytest.raises(OutsideError, match="deploy it anew"):
        bookings_of(Services(outputs={}))


@pytest.mark.parametrize(
    ("number", "shown"), [("+821012345678", "*********5678"), ("119", "119"), ("", "")]
)
def test_only_the_last_digits_of_a_number_are_shown(number: str, shown: str) -> None:
    assert masked(number) == shown


def test_a_booking_is_printed_without_a_name_or_a_whole_number() -> None:
    told = to_json(SOON)
    assert told["at"] == "2026-11-24T12:00:00+09:00"
    assert told["number"].endswith("*5678")
    assert (told["status"], told["attempts"], told["queue"]) == ("booked", 0, "engineer")
    assert "김하늘" not in json.dumps(told, ensure_ascii=False)
    assert SOON.number not in json.dumps(told)


def test_the_next_booking_is_the_soonest_for_which_somebody_is_called() -> None:
    assert next_booking([OVER, SOON, LATER], None) is SOON
    assert next_booking([OVER, SOON, LATER], "b-2") is LATER


@pytest.mark.parametrize(
    ("chosen", "said"), [(None, "nobody"), ("b-9", "no booking 'b-9'"), ("b-0", "is reached")]
)
def test_nobody_is_called_for_what_is_over_or_never_was(chosen: str | None, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        next_booking([OVER], chosen)


@pytest.fixture
def server() -> Iterator[ConnectServer]:
    server = ConnectServer(lambda: Center.of(resources()))
    yield server
    server.close()


def cloud(monkeypatch: pytest.MonkeyPatch, server: ConnectServer, services: Services) -> CloudState:
    """A cloud with this Connect, and these services in the place of the emulator's."""

    def client(_state: CloudState, service: str) -> Any:
        return services.client(service)

    monkeypatch.setattr(CloudState, "client", client)
    return replace(STATE, connect_endpoint=server.endpoint, outputs=services.outputs)


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_time_of_a_booking_comes_and_its_next_attempt_is_made(
    monkeypatch: pytest.MonkeyPatch, server: ConnectServer
) -> None:
    session: Any = boto3.Session(
        aws_access_key_id="test", aws_secret_access_key="test", region_name="ap-northeast-2"
    )
    services = Services(connect=session.client("connect", endpoint_url=server.endpoint))
    state = cloud(monkeypatch, server, services)
    called(state, SOON)
    contact = called(state, replace(SOON, attempts=1))

    assert services.sent == [
        {"booking": "b-1", "kind": "call", "attempt": 1},
        {"booking": "b-1", "kind": "call", "attempt": 2},
    ]
    assert (contact.channel, contact.flow) == ("VOICE", "callback_call")
    assert contact.attributes["callback_attempt"] == "2"


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_function_that_starts_nothing_is_told(
    monkeypatch: pytest.MonkeyPatch, server: ConnectServer
) -> None:
    state = cloud(monkeypatch, server, Services())
    with pytest.raises(OutsideError, match="no contact was started for booking b-1"):
        called(state, SOON, seconds=0.1)

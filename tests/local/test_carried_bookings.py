"""Booked calls of a cloud, in the cloud that replaces it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from ai.operations.callbacks.booking import Booking, BookingStatus
from ai.operations.callbacks.items import booking_item
from local.carried_bookings import bring_bookings, live_bookings
from local.errors import OutsideError
from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.test_settings import COMMON
from tests.ai.operations.callbacks.world import KIM, LEE, World, seoul

SOON = Booking(
    id="b-1", at=seoul("2026-11-23 14:00"), number=KIM, queue="engineer", name="김하늘", attempts=1
)
LATER = Booking(id="b-2", at=seoul("2026-11-24 10:00"), number=LEE, language="en")
OVER = Booking(id="b-0", at=seoul("2026-11-23 10:00"), status=BookingStatus.CANCELLED)


@dataclass
class OldCloud:
    """Its table is read; `down` is what an emulator that went away answers."""

    bookings: tuple[Booking, ...] = (LATER, OVER, SOON)
    outputs: dict[str, Any] = field(default_factory=lambda: {"callbacks_table": "t"})
    down: Exception | None = None

    def client(self, service: str) -> Any:
        return self

    def get_paginator(self, _operation: str) -> "OldCloud":
        return self

    def paginate(self, **_asked: Any) -> Iterator[dict[str, Any]]:
        if self.down is not None:
            raise self.down
        return ({"Items": [booking_item(booking)]} for booking in self.bookings)


@dataclass
class NewCloud:
    """A world on its desk, and the function whose environment tells where its parts are."""

    world: World = field(default_factory=World)
    outputs: dict[str, Any] = field(default_factory=lambda: {"callback_function": "callback"})
    settings: dict[str, str] = field(default_factory=dict[str, str])

    def client(self, service: str) -> Any:
        return self if service == "lambda" else self.world.calls[service]

    def get_function_configuration(self, **asked: Any) -> dict[str, Any]:
        assert asked == {"FunctionName": "callback"}
        own = {name: value for name, value in COMMON.items() if name != "AWS_REGION"}
        return {"Environment": {"Variables": {**own, **self.settings}}}


def test_only_who_is_still_to_be_called_is_carried_over() -> None:
    assert live_bookings(OldCloud()) == (SOON, LATER)


def test_a_cloud_of_a_program_without_bookings_has_none() -> None:
    assert live_bookings(OldCloud(outputs={})) == ()


def test_a_table_that_can_not_be_read_is_told_in_a_sentence() -> None:
    with pytest.raises(OutsideError, match="booked calls can not be read"):
        live_bookings(OldCloud(down=refusal("InternalServerError", "Scan")))


def test_a_booking_is_the_same_in_the_new_cloud() -> None:
    new = NewCloud()
    assert bring_bookings(new, [SOON, LATER], new.world.now) == ()
    assert new.world.table.booking("b-1") == SOON
    assert new.world.table.booking("b-2") == LATER
    assert [new.world.taken(at) for at in ("2026-11-23 14:00", "2026-11-24 10:00")] == [1, 1]


def test_a_carried_booking_is_called_at_its_time_and_counts_on() -> None:
    new = NewCloud()
    bring_bookings(new, [SOON], new.world.now)
    assert new.world.tell_due(until="2026-11-23 13:59") == []
    assert new.world.tell_due(until="2026-11-23 14:00") == ["called"]
    [call] = new.world.connect.voice
    assert call["DestinationPhoneNumber"] == KIM
    assert call["Attributes"]["callback_attempt"] == "2"


def test_a_carried_booking_can_be_cancelled_by_its_caller() -> None:
    new = NewCloud()
    bring_bookings(new, [SOON], new.world.now)
    assert new.world.ask("cancel", number=KIM)["callback_status"] == "cancelled"
    assert new.world.scheduler.schedules == {}


def test_the_reminder_comes_along_unless_its_time_is_over() -> None:
    new = NewCloud(settings={"REMINDER_MINUTES": "360"})
    bring_bookings(new, [SOON, LATER], new.world.now)
    assert sorted(new.world.scheduler.schedules) == [
        "booking-b-1-call-2",
        "booking-b-2-call-1",
        "booking-b-2-remind-1",
    ]


def test_a_booking_whose_time_is_over_is_not_kept() -> None:
    new = NewCloud(world=World(time=SOON.at))
    assert bring_bookings(new, [SOON, LATER], new.world.now) == (SOON,)
    assert new.world.table.booking("b-1") is None
    assert list(new.world.scheduler.schedules) == ["booking-b-2-call-1"]


def test_an_hour_that_holds_fewer_callers_now_keeps_the_first() -> None:
    new = NewCloud(settings={"CALLBACK_CAPACITY": "1"})
    other = Booking(id="b-3", at=SOON.at, number=LEE)
    assert bring_bookings(new, [SOON, other], new.world.now) == (other,)
    assert list(new.world.scheduler.schedules) == ["booking-b-1-call-2"]


def test_a_program_that_books_no_calls_keeps_none() -> None:
    new = NewCloud(outputs={})
    assert bring_bookings(new, [SOON], new.world.now) == (SOON,)


def test_where_nobody_is_to_be_called_nothing_is_asked() -> None:
    new = NewCloud(world=World(reminder=timedelta(minutes=1)))
    assert bring_bookings(new, [], new.world.now) == ()
    assert new.world.dynamodb.items == {}

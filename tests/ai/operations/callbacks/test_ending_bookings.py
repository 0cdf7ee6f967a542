from datetime import timedelta

import pytest

from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.world import KIM, LEE, World, once


def test_cancelling_gives_the_hour_back_and_removes_what_was_scheduled() -> None:
    world = World(reminder=timedelta(minutes=30))
    world.book(KIM, "2026-11-24 14:00")
    assert len(world.scheduler.schedules) == 2
    assert world.ask("cancel", number=KIM) == {"callback_status": "cancelled"}
    assert (world.taken("2026-11-24 14:00"), world.scheduler.schedules) == (0, {})
    assert world.ask("cancel", number=KIM) == {"callback_status": "cancelled"}
    assert world.taken("2026-11-24 14:00") == 0


@pytest.mark.parametrize("number", [LEE, "", "119"])
def test_who_has_no_booking_can_not_cancel_one(number: str) -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00")
    assert world.ask("cancel", number=number) == {"callback_status": "none"}
    assert len(world.live()) == 1


def test_cancelling_twice_at_once_gives_one_place_back() -> None:
    world = World()
    world.book(LEE, "2026-11-24 14:00")
    world.book(KIM, "2026-11-24 14:00")
    world.dynamodb.before = once("transact_write_items", lambda: world.ask("cancel", number=KIM))
    assert world.ask("cancel", number=KIM) == {"callback_status": "cancelled"}
    assert world.taken("2026-11-24 14:00") == 1


def test_cancelling_meets_another_change_and_looks_again() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00")
    world.dynamodb.before = once(
        "transact_write_items", lambda: world.book(KIM, "2026-11-25 15:00")
    )
    assert world.ask("cancel", number=KIM) == {"callback_status": "cancelled"}
    assert world.live() == []
    assert (world.taken("2026-11-24 14:00"), world.taken("2026-11-25 15:00")) == (0, 0)


def test_who_was_reached_needs_no_other_attempt() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00")
    assert world.tell_due("2026-11-24 14:00") == ["called"]
    booking = world.bookings()[0]["pk"]["S"].removeprefix("booking#")
    assert world.ask("reached", booking=booking) == {"callback_status": "reached"}
    assert world.ask("reached", booking=booking) == {"callback_status": "reached"}
    assert world.counted("CallbacksReached") == 1
    assert world.scheduler.schedules == {}
    assert world.ask("cancel", number=KIM) == {"callback_status": "none"}


@pytest.mark.parametrize("booking", ["", "nothing"])
def test_reaching_somebody_without_a_booking_is_none(booking: str) -> None:
    assert World().ask("reached", booking=booking) == {"callback_status": "none"}


def test_a_booking_that_was_cancelled_can_not_be_reached() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00")
    booking = world.bookings()[0]["pk"]["S"].removeprefix("booking#")
    world.ask("cancel", number=KIM)
    assert world.ask("reached", booking=booking) == {"callback_status": "none"}


def test_schedules_that_can_not_be_removed_call_nobody() -> None:
    def fail(operation: str) -> None:
        if operation == "delete_schedule":
            raise refusal("InternalServerException", operation)

    world = World()
    world.book(KIM, "2026-11-24 14:00")
    world.scheduler.before = fail
    assert world.ask("cancel", number=KIM) == {"callback_status": "cancelled"}
    assert world.tell_due("2026-11-24 14:00") == ["ignored"]
    assert world.connect.voice == []

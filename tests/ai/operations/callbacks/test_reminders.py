from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from ai.operations.callbacks.booking import Booking
from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.due_world import booked, message
from tests.ai.operations.callbacks.world import KIM, World, seoul


def test_a_reminder_comes_before_the_call_and_once() -> None:
    world = booked(reminder=timedelta(minutes=30))
    due = message(world, "remind")
    assert world.tell_due("2026-11-24 13:30") == ["reminded"]
    assert world.texts == [f"{KIM} 2026-11-24T05:00:00+00:00"]
    assert world.tell(due) == "ignored"
    assert len(world.texts) == 1


def test_a_reminder_that_is_too_late_is_not_sent() -> None:
    world = booked(reminder=timedelta(minutes=30))
    due = message(world, "remind")
    world.time = seoul("2026-11-24 14:00")
    assert world.tell(due) == "ignored"
    assert world.texts == []


def test_a_reminder_is_not_sent_where_there_are_none() -> None:
    world = booked()
    world.time = seoul("2026-11-24 13:30")
    assert world.tell(message(world, "remind")) == "ignored"


def test_a_reminder_that_could_not_be_sent_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_world: World, _number: str, _booking: Booking) -> None:
        raise refusal("ThrottledException", "Publish")

    world = booked(reminder=timedelta(minutes=30))
    world.time = seoul("2026-11-24 13:30")
    with monkeypatch.context() as patched:
        patched.setattr(World, "_text", fail)
        with pytest.raises(ClientError):
            world.tell(message(world, "remind"))
    assert world.tell(message(world, "remind")) == "reminded"

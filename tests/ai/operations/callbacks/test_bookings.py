import json
from datetime import timedelta

import pytest

from tests.ai.fakes.models_checked import refusal
from tests.ai.fakes.transacting_dynamodb import cancelled
from tests.ai.operations.callbacks.world import KIM, LEE, World, once, seoul


def test_a_time_is_booked_and_told_in_words() -> None:
    world = World()
    answer = world.ask("book", number=KIM, choice="2026-11-24T14:00:00+09:00", queue="engineer")
    assert answer == {"callback_status": "booked", "words": "내일 오후 두 시에"}
    (booking,) = world.live()
    assert (booking["number"]["S"], booking["queue"]["S"]) == (KIM, "engineer")
    assert world.taken("2026-11-24 14:00") == 1
    (name,) = world.scheduler.schedules
    assert name.endswith("-call-1")
    assert world.counted("CallbacksBooked") == 1


def test_the_same_moment_may_be_told_with_another_offset() -> None:
    world = World()
    assert world.ask("book", number=KIM, choice="2026-11-24T05:00:00Z")["words"] == (
        "내일 오후 두 시에"
    )
    (booking,) = world.live()
    assert booking["at"]["S"] == "2026-11-24T14:00:00+09:00"


def test_asking_twice_books_once() -> None:
    world = World()
    answers = [world.book(KIM, "2026-11-24 14:00") for _ in range(3)]
    assert answers == ["booked"] * 3
    assert (len(world.bookings()), world.taken("2026-11-24 14:00")) == (1, 1)
    assert len(world.scheduler.schedules) == 1
    assert world.counted("CallbacksBooked") == 1


def test_asking_again_is_answered_in_the_language_in_which_it_is_asked() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00", language="ko")
    choice = "2026-11-24T14:00:00+09:00"
    assert world.ask("book", number=KIM, choice=choice, language="en")["words"] == (
        "tomorrow at 2 PM."
    )


def test_asking_again_for_a_booked_time_that_has_come_near_is_no_fault() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00")
    world.time = seoul("2026-11-24 13:45")
    assert world.book(KIM, "2026-11-24 14:00") == "booked"
    world.time = seoul("2026-11-24 14:00")
    assert world.book(KIM, "2026-11-24 14:00") == "taken"


def test_another_time_moves_the_booking() -> None:
    world = World(reminder=timedelta(minutes=30))
    world.book(KIM, "2026-11-24 14:00")
    assert world.book(KIM, "2026-11-25 15:00") == "moved"
    assert (world.taken("2026-11-24 14:00"), world.taken("2026-11-25 15:00")) == (0, 1)
    (booking,) = world.live()
    messages = [json.loads(made["Target"]["Input"]) for made in world.scheduler.schedules.values()]
    assert {message["kind"] for message in messages} == {"call", "remind"}
    assert {f"booking#{message['booking']}" for message in messages} == {booking["pk"]["S"]}


def test_a_full_hour_is_taken_and_nothing_is_scheduled() -> None:
    world = World(capacity=1)
    world.book(LEE, "2026-11-24 14:00")
    before = dict(world.scheduler.schedules)
    assert world.book(KIM, "2026-11-24 14:00") == "taken"
    assert world.scheduler.schedules == before
    assert world.table.last_of(KIM) is None


def test_who_moves_to_a_full_hour_keeps_the_booking_they_have() -> None:
    world = World(capacity=1)
    world.book(LEE, "2026-11-24 14:00")
    world.book(KIM, "2026-11-24 15:00")
    assert world.book(KIM, "2026-11-24 14:00") == "taken"
    assert world.taken("2026-11-24 15:00") == 1
    assert len(world.scheduler.schedules) == 2


def test_of_two_callers_for_the_last_place_one_gets_it() -> None:
    world = World(capacity=1)
    faster = once("transact_write_items", lambda: world.book(LEE, "2026-11-24 14:00"))
    world.dynamodb.before = faster
    assert world.book(KIM, "2026-11-24 14:00") == "taken"
    assert world.taken("2026-11-24 14:00") == 1
    (booking,) = world.live()
    assert booking["number"]["S"] == LEE
    assert len(world.scheduler.schedules) == 1


def test_a_flow_that_asks_again_before_the_answer_has_one_booking() -> None:
    world = World(capacity=1)
    world.dynamodb.before = once(
        "transact_write_items", lambda: world.book(KIM, "2026-11-24 14:00")
    )
    assert world.book(KIM, "2026-11-24 14:00") == "booked"
    assert (len(world.live()), len(world.scheduler.schedules)) == (1, 1)


def test_two_calls_of_one_caller_at_once_leave_one_booking() -> None:
    world = World()
    world.dynamodb.before = once(
        "transact_write_items", lambda: world.book(KIM, "2026-11-25 15:00")
    )
    assert world.book(KIM, "2026-11-24 14:00") == "moved"
    assert len(world.live()) == 1
    assert (world.taken("2026-11-24 14:00"), world.taken("2026-11-25 15:00")) == (1, 0)


def test_a_transaction_that_meets_another_is_tried_again() -> None:
    def meet() -> None:
        raise cancelled([{"Code": "TransactionConflict"}, {"Code": "None"}, {"Code": "None"}])

    world = World()
    world.dynamodb.before = once("transact_write_items", meet)
    assert world.book(KIM, "2026-11-24 14:00") == "booked"


def test_a_transaction_that_meets_others_for_ever_fails() -> None:
    def meet(operation: str) -> None:
        if operation == "transact_write_items":
            raise cancelled([{"Code": "TransactionConflict"}, {"Code": "None"}, {"Code": "None"}])

    world = World()
    world.dynamodb.before = meet
    assert world.book(KIM, "2026-11-24 14:00") == "failed"
    world.dynamodb.before = lambda _operation: None
    assert world.live() == []


@pytest.mark.parametrize("number", ["", "anonymous", "119", "1588-1234", "+14155550123"])
def test_numbers_that_can_not_be_called_are_refused(number: str) -> None:
    world = World()
    assert world.book(number, "2026-11-24 14:00") == "refused"
    assert world.dynamodb.items == {}


@pytest.mark.parametrize("choice", ["", "soon", "2026-11-24T25:00:00+09:00", "2026-11-24T14:00:00"])
def test_what_is_no_time_is_none(choice: str) -> None:
    assert World().ask("book", number=KIM, choice=choice) == {"callback_status": "none"}


@pytest.mark.parametrize(
    "choice",
    [
        "2026-11-23T08:00:00+09:00",  # over
        "2026-11-23T09:00:00+09:00",  # too near
        "2026-11-24T14:30:00+09:00",  # no whole hour
        "2026-11-24T20:00:00+09:00",  # after closing
        "2026-11-28T14:00:00+09:00",  # a Saturday
        "2027-11-24T14:00:00+09:00",  # too far
    ],
)
def test_a_time_that_is_not_offered_any_more_is_taken(choice: str) -> None:
    assert World().ask("book", number=KIM, choice=choice) == {"callback_status": "taken"}


def test_a_reminder_that_would_come_too_early_or_late_is_not_scheduled() -> None:
    world = World(reminder=timedelta(hours=2))
    world.book(KIM, "2026-11-23 10:00")
    assert [name.split("-")[-2] for name in world.scheduler.schedules] == ["call"]
    world.book(LEE, "2026-11-23 12:00")
    reminders = [name for name in world.scheduler.schedules if "remind" in name]
    assert len(reminders) == 1


def test_when_nothing_can_be_scheduled_nothing_is_booked() -> None:
    def fail(operation: str) -> None:
        raise refusal("InternalServerException", operation)

    world = World()
    world.scheduler.before = fail
    assert world.book(KIM, "2026-11-24 14:00") == "failed"
    assert world.dynamodb.items == {}
    assert world.counted("CallbackFailures") == 1


def test_when_a_move_can_not_be_scheduled_the_earlier_booking_stays() -> None:
    def fail(operation: str) -> None:
        raise refusal("ThrottlingException", operation)

    world = World()
    world.book(KIM, "2026-11-24 14:00")
    world.scheduler.before = fail
    assert world.book(KIM, "2026-11-25 15:00") == "failed"
    assert world.taken("2026-11-24 14:00") == 1
    world.scheduler.before = lambda _operation: None
    assert world.tell_due("2026-11-24 14:00") == ["called"]


def test_nothing_is_written_when_the_caller_is_about_to_be_told_that_it_failed() -> None:
    world = World()
    world.dynamodb.before = lambda operation: (
        world.clock.spend(2.5) if operation == "batch_get_item" else None
    )
    assert world.book(KIM, "2026-11-24 14:00") == "failed"
    assert world.dynamodb.items == {}


def test_the_time_of_the_answer_is_the_time_of_now() -> None:
    world = World(time=seoul("2026-11-24 09:00"))
    answer = world.ask("book", number=KIM, choice="2026-11-24T14:00:00+09:00")
    assert answer["words"] == "오늘 오후 두 시에"

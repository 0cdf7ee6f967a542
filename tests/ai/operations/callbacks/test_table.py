from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from ai.errors import BookingError
from ai.operations.callbacks.booking import Booking, BookingStatus, LastBooking
from ai.operations.callbacks.table import Change
from tests.ai.fakes.models_checked import refusal
from tests.ai.fakes.transacting_dynamodb import cancelled
from tests.ai.operations.callbacks.world import KIM, LEE, World, seoul

AT = seoul("2026-11-24 14:00")
NOW = seoul("2026-11-23 09:00")


def booking(number: int = 1, caller: str = KIM, at: str = "2026-11-24 14:00") -> Booking:
    return Booking(
        id=f"id-{number}",
        at=seoul(at),
        number=caller,
        queue="engineer",
        language="en",
        name="김하늘",
        question="환불은 며칠 걸리나요",
        summary="문의: 환불",
    )


def test_what_is_booked_can_be_read_again() -> None:
    table = World().table
    assert table.book(booking(), None, NOW) is Change.DONE
    assert table.booking("id-1") == booking()
    assert table.last_of(KIM) == LastBooking(id="id-1", booking=booking())
    assert table.last_of(LEE) is None
    assert table.booking("id-2") is None


def test_an_hour_is_full_when_as_many_are_booked_as_fit() -> None:
    world = World(capacity=2)
    callers = [KIM, LEE, "+821099998888"]
    made = [
        world.table.book(booking(number, caller), None, NOW)
        for number, caller in enumerate(callers)
    ]
    assert made == [Change.DONE, Change.DONE, Change.FULL]
    assert world.taken("2026-11-24 14:00") == 2
    assert world.table.last_of(callers[2]) is None


def test_a_caller_has_one_booking_and_moving_it_gives_the_hour_back() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    later = booking(2, at="2026-11-24 15:00")
    assert world.table.book(later, world.table.last_of(KIM), NOW) is Change.DONE
    assert (world.taken("2026-11-24 14:00"), world.taken("2026-11-24 15:00")) == (0, 1)
    moved = world.table.booking("id-1")
    assert moved is not None
    assert moved.status is BookingStatus.MOVED


def test_a_booking_that_ends_forgets_who_it_was_for() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    assert world.table.cancel(booking(), NOW) is Change.DONE
    kept = world.dynamodb.items["booking#id-1"]
    assert sorted(kept) == ["at", "attempts", "expires_at", "language", "pk", "queue", "status"]


def test_two_who_look_at_the_same_time_do_not_both_book_for_a_caller() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    assert world.table.book(booking(2, at="2026-11-24 15:00"), None, NOW) is Change.OUTRUN
    assert world.taken("2026-11-24 15:00") == 0


def test_a_booking_that_was_ended_meanwhile_is_not_moved() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    last = world.table.last_of(KIM)
    assert world.table.end(booking(), BookingStatus.REACHED)
    assert world.table.book(booking(2, at="2026-11-24 15:00"), last, NOW) is Change.OUTRUN


def test_a_full_hour_says_nothing_when_the_callers_booking_has_changed_too() -> None:
    world = World(capacity=1)
    world.table.book(booking(1, LEE), None, NOW)
    world.table.book(booking(2, KIM, "2026-11-24 15:00"), None, NOW)
    assert world.table.book(booking(3, KIM), None, NOW) is Change.OUTRUN


def test_who_is_over_books_anew_without_giving_anything_back() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    world.table.end(booking(), BookingStatus.REACHED)
    anew = booking(2, at="2026-11-25 15:00")
    assert world.table.book(anew, world.table.last_of(KIM), NOW) is Change.DONE
    assert world.taken("2026-11-24 14:00") == 1


def test_a_pointer_to_what_dynamodb_has_forgotten_does_not_keep_anybody_from_booking() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    del world.dynamodb.items["booking#id-1"]
    last = world.table.last_of(KIM)
    assert last == LastBooking(id="id-1", booking=None)
    assert world.table.book(booking(2), last, NOW) is Change.DONE


def test_the_place_in_an_hour_that_is_over_is_not_given_back() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    later = booking(2, at="2026-11-24 16:00")
    assert world.table.book(later, world.table.last_of(KIM), AT) is Change.DONE
    assert world.taken("2026-11-24 14:00") == 1


def test_everything_is_kept_for_a_week_and_the_hour_for_longer() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    kept = {key.partition("#")[0]: int(item["expires_at"]["N"]) for key, item in
            world.dynamodb.items.items()}  # fmt: skip
    week = int((AT + timedelta(days=7)).timestamp())
    assert kept == {"caller": week, "booking": week, "slot": week + 86_400}


def test_an_attempt_is_begun_once() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    assert [world.table.begin_attempt(booking(), 1) for _ in range(2)] == [True, False]
    assert world.table.begin_attempt(booking(), 2)
    assert not world.table.begin_attempt(booking(), 1)


def test_an_attempt_that_came_to_nothing_may_be_made_again() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    world.table.begin_attempt(booking(), 1)
    assert world.table.undo_attempt(booking(), 1)
    assert world.table.begin_attempt(booking(), 1)
    world.table.begin_attempt(booking(), 2)
    assert not world.table.undo_attempt(booking(), 1)


@pytest.mark.parametrize("status", [status for status in BookingStatus if status != "booked"])
def test_nothing_is_begun_for_a_booking_that_has_ended(status: BookingStatus) -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    world.table.end(booking(), status)
    assert not world.table.begin_attempt(booking(), 1)
    assert not world.table.begin_reminder(booking())
    assert not world.table.end(booking(), BookingStatus.REACHED)
    assert not world.table.begin_attempt(booking(9), 1)


def test_a_reminder_is_sent_once() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    assert [world.table.begin_reminder(booking()) for _ in range(2)] == [True, False]
    world.table.undo_reminder(booking())
    assert world.table.begin_reminder(booking())


def test_hours_are_counted_however_many_they_are() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    begins = [AT + timedelta(hours=hour) for hour in range(-120, 130)]
    counts = world.table.taken(begins)
    assert [begin for begin in begins if counts[begin]] == [AT]
    assert len(world.calls["dynamodb"].named("batch_get_item")) == 3


def test_hours_that_dynamodb_leaves_unread_are_read_again_and_never_taken_for_free() -> None:
    world = World()
    world.table.book(booking(), None, NOW)
    world.dynamodb.unread = 2
    assert world.taken("2026-11-24 14:00") == 1
    world.dynamodb.unread = 99
    with pytest.raises(BookingError):
        world.taken("2026-11-24 14:00")


@pytest.mark.parametrize(
    ("reasons", "change"),
    [
        (["ConditionalCheckFailed", "None", "None"], Change.FULL),
        (["None", "ConditionalCheckFailed", "None"], Change.OUTRUN),
        (["None", "None", "None", "ConditionalCheckFailed"], Change.OUTRUN),
        (["TransactionConflict", "None", "None"], Change.OUTRUN),
        (["ConditionalCheckFailed", "TransactionConflict", "None"], Change.FULL),
    ],
)
def test_a_cancelled_transaction_says_what_it_met(reasons: list[str], change: Change) -> None:
    def fail(operation: str) -> None:
        if operation == "transact_write_items":
            raise cancelled([{"Code": reason} for reason in reasons])

    world = World()
    world.dynamodb.before = fail
    assert world.table.book(booking(), None, NOW) is change


@pytest.mark.parametrize(
    "error",
    [
        cancelled([{"Code": "ValidationError"}, {"Code": "None"}, {"Code": "None"}]),
        cancelled([{"Code": "ThrottlingError"}, {"Code": "ConditionalCheckFailed"}]),
        cancelled([]),
        refusal("AccessDeniedException", "TransactWriteItems"),
    ],
)
def test_what_is_a_fault_is_not_taken_for_a_full_hour(error: Exception) -> None:
    def fail(operation: str) -> None:
        raise error

    world = World()
    world.dynamodb.before = fail
    with pytest.raises(ClientError):
        world.table.book(booking(), None, NOW)


def test_a_change_that_is_refused_for_another_reason_is_a_fault() -> None:
    def fail(operation: str) -> None:
        raise refusal("ThrottlingException", operation)

    world = World()
    world.dynamodb.before = fail
    with pytest.raises(ClientError):
        world.table.begin_attempt(booking(), 1)

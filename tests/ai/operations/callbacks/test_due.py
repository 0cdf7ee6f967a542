import json
import logging

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from ai.errors import BookingError
from ai.operations.callbacks.booking import DueKind
from ai.operations.callbacks.due import Due
from tests.ai.fakes.models_checked import refusal
from tests.ai.fakes.schedules import at
from tests.ai.operations.callbacks.due_world import SUMMARY, booked, message, status
from tests.ai.operations.callbacks.world import KIM, World, seoul


def test_somebody_is_called_at_the_time_they_chose() -> None:
    world = booked()
    assert world.tell_due("2026-11-24 13:59") == []
    assert world.tell_due("2026-11-24 14:00") == ["called"]
    (call,) = world.connect.voice
    assert call["DestinationPhoneNumber"] == KIM
    assert (call["ContactFlowId"], call["QueueId"]) == ("call-ko", "callback-queue")
    assert call["Attributes"] == {
        "callback_booking": "00000000-0000-4000-8000-000000000001",
        "callback_time": "11월 24일 화요일 오후 2시",
        "callback_attempt": "1",
        "callback_queue": "engineer",
        "question": "환불",
        "summary": SUMMARY,
        "language": "ko",
        "customer_name": "김하늘",
    }


def test_who_booked_in_english_is_called_in_english() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00", language="en")
    world.tell_due("2026-11-24 14:00")
    (call,) = world.connect.voice
    assert call["ContactFlowId"] == "call-en"
    assert call["Attributes"]["callback_time"] == "Tuesday, November 24 at 2 PM"
    assert not {"customer_name", "summary", "callback_queue"} & set(call["Attributes"])


def test_who_is_not_reached_is_called_again_and_then_given_to_people() -> None:
    world = booked(attempts=3)
    assert world.tell_due("2026-11-24 14:00") == ["called"]
    (waiting,) = world.scheduler.schedules.values()
    assert at(waiting) == seoul("2026-11-24 14:10")
    assert world.tell_due("2026-11-24 14:10") == ["called"]
    assert world.tell_due("2026-11-24 14:20") == ["called"]
    assert world.connect.tasks == []
    assert world.tell_due("2026-11-24 14:30") == ["missed"]
    assert len(world.connect.voice) == 3
    assert len(world.connect.tasks) == 1
    assert (status(world), world.counted("CallbacksMissed")) == ("missed", 1)
    assert world.scheduler.schedules == {}


@pytest.mark.parametrize("end", ["cancel", "reached", "move"])
def test_nobody_is_called_who_cancelled_moved_or_was_reached(end: str) -> None:
    world = booked()
    due = message(world)
    if end == "move":
        world.book(KIM, "2026-11-25 15:00")
    else:
        world.ask(end, number=KIM, booking=json.loads(due)["booking"])
    world.time = seoul("2026-11-24 14:00")
    assert world.tell(due) == "ignored"
    assert (world.connect.voice, world.connect.tasks) == ([], [])


def test_a_booking_that_was_never_made_is_ignored() -> None:
    assert World().tell('{"booking": "x", "kind": "call", "attempt": 1}') == "ignored"


def test_a_message_that_comes_twice_calls_once() -> None:
    world = booked()
    world.time = seoul("2026-11-24 14:00")
    due = message(world)
    assert [world.tell(due), world.tell(due)] == ["called", "repeated"]
    assert len(world.connect.voice) == 1
    assert len(world.scheduler.schedules) == 2  # the first, which the test did not fire, and 14:10


def test_a_message_that_comes_again_much_later_changes_nothing() -> None:
    world = booked(attempts=10)
    due = message(world)
    for minutes in range(0, 70, 10):
        world.tell_due(f"2026-11-24 {14 + minutes // 60}:{minutes % 60:02}")
    before = dict(world.scheduler.schedules)
    world.time = seoul("2026-11-24 15:05")
    assert world.tell(due) == "repeated"
    assert (status(world), world.scheduler.schedules) == ("booked", before)


def test_of_two_messages_at_once_one_calls() -> None:
    world = booked()
    world.time = seoul("2026-11-24 14:00")
    due = message(world)
    others: list[str] = []

    def other(operation: str) -> None:
        if operation == "create_schedule" and not others:
            others.append("")
            others[0] = world.tell(due)

    world.scheduler.before = other
    assert [world.tell(due), *others] == ["repeated", "called"]
    assert len(world.connect.voice) == 1


def test_a_call_that_connect_could_not_begin_is_tried_again_with_the_same_token() -> None:
    failures = [refusal("LimitExceededException", "StartOutboundVoiceContact")]

    def fail(_operation: str) -> None:
        if failures:
            raise failures.pop()

    world = booked()
    world.connect.before = fail
    world.time = seoul("2026-11-24 14:00")
    due = message(world)
    with pytest.raises(ClientError):
        world.tell(due)
    assert world.tell(due) == "called"
    calls = world.calls["connect"].named("start_outbound_voice_contact")
    assert len({call["ClientToken"] for call in calls}) == 1
    assert world.tell_due("2026-11-24 14:10") == ["repeated", "called"]


def test_a_call_whose_begin_was_not_confirmed_rings_once() -> None:
    world = booked()
    world.time = seoul("2026-11-24 14:00")
    due = message(world)
    begun = world.connect.start_outbound_voice_contact

    def unheard(**request: object) -> dict[str, object]:
        begun(**request)
        raise ReadTimeoutError(endpoint_url="connect")

    world.connect.start_outbound_voice_contact = unheard
    with pytest.raises(ReadTimeoutError):
        world.tell(due)
    world.connect.start_outbound_voice_contact = begun
    assert world.tell(due) == "called"
    assert len(world.connect.voice) == 1


def test_when_the_next_attempt_can_not_be_scheduled_nobody_is_called_yet() -> None:
    def fail(operation: str) -> None:
        raise refusal("ThrottlingException", operation)

    world = booked()
    world.time = seoul("2026-11-24 14:00")
    due = message(world)
    world.scheduler.before = fail
    with pytest.raises(ClientError):
        world.tell(due)
    assert world.connect.voice == []
    world.scheduler.before = lambda _operation: None
    assert world.tell(due) == "called"


def test_what_stops_after_the_mark_costs_one_attempt_and_not_the_booking() -> None:
    world = booked()
    world.time = seoul("2026-11-24 14:00")
    booking = world.table.booking(json.loads(message(world))["booking"])
    assert booking is not None
    world.schedules.add(booking, DueKind.CALL, 2, seoul("2026-11-24 14:10"))
    world.table.begin_attempt(booking, 1)  # and here the function was stopped
    assert world.tell(message(world)) == "repeated"
    assert "called" in world.tell_due("2026-11-24 14:10")


def test_later_attempts_are_not_late() -> None:
    world = booked(attempts=10)
    done = [
        world.tell_due(f"2026-11-24 {14 + minutes // 60}:{minutes % 60:02}")
        for minutes in range(0, 100, 10)
    ]
    assert done == [["called"]] * 10


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"booking": "x", "kind": "sing", "attempt": 1}',
        '{"booking": "x", "kind": "call", "attempt": "?"}',
    ],
)
def test_a_message_that_nobody_understands_is_a_fault(text: str) -> None:
    with pytest.raises(BookingError):
        Due.of(text)


def test_logs_name_the_booking_and_nobodys_number_or_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="ai")
    world = booked(attempts=1)
    world.tell_due("2026-11-24 14:00")
    world.tell_due("2026-11-24 14:10")
    told = json.dumps([record.__dict__ for record in caplog.records], default=str)
    assert "missed" in told
    assert KIM[3:] not in told
    assert "환불" not in told
    assert "김하늘" not in told

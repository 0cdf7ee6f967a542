"""A call back at a time of the caller's choice: booked, due, called, reached or handed over."""

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from local.booked_calls import bookings_of, contacts_of, make_due
from tests.cloud.callcenter import CallCenter

WAIT_SECONDS = 60
HOURS = ["열두", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한"]
_NUMBERS = iter(range(10_000_000, 99_999_999))


@pytest.fixture
def number() -> str:
    """A caller of whom nobody has heard."""
    return f"+8210{next(_NUMBERS)}"


@pytest.fixture
def booked(center: CallCenter, number: str) -> Iterator[dict[str, Any]]:
    """The booking of somebody who called while nobody was free; taken back at the end."""
    call = book(center, number)
    assert call["attributes"]["callback"] == "booked", heard(call)
    [booking] = [each for each in live(center) if each["number"].endswith(number[-4:])]
    yield booking
    schedules = center.clients("scheduler")
    group = center.state.outputs["callback_schedule_group"]
    for name in scheduled(center, booking["id"]):
        schedules.delete_schedule(Name=name, GroupName=group)


def book(center: CallCenter, number: str) -> dict[str, Any]:
    """Engineer, no waiting on the line, at a time I choose, the second day, the first hour."""
    keys = ("2", "1", "1", "2", "2", "1")
    spoken = [part for key in keys for part in ("--say", key)]
    done = center.run("call", "--from", number, *spoken, "--json")
    assert done.code == 0, done.err[-800:]
    return done.json


def heard(call: dict[str, Any]) -> str:
    return "\n".join(f"{turn['who']}: {turn['text']}" for turn in call["turns"])


def live(center: CallCenter) -> list[dict[str, Any]]:
    rows = center.run("callbacks", "ls", "--json").json["bookings"]
    return [row for row in rows if row["status"] == "booked"]


def scheduled(center: CallCenter, booking: str) -> dict[str, dict[str, Any]]:
    """The schedules that a booking still has, by name."""
    group = center.state.outputs["callback_schedule_group"]
    scheduler = center.clients("scheduler")
    found = scheduler.list_schedules(GroupName=group, NamePrefix=f"booking-{booking}")
    names = [each["Name"] for each in found["Schedules"]]
    return {name: scheduler.get_schedule(Name=name, GroupName=group) for name in names}


def status(center: CallCenter, booking: str) -> str:
    rows = center.run("callbacks", "ls", "--json").json["bookings"]
    [row] = [row for row in rows if row["id"] == booking]
    return str(row["status"])


def within_a_minute(look: Callable[[], bool]) -> bool:
    give_up = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < give_up:
        if look():
            return True
        time.sleep(0.5)
    return False


def test_a_booking_has_a_schedule_that_tells_only_its_id(
    center: CallCenter, booked: dict[str, Any], number: str
) -> None:
    [schedule] = scheduled(center, booked["id"]).values()

    told = datetime.fromisoformat(booked["at"]).astimezone(UTC)
    assert schedule["ScheduleExpression"] == f"at({told:%Y-%m-%dT%H:%M:%S})"
    assert schedule["ScheduleExpressionTimezone"] == "UTC"
    assert schedule["ActionAfterCompletion"] == "DELETE"
    message = json.loads(schedule["Target"]["Input"])
    assert message == {"booking": booked["id"], "kind": "call", "attempt": 1}
    assert schedule["Target"]["DeadLetterConfig"]["Arn"].endswith("-callbacks-due-dead-letter")
    assert number not in json.dumps(schedule, default=str)


def test_the_hour_told_to_the_caller_is_the_one_that_is_booked(
    center: CallCenter, number: str
) -> None:
    call = book(center, number)

    [booking] = [each for each in live(center) if each["number"].endswith(number[-4:])]
    at = datetime.fromisoformat(booking["at"])
    promised = [turn["text"] for turn in call["turns"] if "전화드리겠습니다" in turn["text"]]
    assert f"{at.day}일" in promised[-1] or "내일" in promised[-1]
    assert f"{HOURS[at.hour % 12]} 시" in promised[-1]
    assert call["ended"] == "disconnected"


def test_a_booked_caller_is_called_and_reached_once(
    center: CallCenter, booked: dict[str, Any], number: str
) -> None:
    call = center.run("callbacks", "call", "--booking", booked["id"], "--say", "1", "--json").json

    assert call["channel"] == "VOICE"
    assert (call["ended"], call["queue"]) == ("queued", "engineer")
    assert call["attributes"]["callback"] == "reached"
    assert "예약" in heard(call)
    [contact] = contacts_of(center.state, booking_with(center, booked["id"]))
    assert (contact.flow, contact.number) == ("callback_call", number)
    assert status(center, booked["id"]) == "reached"
    assert within_a_minute(lambda: not scheduled(center, booked["id"]).keys() - {first(booked)})


def first(booking: dict[str, Any]) -> str:
    """The schedule that the test did not wait for; its message finds a booking that is over."""
    return f"booking-{booking['id']}-call-1"


def booking_with(center: CallCenter, booking: str) -> Any:
    [found] = [each for each in bookings_of(center.state) if each.id == booking]
    return found


def test_a_caller_who_is_never_reached_becomes_a_task_for_people(
    center: CallCenter, booked: dict[str, Any], number: str
) -> None:
    channels: list[str] = []
    while status(center, booked["id"]) == "booked" and len(channels) < 5:
        silent = ("callbacks", "call", "--booking", booked["id"], "--say", "", "--json")
        call = center.run(*silent).json
        channels.append(call["channel"])

    assert channels == ["VOICE", "VOICE", "VOICE", "TASK"]
    assert status(center, booked["id"]) == "missed"
    *calls, task = contacts_of(center.state, booking_with(center, booked["id"]))
    assert [each.attributes["callback_attempt"] for each in calls] == ["1", "2", "3"]
    assert task.flow == "callback_task"
    assert number not in json.dumps({**task.attributes, "": task.description})


def test_a_message_that_comes_twice_calls_once(center: CallCenter, booked: dict[str, Any]) -> None:
    booking = booking_with(center, booked["id"])
    make_due(center.state, booking)
    make_due(center.state, booking)

    def contacts() -> int:
        return len(list(contacts_of(center.state, booking)))

    assert within_a_minute(lambda: contacts() == 1)
    assert within_a_minute(lambda: waiting(center) == 0)
    assert contacts() == 1


def waiting(center: CallCenter) -> int:
    """Messages of what is due that nobody has worked off."""
    url = str(center.state.outputs["callbacks_due_queue_url"])
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = center.clients("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=names)
    return sum(int(found["Attributes"][name]) for name in names)


def test_a_schedule_that_fires_makes_the_call(center: CallCenter, booked: dict[str, Any]) -> None:
    """The emulator looks for what is due every ten seconds."""
    scheduler = center.clients("scheduler")
    group = center.state.outputs["callback_schedule_group"]
    [schedule] = scheduled(center, booked["id"]).values()
    given = ("Target", "FlexibleTimeWindow", "ActionAfterCompletion", "ScheduleExpressionTimezone")
    scheduler.update_schedule(
        Name=schedule["Name"],
        GroupName=group,
        ScheduleExpression=f"at({datetime.now(UTC):%Y-%m-%dT%H:%M:%S})",
        **{name: schedule[name] for name in given},
    )

    booking = booking_with(center, booked["id"])
    assert within_a_minute(lambda: len(list(contacts_of(center.state, booking))) == 1)
    assert schedule["Name"] not in scheduled(center, booked["id"])

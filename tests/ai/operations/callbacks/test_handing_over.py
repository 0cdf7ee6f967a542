import json

import pytest
from botocore.exceptions import ClientError

from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.due_world import SUMMARY, booked, message, status
from tests.ai.operations.callbacks.world import KIM, World, seoul


def test_a_task_tells_people_whom_to_call_and_why() -> None:
    world = booked(attempts=1)
    world.tell_due("2026-11-24 14:00")
    world.tell_due("2026-11-24 14:10")
    (task,) = world.connect.tasks
    assert task["References"] == {"phone": {"Type": "STRING", "Value": KIM}}
    assert task["Name"] == "예약 전화 11월 24일 화요일 오후 2시"
    assert task["Description"] == (
        "11월 24일 화요일 오후 2시에 전화를 예약하신 고객님입니다. "
        "예약 전화를 걸었으나 받지 않으셨습니다. 직접 전화해 주세요."
    )
    assert task["Attributes"]["summary"] == SUMMARY
    assert task["ContactFlowId"] == "task"
    assert KIM not in json.dumps([task["Name"], task["Description"], task["Attributes"]])


def test_people_are_told_that_somebody_speaks_english() -> None:
    world = World(voice=False)
    world.book(KIM, "2026-11-24 14:00", language="en")
    world.tell_due("2026-11-24 14:00")
    assert "영어로 통화하시는 고객님입니다." in world.connect.tasks[0]["Description"]


@pytest.mark.parametrize(
    "code", ["DestinationNotAllowedException", "OutboundContactNotPermittedException"]
)
def test_who_can_never_be_called_is_given_to_people_at_once(
    code: str, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(operation: str) -> None:
        if operation == "start_outbound_voice_contact":
            raise refusal(code, operation)

    world = booked()
    world.connect.before = fail
    assert world.tell_due("2026-11-24 14:00") == ["handed_over"]
    (logged,) = [one.__dict__ for one in caplog.records if one.message == "callback_refused"]
    assert logged["code"] == code
    assert len(world.connect.tasks) == 1
    assert world.tell_due("2026-11-24 14:10") == ["ignored"]
    assert world.counted("CallbacksMissed") == 0


def test_without_a_telephone_number_of_ours_people_call() -> None:
    world = booked(voice=False)
    assert world.tell_due("2026-11-24 14:00") == ["handed_over"]
    assert world.connect.voice == []
    assert world.connect.tasks[0]["Description"].endswith("고객님입니다. 직접 전화해 주세요.")
    assert status(world) == "handed_over"
    assert world.scheduler.schedules == {}


def test_when_people_are_not_there_after_all_a_task_waits_for_them() -> None:
    world = booked()
    world.opening = world.opening.replace("2026-12-25", "2026-11-24")
    assert world.tell_due("2026-11-24 14:00") == ["handed_over"]
    assert world.connect.voice == []
    assert "상담 시간이 아니어서" in world.connect.tasks[0]["Description"]


def test_a_call_that_is_an_hour_late_is_made_by_a_person_who_says_sorry() -> None:
    world = booked()
    assert world.tell_due("2026-11-24 15:01") == ["handed_over"]
    assert world.connect.voice == []
    assert "먼저 사과하고" in world.connect.tasks[0]["Description"]


def test_a_task_that_could_not_be_begun_is_tried_again_and_made_once() -> None:
    failures = [refusal("ThrottlingException", "StartTaskContact")]

    def fail(_operation: str) -> None:
        if failures:
            raise failures.pop()

    world = booked(voice=False)
    world.connect.before = fail
    world.time = seoul("2026-11-24 14:00")
    due = message(world)
    with pytest.raises(ClientError):
        world.tell(due)
    assert [world.tell(due), world.tell(due)] == ["handed_over", "ignored"]
    assert len(world.connect.tasks) == 1


def test_a_task_whose_mark_was_not_made_is_one_task() -> None:
    failures = [refusal("InternalServerError", "UpdateItem")]

    def fail(operation: str) -> None:
        if operation == "update_item" and failures:
            raise failures.pop()

    world = booked(voice=False)
    world.time = seoul("2026-11-24 14:00")
    world.dynamodb.before = fail
    due = message(world)
    with pytest.raises(ClientError):
        world.tell(due)
    assert world.tell(due) == "handed_over"
    assert len(world.connect.tasks) == 1

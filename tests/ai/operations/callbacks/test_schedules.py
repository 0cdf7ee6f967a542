import json

import pytest
from botocore.exceptions import ClientError

from ai.operations.callbacks.booking import Booking, DueKind
from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.world import KIM, TARGET, World, seoul

BOOKING = Booking(
    id="0b0d7e5a-57a8-4a84-9e4c-000000000001", at=seoul("2026-11-24 14:00"), number=KIM
)


def test_a_schedule_sends_a_message_without_a_number_to_the_queue_once() -> None:
    world = World()
    world.schedules.add(BOOKING, DueKind.CALL, 1, BOOKING.at)
    ((name, request),) = world.scheduler.schedules.items()
    assert name == f"booking-{BOOKING.id}-call-1"
    assert request["ScheduleExpression"] == "at(2026-11-24T05:00:00)"
    assert request["ScheduleExpressionTimezone"] == "UTC"
    assert request["ActionAfterCompletion"] == "DELETE"
    assert request["FlexibleTimeWindow"] == {"Mode": "OFF"}
    assert (request["GroupName"], request["KmsKeyArn"]) == (TARGET.group, TARGET.key_arn)
    target = request["Target"]
    assert (target["Arn"], target["RoleArn"]) == (TARGET.queue_arn, TARGET.role_arn)
    assert target["DeadLetterConfig"] == {"Arn": TARGET.dead_letter_arn}
    message = json.loads(target["Input"])
    assert message == {"booking": BOOKING.id, "kind": "call", "attempt": 1}
    assert KIM not in json.dumps(request)


def test_every_schedule_of_a_booking_has_a_name_of_its_own_that_fits() -> None:
    names = [BOOKING.token(kind, attempt) for kind in DueKind for attempt in (1, 2, 10)]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 64


def test_adding_again_is_no_fault() -> None:
    world = World()
    for _ in range(2):
        world.schedules.add(BOOKING, DueKind.REMIND, 1, BOOKING.at)
    assert len(world.scheduler.schedules) == 1


def test_removing_what_is_gone_is_no_fault() -> None:
    world = World()
    world.schedules.add(BOOKING, DueKind.CALL, 1, BOOKING.at)
    for _ in range(2):
        world.schedules.remove(BOOKING, DueKind.CALL, 1)
    assert world.scheduler.schedules == {}


def test_every_other_refusal_is_a_fault() -> None:
    def fail(operation: str) -> None:
        raise refusal("ServiceQuotaExceededException", operation)

    world = World()
    world.scheduler.before = fail
    with pytest.raises(ClientError):
        world.schedules.add(BOOKING, DueKind.CALL, 1, BOOKING.at)
    with pytest.raises(ClientError):
        world.schedules.remove(BOOKING, DueKind.CALL, 1)

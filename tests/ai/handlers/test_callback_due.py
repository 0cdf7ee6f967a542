from typing import Any

import pytest

from ai.handlers import callback_due
from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.world import KIM, World, seoul


def record(body: str, message: str = "1") -> dict[str, str]:
    return {"messageId": message, "body": body}


def test_one_callers_fault_is_not_the_others() -> None:
    world = World()
    world.book(KIM, "2026-11-24 14:00")
    world.time = seoul("2026-11-24 14:00")
    (good,) = [made["Target"]["Input"] for made in world.scheduler.schedules.values()]
    batch = {"Records": [record("{", "bad"), record(good, "good")]}
    answer = callback_due.dispatch(batch, world.due_desk)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert len(world.connect.voice) == 1


@pytest.mark.parametrize("empty", [{}, {"Records": []}, {"Records": None}])
def test_a_batch_of_nothing_is_done(empty: dict[str, Any]) -> None:
    assert callback_due.dispatch(empty, World().due_desk) == {"batchItemFailures": []}


def test_a_fault_of_a_service_brings_the_message_again() -> None:
    def fail(operation: str) -> None:
        raise refusal("InternalServerError", operation)

    world = World()
    world.dynamodb.before = fail
    batch = {"Records": [record('{"booking": "x", "kind": "call", "attempt": 1}', "7")]}
    answer = callback_due.dispatch(batch, world.due_desk)
    assert answer == {"batchItemFailures": [{"itemIdentifier": "7"}]}

import json
import logging

import pytest

from ai.contract import CALLBACK_SECONDS, CallbackAction
from ai.operations.callbacks.desk import DESK_SECONDS, TIDY_SECONDS
from tests.ai.fakes.models_checked import refusal
from tests.ai.operations.callbacks.world import KIM, World

SUMMARY = "문의: 환불은 며칠 걸리나요"


def failing(world: World, operation: str) -> World:
    def fail(name: str) -> None:
        if name == operation:
            raise refusal("InternalServerError", name)

    world.dynamodb.before = fail
    world.scheduler.before = fail
    return world


@pytest.mark.parametrize(
    ("action", "operation"),
    [
        ("days", "batch_get_item"),
        ("times", "batch_get_item"),
        ("book", "get_item"),
        ("book", "batch_get_item"),
        ("book", "create_schedule"),
        ("book", "transact_write_items"),
        ("cancel", "get_item"),
        ("reached", "get_item"),
    ],
)
def test_a_service_that_fails_gives_failed_and_is_counted(action: str, operation: str) -> None:
    world = failing(World(), operation)
    choice = "2026-11-24" if action == "times" else "2026-11-24T14:00:00+09:00"
    answer = world.ask(action, number=KIM, choice=choice, booking="x")
    assert answer == {"callback_status": "failed"}
    assert world.counted("CallbackFailures") == 1


@pytest.mark.parametrize("action", ["", "sing", "BOOK"])
def test_an_action_that_there_is_not_fails(action: str) -> None:
    assert World().ask(action) == {"callback_status": "failed"}


@pytest.mark.parametrize("action", list(CallbackAction))
def test_a_service_that_does_not_answer_gives_failed_in_time(action: CallbackAction) -> None:
    world = World()
    world.dynamodb.before = lambda _operation: world.clock.spend(60)
    choice = "2026-11-24" if action is CallbackAction.TIMES else "2026-11-24T14:00:00+09:00"
    answer = world.ask(action.value, number=KIM, choice=choice, booking="x")
    assert answer == {"callback_status": "failed"}
    assert world.clock.now <= DESK_SECONDS


def test_the_desk_is_done_before_the_flow_stops_waiting() -> None:
    assert DESK_SECONDS + TIDY_SECONDS < CALLBACK_SECONDS


def test_logs_hold_what_was_done_and_nobodys_number_or_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="ai")
    world = World()
    world.ask("days", number=KIM)
    world.book(KIM, "2026-11-24 14:00", summary=SUMMARY, name="김하늘")
    world.ask("cancel", number=KIM)
    failing(world, "get_item").book(KIM, "2026-11-24 15:00", summary=SUMMARY)
    told = json.dumps([record.__dict__ for record in caplog.records], default=str)
    assert [record.__dict__["status"] for record in caplog.records if "status" in record.__dict__]
    assert KIM[3:] not in told
    assert "환불" not in told
    assert "김하늘" not in told


def test_everything_a_flow_reads_is_text_that_is_not_empty() -> None:
    world = World()
    answers = [
        world.ask("days"),
        world.ask("times", choice="2026-11-24"),
        world.ask("book", number=KIM, choice="2026-11-24T14:00:00+09:00"),
        world.ask("cancel", number=KIM),
    ]
    assert all(value and isinstance(value, str) for answer in answers for value in answer.values())

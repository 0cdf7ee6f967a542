"""Calls to people: hours, queues, and what happens when they can not be had."""

from datetime import datetime, timedelta

import pytest

from flows import prompts
from flows.simulator.caller import Press
from flows.simulator.result import CallResult, Ended
from tests.flows.worlds import MONDAY_MORNING, OFFICE, SEOUL, call_center, heard, play

ENGINEER = prompts.load()["engineer"]
AGENT = prompts.load()["agent"]
CLOSED = prompts.load()["closed"]
CALLBACK = prompts.load()["callback"]
KEYS = {"engineer": "2", "agent": "0"}
SUNDAY = datetime(2026, 3, 1, 10, 0, tzinfo=SEOUL)


def call(
    queue: str,
    *,
    at: datetime = MONDAY_MORNING,
    full: tuple[str, ...] = (),
    without: tuple[str, ...] = (),
    agents: int = 0,
) -> CallResult:
    world = call_center(hours=OFFICE, at=at, full=full, without=without, agents=agents)
    return play(world, Press(KEYS[queue]))


@pytest.mark.parametrize("queue", ["engineer", "agent"])
def test_within_hours_the_caller_waits_in_the_queue(queue: str) -> None:
    result = call(queue)

    assert heard(result)[-1] == prompts.load()[queue]["connecting"].text
    assert (result.ended, result.queue) == (Ended.QUEUED, queue)
    assert result.faults == ()


@pytest.mark.parametrize("queue", ["engineer", "agent"])
@pytest.mark.parametrize(
    "at", [SUNDAY, MONDAY_MORNING - timedelta(hours=2), MONDAY_MORNING + timedelta(hours=8)]
)
def test_outside_hours_the_caller_is_told_when_to_call(queue: str, at: datetime) -> None:
    result = call(queue, at=at)

    assert heard(result)[-3:] == [
        prompts.load()[queue]["closed"].text,
        "상담 시간은 연중무휴 24시간입니다.",
        CLOSED["offer"].text,
    ]
    assert (result.ended, result.queue) == (Ended.DISCONNECTED, None)


@pytest.mark.parametrize("queue", ["engineer", "agent"])
def test_hours_that_can_not_be_checked_lock_nobody_out(queue: str) -> None:
    result = call(queue, without=("hours:main",))

    assert (result.ended, result.queue) == (Ended.QUEUED, queue)


def test_a_full_engineer_queue_leads_to_an_agent() -> None:
    result = call("engineer", full=("engineer",))

    assert heard(result)[-2:] == [ENGINEER["full"].text, AGENT["connecting"].text]
    assert (result.ended, result.queue) == (Ended.QUEUED, "agent")
    assert result.faults[0].error == "QueueAtCapacity"


def test_a_full_agent_queue_offers_to_call_back() -> None:
    result = call("agent", full=("agent",))

    assert heard(result)[-2:] == [AGENT["full"].text, CALLBACK["number"].text]
    assert result.ended is Ended.DISCONNECTED


def test_when_both_queues_are_full_the_caller_is_offered_a_call_back() -> None:
    result = call("engineer", full=("engineer", "agent"))

    assert heard(result)[-2:] == [AGENT["full"].text, CALLBACK["number"].text]
    assert result.ended is Ended.DISCONNECTED


@pytest.mark.parametrize("flow", ["closed", "callback"])
def test_without_the_flow_that_would_help_the_caller_still_hears_words(flow: str) -> None:
    world = call_center(hours=OFFICE, at=SUNDAY, without=(f"flow:{flow}",))
    result = play(world, Press("0"), Press("1"))

    assert heard(result)[-1] in {AGENT["unavailable"].text, CLOSED["unavailable"].text}


def test_a_missing_engineer_queue_leads_to_an_agent_with_an_apology() -> None:
    result = call("engineer", without=("queue:engineer",))

    assert ENGINEER["fault"].text in heard(result)
    assert result.queue == "agent"


def test_a_missing_agent_queue_ends_in_an_apology() -> None:
    result = call("agent", without=("queue:agent",))

    assert heard(result)[-1] == AGENT["unavailable"].text
    assert result.ended is Ended.DISCONNECTED


def test_without_queues_and_without_the_agent_flow_the_caller_still_hears_words() -> None:
    result = call("engineer", without=("queue:engineer", "flow:agent"))

    assert heard(result)[-2:] == [ENGINEER["fault"].text, ENGINEER["unavailable"].text]


@pytest.mark.parametrize("queue", ["engineer", "agent"])
def test_a_free_person_takes_the_call_at_once(queue: str) -> None:
    result = call(queue, agents=1)

    assert (result.ended, result.queue) == (Ended.TRANSFERRED, queue)


def test_callers_to_an_engineer_come_first() -> None:
    assert "priority-3" in call("engineer").path
    assert "priority-3" not in call("agent").path

"""What the queue flow is made of; what is heard is in the simulator's tests of waiting."""

import pytest

from flows.catalog import FLOWS
from flows.document import Action, read
from flows.queue import PATIENT_ROUNDS, ROUND_SECONDS


@pytest.fixture(params=["queue", "queue_en"])
def queue(request: pytest.FixtureRequest) -> dict[str, Action]:
    return dict(read(FLOWS[str(request.param)].content).by_identifier())


def test_it_begins_with_words_that_an_agent_may_interrupt(queue: dict[str, Action]) -> None:
    start = queue["play-waiting"]

    assert read(FLOWS["queue"].content).start == "play-waiting"
    assert start.parameters["InterruptFrequencySeconds"] == str(ROUND_SECONDS)
    assert ROUND_SECONDS > 20
    assert [branch.operands for branch in start.conditions] == [("MessagesInterrupted",)]


def test_place_and_time_are_told_only_where_they_are_known(queue: dict[str, Action]) -> None:
    place, time = queue["branch-on-place"], queue["branch-on-waiting-time"]

    assert [(b.operator, b.operands[0], b.target) for b in place.conditions] == [
        ("NumberGreaterThan", "0", "say-position")
    ]
    assert [(b.operands[0], b.target) for b in time.conditions] == [
        ("60", "say-minute-1"),
        ("180", "say-minute-3"),
        ("600", "say-minute-10"),
        ("600", "say-minute-more"),
    ]
    assert {error.target for error in place.errors} == {"branch-on-waiting-time"}
    assert {error.target for error in time.errors} == {"branch-on-name"}


def test_only_who_waits_for_an_engineer_may_go_to_an_agent(queue: dict[str, Action]) -> None:
    def keys(name: str) -> set[str]:
        return {branch.operands[0] for branch in queue[name].conditions}

    assert keys("ask-offer-engineer") == {"0", "1"}
    assert keys("ask-offer") == {"1"}
    assert queue["loop-patience"].parameters["LoopCount"] == str(PATIENT_ROUNDS)
    assert queue["to-queue-agent"].parameters["QueueId"] == "{{queue:agent}}"


def test_whatever_fails_the_caller_keeps_waiting(queue: dict[str, Action]) -> None:
    assert queue["to-queue-agent"].next == "say-overflow-failed"
    assert queue["say-overflow-failed"].next == "play-waiting"
    assert queue["say-callback-failed"].next == "play-waiting"
    assert queue["play-waiting"].errors[0].target == "play-without-offers"
    assert queue["ask-offer"].errors[-1].target == "play-without-offers"


def test_silence_and_a_wrong_key_keep_the_place(queue: dict[str, Action]) -> None:
    branches = {branch.error: branch.target for branch in queue["ask-offer"].errors}

    assert branches["InputTimeLimitExceeded"] == "play-waiting"
    assert branches["NoMatchingCondition"] == "say-wrong"
    assert queue["say-wrong"].next == "play-waiting"

from time import perf_counter

import pytest

from flows.simulator.caller import Press, Say
from flows.simulator.world import DeployedFlow, DeployedQueue, World, last_part
from tests.flows.actions import content, say
from tests.flows.worlds import ALWAYS, MONDAY_MORNING, arn, call_center, play

FLOW = DeployedFlow(name="main", content=content(say("hello")))
QUEUE = DeployedQueue(name="engineer", arn=arn("queue", "queue-id"))


def world() -> World:
    return World(
        flows={arn("contact-flow", "flow-id"): FLOW},
        queues={"engineer": QUEUE},
        hours={arn("operating-hours", "hours-id"): ALWAYS},
        starts_at=MONDAY_MORNING,
    )


@pytest.mark.parametrize(
    "reference",
    ["flow-id", arn("contact-flow", "flow-id"), arn("contact-flow", "flow-id") + ":$LATEST"],
)
def test_a_flow_is_found_by_arn_and_by_id(reference: str) -> None:
    assert world().find_flow(reference) is FLOW


@pytest.mark.parametrize("reference", ["engineer", "queue-id", arn("queue", "queue-id")])
def test_a_queue_is_found_by_key_by_arn_and_by_id(reference: str) -> None:
    assert world().find_queue(reference) is QUEUE


@pytest.mark.parametrize("reference", ["hours-id", arn("operating-hours", "hours-id")])
def test_hours_are_found_by_arn_and_by_id(reference: str) -> None:
    assert world().find_hours(reference) is ALWAYS


def test_what_is_not_deployed_is_not_found() -> None:
    assert world().find_flow("other") is None
    assert world().find_queue("other") is None
    assert world().find_hours("other") is None


def test_the_last_part_of_an_arn_is_the_id() -> None:
    assert last_part("arn:aws:connect:r:1:instance/i/contact-flow/f:$LATEST") == "f"
    assert last_part("f") == "f"


def test_a_flow_is_prepared_once() -> None:
    assert FLOW.program is FLOW.program


def test_calls_are_played_much_faster_than_people_talk() -> None:
    center = call_center()
    actions = (Press("1"), Say("장애가 나면 얼마 만에 응답하나요"), Press("1"))
    began = perf_counter()
    for _ in range(200):
        assert play(center, *actions).queue == "engineer"

    assert perf_counter() - began < 2

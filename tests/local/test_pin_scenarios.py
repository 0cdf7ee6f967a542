"""The samples about PINs, with the function's own code and the sample customers."""

import json
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from ai.handlers.customer import respond
from ai.metrics import Metrics
from ai.operations.customer_table import CustomerTable
from ai.operations.lookup import CustomerLookup
from ai.operations.pin_tries import MOST_WRONG, PinTries
from ai.operations.verification import CallerVerification
from flows.json_values import JsonObject
from flows.simulator.caller import CallerAction, Press
from flows.simulator.result import CallResult
from flows.simulator.world import FunctionResult
from local.customers import SAMPLES, read_customers
from local.phone import FinishedCall
from local.scenario import failures_of, read_scenario
from local.state import ROOT
from tests.ai.fakes.keyed_dynamodb import FakeKeyedDynamoDB
from tests.flows.verifying import VERIFYING
from tests.flows.worlds import call_center, deployed, play

SCENARIOS = ROOT / "samples" / "scenarios"
Calling = Callable[..., CallResult]


@pytest.fixture(scope="module")
def calling() -> Calling:
    """One stack for all calls, so that it remembers tries."""
    table = CustomerTable(FakeKeyedDynamoDB(key="phone").client, "customers")
    table.put(read_customers(SAMPLES))
    metrics = Metrics("test", write=lambda _line: None)
    lookup = CustomerLookup(find=table.get, metrics=metrics)
    verification = CallerVerification(
        find=table.get,
        tries=PinTries(FakeKeyedDynamoDB(key="phone").client, "tries", time.time),
        metrics=metrics,
        seconds=60,
    )

    def invoke(_arn: str, event: JsonObject, _seconds: float) -> FunctionResult:
        answered = respond(json.loads(json.dumps(event)), lookup, verification)
        return FunctionResult(payload=dict(answered), seconds=0.5)

    world = replace(call_center(invoke=invoke), flows=deployed(VERIFYING))

    def call(number: str, *actions: CallerAction) -> CallResult:
        return play(world, *actions, customer=number)

    return call


@pytest.mark.parametrize(
    "name", ["verified-by-pin", "pin-not-remembered", "pin-wrong-twice", "vip-engineer"]
)
def test_a_sample_holds(name: str, calling: Calling) -> None:
    scenario = read_scenario(SCENARIOS / f"{name}.yaml")
    result = calling(scenario.plan.number, *scenario.actions)
    call = FinishedCall(result=result, answers=[], cloud_died=False)
    assert failures_of(scenario.expect, call) == []


def test_who_was_wrong_too_often_is_not_verified_in_the_next_call(calling: Calling) -> None:
    number = read_scenario(SCENARIOS / "verified-by-pin.yaml").plan.number
    for _ in range(MOST_WRONG):
        wrong = calling(number, Press("2"), Press("1111#"), Press("#"))
        assert wrong.attributes["customer_verified"] == "false"
    locked = calling(number, Press("2"), Press("407193#"))
    assert locked.attributes["customer_verified"] == "false"
    assert any("여러 번 맞지 않아" in turn.text for turn in locked.turns)
    assert locked.queue == "engineer"

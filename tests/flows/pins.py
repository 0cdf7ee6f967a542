"""Calls into a stack that verifies callers, and what the customer function says in them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ai.contract import Verification
from flows.document import Action, read
from flows.json_values import JsonObject
from flows.simulator.caller import CallerAction
from flows.simulator.result import CallResult
from flows.simulator.world import DeployedFlow, FunctionResult, World
from tests.flows.functions import Functions, asked_of, parameters
from tests.flows.test_known_callers import KIM
from tests.flows.verifying import VERIFYING
from tests.flows.worlds import call_center, deployed, play

PIN = "407193"
WITH_PIN = {**KIM, "customer_tier": "standard", "customer_pin": "true"}
Told = Verification | FunctionResult


def customer(*outcomes: Told, who: Mapping[str, str] = WITH_PIN) -> Functions:
    """The customer function: who calls, then what came of each PIN."""
    left = list(outcomes)

    def answer(event: JsonObject) -> FunctionResult:
        if asked_of(event) != "verify":
            return FunctionResult(payload=dict(who), seconds=0.1)
        told = left.pop(0)
        if isinstance(told, FunctionResult):
            return told
        return FunctionResult(payload={"verification": told.value}, seconds=0.6)

    return Functions(answer)


@cache
def verifying_flows() -> Mapping[str, DeployedFlow]:
    return deployed(VERIFYING)


def calling(functions: Functions, *actions: CallerAction, world: World | None = None) -> CallResult:
    center = replace(world or call_center(), flows=verifying_flows(), invoke=functions)
    return play(center, *actions)


def tries(functions: Functions) -> list[JsonObject]:
    return [parameters(event) for event in functions.events if asked_of(event) == "verify"]


def actions(name: str) -> Mapping[str, Action]:
    """Of a flow of that stack, by identifier."""
    return read(VERIFYING[name].content).by_identifier()

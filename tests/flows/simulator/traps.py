"""Actions that the tests of the fifteen traps share."""

from flows.json_values import Json, JsonObject
from flows.simulator.world import FunctionResult
from tests.flows.actions import action, say
from tests.flows.functions import Functions
from tests.flows.simulator import scenes
from tests.flows.worlds import one_flow, play

FAULT = scenes.FAULT
FUNCTION = "arn:aws:lambda:ap-northeast-2:111122223333:function:customer"


def step(identifier: str, type_: str, **parameters: Json) -> JsonObject:
    """An action that leads to `ok`, or to `fault`."""
    return {**action(identifier, type_, next="ok", errors=FAULT), "Parameters": parameters}


def goes(*actions: JsonObject, invoke: Functions | None = None) -> str:
    """Where the last action led."""
    here = one_flow(*actions, say("ok"), say("fault"), invoke=invoke or Functions(_nothing))
    return play(here).path[len(actions)]


def _nothing(_event: JsonObject) -> FunctionResult:
    return FunctionResult(payload={})


def invoke(identifier: str, then: str = "ok", **parameters: Json) -> JsonObject:
    given: JsonObject = {
        "LambdaFunctionARN": FUNCTION,
        "InvocationTimeLimitSeconds": "8",
        **parameters,
    }
    calling = action(identifier, "InvokeLambdaFunction", next=then, errors=FAULT)
    return {**calling, "Parameters": given}

"""Whatever stands in a flow: a call ends, or the flow is refused by name."""

import json
from random import Random
from typing import Any, Final

import pytest

from flows.catalog import FLOWS
from flows.json_values import Json
from flows.language import ACTION_TYPES
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, HangUp, Press, Say, Silence, Stay, Waiting
from flows.simulator.errors import SimulatorError
from flows.simulator.services import ServiceRequest, ServiceResult, Understood
from flows.simulator.world import DeployedFlow, FunctionResult, World
from tests.flows.functions import CONTACT
from tests.flows.worlds import CUSTOMER, MONDAY_MORNING

ODD: Final[list[Json]] = [
    None, "", 5, -1, True, [], {}, "x", ["a"], {"a": "b"}, "$.Attributes.x", "$.External.a",
    "99999999", "0", "1e5", "²", "$", "$.", "$['a']", "<speak>", {"Value": {"x": 1}}, [{}], [None],
]  # fmt: skip


def mutated(flow: Any, chance: Random) -> Any:
    """A copy in which parameters are replaced by others, and actions by other types."""
    copy = json.loads(json.dumps(flow))
    for entry in copy["Actions"]:
        for name in entry.get("Parameters", {}):
            if chance.random() < 0.1:
                entry["Parameters"][name] = chance.choice(ODD)
        if chance.random() < 0.2:
            entry["Type"] = chance.choice(sorted(ACTION_TYPES))
            names = sorted(ACTION_TYPES[entry["Type"]].parameters)
            entry["Parameters"] = {name: chance.choice(ODD) for name in names}
    return copy


def strange(content: Any, type_: str, chance: Random) -> World:
    """A world in which everything answers oddly."""

    def invoke(_arn: str, _event: object, _seconds: float) -> FunctionResult:
        return FunctionResult(payload=chance.choice(ODD), seconds=chance.random() * 10)

    def service(_request: ServiceRequest) -> ServiceResult | None:
        return chance.choice([None, ServiceResult(), ServiceResult(error="NoneFound")])

    def understand(_alias: str, _transcript: str) -> Understood:
        return Understood(intent=chance.choice([None, "EngineerIntent"]))

    return World(
        flows={"flow": DeployedFlow(name="flow", content=content, type=type_)},
        starts_at=MONDAY_MORNING,
        assume_deployed=True,
        invoke=invoke,
        service=service,
        understand=understand,
        agents=chance.choice([0, 1]),
        agent_after_seconds=chance.choice([None, 30]),
        agent_holds_seconds=chance.choice([None, 20]),
        agent_leaves_after_seconds=chance.choice([None, 20]),
        channel=chance.choice(["VOICE", "CHAT"]),
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_flow_however_broken_breaks_the_simulator(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - mutations, not secrets
    does = [Press("1"), Press("12#", gap=6), Say("요금"), Silence(), HangUp(), Stay()]

    def caller(_waiting: Waiting) -> CallerAction:
        return chance.choice(does)

    refused: list[str] = []
    for name in sorted(FLOWS):
        flow = FLOWS[name]
        world = strange(mutated(flow.content, chance), flow.type, chance)
        try:
            result = place_call(world, caller, entry="flow", customer=CUSTOMER, contact_id=CONTACT)
        except SimulatorError as error:
            refused.append(str(error))
        else:
            assert json.dumps(result.to_json())
            assert result.contact is not None
            assert isinstance(hash(result.contact.fingerprint()), int)

    assert all("'flow'" in why for why in refused)

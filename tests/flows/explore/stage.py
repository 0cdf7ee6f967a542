"""The simulator, made to go the way of a script."""

from collections.abc import Callable

import pytest

from flows.simulator import playing
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, HangUp, Waiting, WaitKind
from flows.simulator.errors import SimulatorError
from flows.simulator.line import Line
from flows.simulator.outcomes import Outcome as Played
from flows.simulator.program import Instruction
from flows.simulator.services import Understood
from flows.simulator.world import DeployedFlow, FunctionResult, World
from tests.flows.explore.replay import Script
from tests.flows.functions import CONTACT
from tests.flows.worlds import MONDAY_MORNING


class Stage:
    """The simulator, with each action's outcome forced where the script says so."""

    def __init__(self, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
        self.script = script
        self.path: list[str] = []
        find = playing.find_action

        def forced(flow: str, instruction: Instruction) -> Callable[[Line, Instruction], Played]:
            index = len(self.path)
            self.path.append(instruction.identifier)
            action = find(flow, instruction)

            def act(line: Line, instruction: Instruction) -> Played:
                for change in script.before.get(index, []):
                    change(line)
                outcome = script.forced.get(index)
                return action(line, instruction) if outcome is None else outcome

            return act

        monkeypatch.setattr(playing, "find_action", forced)

    def play(self, flows: dict[str, DeployedFlow], entry: str) -> None:
        """The call; what comes after the explored path does not matter."""

        def caller(waiting: Waiting) -> CallerAction:
            if waiting.kind is WaitKind.QUEUE or not self.script.actions:
                return HangUp()
            return self.script.actions.popleft()

        def understand(_alias: str, _transcript: str) -> Understood:
            given = self.script.understood
            return given.popleft() if given else Understood(intent=None)

        def invoke(_arn: str, _event: object, _seconds: float) -> FunctionResult:
            return FunctionResult(payload=self.script.payloads.get(len(self.path) - 1, {}))

        world = World(
            flows={f"{{{{flow:{name}}}}}": flow for name, flow in flows.items()},
            starts_at=MONDAY_MORNING,
            assume_deployed=True,
            invoke=invoke,
            understand=understand,
        )
        try:
            place_call(
                world,
                caller,
                entry=entry,
                customer=self.script.customer,
                contact_id=CONTACT,
                channel=self.script.channel,
                attributes=self.script.attributes,
            )
        except SimulatorError:
            return

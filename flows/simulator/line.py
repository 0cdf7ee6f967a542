"""The call while it lasts: what an action can do on it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Final

from flows.json_values import Json, JsonObject, as_text
from flows.simulator.caller import Caller, HangUp, Press, Say, Silence, Waiting, WaitKind
from flows.simulator.contact import Contact
from flows.simulator.errors import EndlessFlowError
from flows.simulator.paths import fill
from flows.simulator.program import Instruction
from flows.simulator.result import Fault, Turn, Who
from flows.simulator.speech import is_ssml, plain_text, seconds_to_speak
from flows.simulator.world import DeployedFlow, World

STEPS_WITHOUT_CALLER: Final = 1_000
"""Actions in a row without asking the caller, after which a flow counts as endless."""

WAITS: Final = 10_000
"""How often a call may ask the caller before it counts as endless."""


class HungUpError(Exception):
    """The caller is gone. Ends the call wherever it stands."""


class Line:
    """One call: its world, its contact, and what has happened so far. Time is virtual."""

    def __init__(
        self,
        world: World,
        caller: Caller,
        contact: Contact,
        on_turn: Callable[[Turn], None] | None = None,
    ) -> None:
        self.world = world
        self.contact = contact
        self.random = Random(world.seed)  # noqa: S311 - a percentage split, not a secret
        self.turns: list[Turn] = []
        self.faults: list[Fault] = []
        self.path: list[str] = []
        self.elapsed = 0.0
        self.function_seconds = 0.0
        self._caller = caller
        self._on_turn = on_turn
        self._steps = 0
        self._waits = 0
        self._flow = ""
        self._action = ""

    @property
    def now(self) -> datetime:
        """The time on the caller's watch."""
        return self.world.starts_at + timedelta(seconds=self.elapsed)

    def enter(self, flow: DeployedFlow, instruction: Instruction) -> None:
        """An action begins.

        Raises:
            EndlessFlowError: too many in a row without asking the caller.
        """
        self._flow, self._action = flow.name, instruction.identifier
        self.path.append(instruction.identifier)
        self._steps += 1
        if self._steps > STEPS_WITHOUT_CALLER:
            around = ", ".join(dict.fromkeys(self.path[-8:]))
            raise EndlessFlowError(
                f"flow '{flow.name}' played {STEPS_WITHOUT_CALLER} actions without asking the "
                f"caller; it goes round through {around}"
            )

    def text(self, value: Json) -> str | None:
        """A parameter with its references replaced; None when nothing is there."""
        text = as_text(value)
        return None if text is None else fill(self.contact, text)

    def texts(self, values: JsonObject) -> dict[str, str]:
        """A map of parameters; what is not there is left out."""
        filled = ((self.text(key), self.text(value)) for key, value in values.items())
        return {key: value for key, value in filled if key is not None and value is not None}

    def say(self, spoken: str) -> None:
        """Plays a sentence to the caller, which also ends a chain of functions.

        Raises:
            SpeechError: it is SSML that Polly would refuse.
        """
        ssml = spoken if is_ssml(spoken) else None
        text = spoken if ssml is None else plain_text(ssml)
        self.function_seconds = 0.0
        self._heard(Who.SYSTEM, text, ssml)
        self.elapsed += seconds_to_speak(text)

    def agent_answers(self) -> None:
        """A person takes the call."""
        self._heard(Who.AGENT, self.world.agent_greeting, None)

    def listen(self, kind: WaitKind, seconds: float) -> Press | Say | Silence:
        """The caller's turn.

        Raises:
            HungUpError: they hang up.
            EndlessFlowError: the flow has asked too often.
        """
        self._steps = 0
        self._waits += 1
        if self._waits > WAITS:
            raise EndlessFlowError(
                f"flow '{self._flow}' has asked the caller {WAITS} times, "
                f"last at '{self._action}', and does not end"
            )
        action = self._caller(Waiting(kind=kind, seconds=seconds))
        if isinstance(action, HangUp):
            raise HungUpError
        if isinstance(action, Say) and not action.text.strip():
            action = Silence()
        if isinstance(action, Silence):
            self.elapsed += seconds
        else:
            self._heard_caller(action)
        return action

    def note(self, error: str, why: str) -> None:
        """An error branch is about to be taken."""
        self.faults.append(Fault(flow=self._flow, action=self._action, error=error, why=why))

    def _heard_caller(self, action: Press | Say) -> None:
        if isinstance(action, Press):
            self.elapsed += len(action.keys)
            self._heard(Who.CALLER, action.keys, None)
        else:
            self._heard(Who.CALLER, action.text, None)
            self.elapsed += seconds_to_speak(action.text)

    def _heard(self, who: Who, text: str, ssml: str | None) -> None:
        turn = Turn(
            who=who, text=text, flow=self._flow, action=self._action, ssml=ssml, at=self.elapsed
        )
        self.turns.append(turn)
        if self._on_turn is not None:
            self._on_turn(turn)

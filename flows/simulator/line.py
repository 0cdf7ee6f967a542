"""The call while it lasts: what an action can do on it."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from flows.json_values import Json, JsonObject, as_text
from flows.simulator.caller import (
    Caller,
    HangUp,
    Press,
    Say,
    Silence,
    Stay,
    Waiting,
    WaitKind,
)
from flows.simulator.contact import Contact
from flows.simulator.errors import EndlessFlowError
from flows.simulator.interrupts import HungUpError, StillWaitingError, TimeIsUpError
from flows.simulator.paths import fill, look_up_list
from flows.simulator.program import Instruction
from flows.simulator.record import Record
from flows.simulator.result import Turn, Who
from flows.simulator.speech import (
    SpeechError,
    is_ssml,
    pauses,
    plain_text,
    seconds_to_speak,
    too_long,
)
from flows.simulator.world import DeployedFlow, World

STEPS_WITHOUT_CALLER: Final = 1_000
"""Actions in a row without asking the caller, after which a flow counts as endless."""

WAITS: Final = 10_000
"""How often a call may ask the caller before it counts as endless."""


class Line(Record):
    """One call: its world, its contact, and what has happened so far. Time is virtual."""

    def __init__(
        self,
        world: World,
        caller: Caller,
        contact: Contact,
        on_turn: Callable[[Turn], None] | None = None,
    ) -> None:
        super().__init__(contact, on_turn)
        self.world = world
        self._random: Random | None = None
        self._caller = caller
        self._steps = 0
        self._waits = 0

    @property
    def now(self) -> datetime:
        """The time on the caller's watch."""
        return self.world.starts_at + timedelta(seconds=self.contact.elapsed)

    @property
    def elapsed(self) -> float:
        """Seconds since the call began."""
        return self.contact.elapsed

    def advance(self, seconds: float) -> None:
        """Time goes by.

        Raises:
            TimeIsUpError: what the caller waits for comes before that.
        """
        contact = self.contact
        until = contact.elapsed + seconds
        if contact.deadline is not None and until >= contact.deadline:
            contact.elapsed = max(contact.elapsed, contact.deadline)
            raise TimeIsUpError
        contact.elapsed = until

    def draw(self) -> int:
        """A number from 1 to 100."""
        if self.world.draw is not None:
            return self.world.draw()
        if self._random is None:
            self._random = Random(self.world.seed)  # noqa: S311 - a split, not a secret
        return self._random.randint(1, 100)

    def enter(self, flow: DeployedFlow, instruction: Instruction) -> None:
        """An action begins.

        Raises:
            EndlessFlowError: too many in a row without asking the caller.
        """
        self._flow = flow.name
        self._action = self.contact.places[-1].action = instruction.identifier
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

    def values(self, path: str) -> Sequence[Json] | None:
        """The list at a path; None when there is none."""
        return look_up_list(self.contact, path)

    def filled(self, value: Json) -> Json:
        """A parameter of any shape with its references replaced, where nested JSON is allowed."""
        if isinstance(value, dict):
            return {key: self.filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        return self.text(value) if isinstance(value, str) else value

    def say(self, spoken: str) -> None:
        """Plays a sentence to whoever listens, which also ends a chain of functions.

        Raises:
            SpeechError: it is SSML that Polly would refuse, or too long.
        """
        ssml = spoken if is_ssml(spoken) else None
        text = spoken if ssml is None else plain_text(ssml)
        if too_long(spoken, text):
            raise SpeechError(f"{len(text)} characters are too many to speak at once")
        self.contact.function_seconds = 0.0
        if text:
            self.hear(Who.SYSTEM, text, ssml)
        self.advance(seconds_to_speak(text) + (0.0 if ssml is None else pauses(ssml)))

    def show(self, text: str) -> None:
        """Puts something on a screen: heard by nobody, and no time goes by."""
        self.hear(Who.SYSTEM, text, None)

    def agent_answers(self) -> None:
        """A person takes the call."""
        self.hear(Who.AGENT, self.world.agent_greeting, None)

    def listen(self, kind: WaitKind, seconds: float) -> Press | Say | Silence:
        """The caller's turn. Keys and words that begin after `seconds` come too late.

        Raises:
            HungUpError: they hang up.
            EndlessFlowError: the flow has asked too often.
            TimeIsUpError, StillWaitingError: as for `wait`.
        """
        if self.beside:
            self.advance(seconds)
            return Silence()
        action = self._ask(kind, seconds)
        if isinstance(action, Press) and action.after >= seconds:
            action = Silence()
        if isinstance(action, Say) and not action.text.strip():
            action = Silence()
        if isinstance(action, Silence):
            self.advance(seconds)
            return action
        self._heard_caller(action)
        return action

    def wait(self, seconds: float | None) -> Press | Say | Silence:
        """Nothing is asked, and the caller waits; None: until something comes.

        Raises:
            HungUpError: they hang up.
            TimeIsUpError: what they wait for has come.
            StillWaitingError: it never comes.
            EndlessFlowError: they have waited too often.
        """
        contact = self.contact
        left = None if contact.deadline is None else max(contact.deadline - contact.elapsed, 0.0)
        known = [length for length in (seconds, left) if length is not None]
        if self.beside:
            if seconds is None:
                raise TimeIsUpError
            self._steps = 0
            self.advance(max(seconds, 1.0))
            return Silence()
        action = self._ask(WaitKind.QUEUE, min(known, default=0.0))
        if not known:
            raise StillWaitingError
        if isinstance(action, Silence):
            self.advance(min(known))
        return action

    def stays(self) -> None:
        """Asks whether the caller waits in a queue in which nobody will answer.

        Raises:
            HungUpError: they hang up.
            StillWaitingError: they wait, and there is nothing more to be played.
        """
        self._ask(WaitKind.QUEUE, 0.0)

    def _ask(self, kind: WaitKind, seconds: float) -> Press | Say | Silence:
        self._steps = 0
        self._waits += 1
        if self._waits > WAITS:
            raise EndlessFlowError(
                f"flow '{self._flow}' has asked the caller {WAITS} times, "
                f"last at '{self._action}', and does not end"
            )
        in_queue = self.contact.waits_in is not None
        waiting = Waiting(kind=kind, seconds=seconds, in_queue=in_queue, contact=self.contact)
        action = self._caller(waiting)
        if isinstance(action, HangUp):
            raise HungUpError
        if isinstance(action, Stay):
            if in_queue and self.contact.deadline is None:
                raise StillWaitingError
            return Silence()
        return action

    def _heard_caller(self, action: Press | Say) -> None:
        if isinstance(action, Press):
            self.advance(action.after)
            self.hear(Who.CALLER, action.keys, None)
        else:
            self.hear(Who.CALLER, action.text, None)
            self.advance(seconds_to_speak(action.text))

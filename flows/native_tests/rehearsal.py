"""Plays a scenario on the flows of this repository, to learn what is heard before each step.

A native test waits for a message and answers it; a scenario only says what the caller does. The
answer function is replaced by its fixed words, so a rehearsal needs nothing deployed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flows.native_tests.scripted import DiaryError, NativeTestError, Script, described
from flows.native_tests.stage import AnswerWords, stage
from flows.prompts import load
from flows.simulator.call import place_call
from flows.simulator.caller import (
    CallerAction,
    HangUp,
    Press,
    Say,
    Silence,
    Stay,
    Waiting,
    WaitKind,
)
from flows.simulator.result import CallResult, Party, Turn, Who

CONTACT: Final = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What the system said last, and what the caller then does. `step` counts from 1."""

    heard: str
    is_from_bot: bool
    action: CallerAction
    step: int


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """How it went. `last_words` were said after the last step."""

    exchanges: Sequence[Exchange]
    last_words: str
    is_open: bool
    queue: str | None


def rehearse(script: Script) -> Rehearsal:
    """Plays it in opening hours, then outside them, until it ends as the scenario expects.

    Raises:
        NativeTestError: it ends otherwise, or a step is never come to or has no equivalent.
    """
    failed: list[NativeTestError] = []
    for is_open in (True, False):
        try:
            return _played(script, is_open=is_open)
        except NativeTestError as error:
            failed.append(error)
    raise next((error for error in failed if isinstance(error, DiaryError)), failed[0])


def _played(script: Script, *, is_open: bool) -> Rehearsal:
    person = _Person(script.steps)
    result = place_call(
        stage(AnswerWords(script), is_open=is_open),
        person,
        entry="main",
        customer=script.number,
        contact_id=CONTACT,
        on_turn=person.listen,
    )
    person.must_be_done(result)
    if (result.ended.value, result.queue) != (_without_agents(script.ended), script.queue):
        raise NativeTestError(
            f"the rehearsal ends {result.ended.value} ({result.queue or 'no queue'}), not "
            f"{script.ended} ({script.queue or 'no queue'}): run the scenario first, and mend "
            "what it says"
        )
    return Rehearsal(
        exchanges=person.exchanges,
        last_words=person.last_words,
        is_open=is_open,
        queue=result.queue,
    )


def _without_agents(ended: str) -> str:
    """A native test may not reach people, so it ends where they would answer."""
    return "queued" if ended == "transferred" else ended


class _Person:
    """Does the steps, and remembers what was said before each."""

    def __init__(self, steps: Iterable[CallerAction]) -> None:
        self.exchanges: list[Exchange] = []
        self.last_words = ""
        self._from_bot = False
        self._steps = [
            (number, single) for number, step in enumerate(steps, 1) for single in _singles(step)
        ]

    def listen(self, turn: Turn) -> None:
        """Each thing that is said."""
        if turn.who is Who.SYSTEM and turn.to is Party.CUSTOMER and turn.text:
            self.last_words = turn.text
            self._from_bot = turn.text in {load()["answer"][key].text for key in load()["answer"]}

    def __call__(self, waiting: Waiting) -> CallerAction:
        """The next step."""
        if waiting.kind is WaitKind.QUEUE or waiting.in_queue:
            return self._waiting_in_queue()
        number, action = self._steps.pop(0) if self._steps else (len(self.exchanges) + 1, HangUp())
        if waiting.kind is WaitKind.DIGITS and isinstance(action, Press):
            while self._steps and self._steps[0][0] == number:
                action = Press(action.keys + self._keys_of_next())
        if not isinstance(action, Press | Say | Silence | HangUp):
            raise NativeTestError(
                f"step {number} ({described(action)}) has no native equivalent: "
                "a test can press, say, hang up, or wait for the next message"
            )
        self.exchanges.append(
            Exchange(heard=self.last_words, is_from_bot=self._from_bot, action=action, step=number)
        )
        return action

    def _waiting_in_queue(self) -> CallerAction:
        if self._steps:
            number, step = self._steps[0]
            raise NativeTestError(
                f"step {number} ({described(step)}) happens in the queue, which has no native "
                "equivalent: a test ends before it, or a real agent's telephone would ring"
            )
        return Stay()

    def _keys_of_next(self) -> str:
        _, step = self._steps.pop(0)
        return step.keys if isinstance(step, Press) else ""

    def must_be_done(self, result: CallResult) -> None:
        """Raises NativeTestError when a step was never come to."""
        if self._steps:
            number, step = self._steps[0]
            raise NativeTestError(
                f"step {number} ({described(step)}) is never come to: the call has ended "
                f"{result.ended.value} before"
            )


def _singles(step: CallerAction) -> list[CallerAction]:
    """Keys one by one, as menus take them."""
    return [Press(key) for key in step.keys] if isinstance(step, Press) else [step]

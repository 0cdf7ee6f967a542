"""The person on the line: what they can do, and when they are asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from typing import TypeAlias

from flows.language import MENU_KEYS
from flows.simulator.contact import Contact


@dataclass(frozen=True)
class Press:
    """Presses keys, one after the other: 0-9, * and #.

    `after` is how many seconds go by before the first key, `gap` how many between two keys.
    """

    keys: str
    after: float = field(default=0.0, kw_only=True)
    gap: float = field(default=1.0, kw_only=True)

    def __post_init__(self) -> None:
        """Refuses what no telephone has."""
        if not self.keys or not MENU_KEYS.issuperset(self.keys):
            raise ValueError(f"a telephone has the keys 0-9 * #, not {self.keys!r}")


@dataclass(frozen=True)
class Say:
    """Speaks; `text` is what speech recognition would write. Menus do not listen to speech."""

    text: str


@dataclass(frozen=True)
class Silence:
    """Neither speaks nor presses anything for as long as the system waits."""


@dataclass(frozen=True)
class HangUp:
    """Puts the phone down."""


@dataclass(frozen=True)
class Stay:
    """Stays on the line and does nothing, for so many seconds; without end by default.

    Staying without end in a queue to which nobody will come ends what is played ("queued").
    """

    seconds: float = inf


CallerAction: TypeAlias = Press | Say | Silence | HangUp | Stay


class WaitKind(StrEnum):
    """What the system waits for: one key, several keys, a turn with a bot, or a person.

    While it waits for a person (in a queue, on hold), or for a chat's customer to come back, the
    caller is not asked anything: they hang up, or `Silence` says that they go on waiting.
    """

    MENU = "menu"
    DIGITS = "digits"
    BOT = "bot"
    QUEUE = "queue"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The caller's turn. `seconds` is how long the system waits for a first key or word.

    `in_queue`: the contact is in a queue, and this is its queue flow. `contact` may be looked at.
    """

    kind: WaitKind
    seconds: float
    in_queue: bool = False
    contact: Contact | None = field(default=None, compare=False, repr=False)


Caller: TypeAlias = Callable[[Waiting], CallerAction]
"""Called at each wait. What it raises goes through `place_call` unchanged."""


class ScriptedCaller:
    """Does one thing after the other, and hangs up when there is nothing left to do.

    Menus take one key at a time, so `Press("12")` presses 1 at one menu and 2 at the next. In a
    queue and on hold a caller with nothing left to do stays; while nobody asks them anything, what
    they have left to press and say is kept for later.
    """

    def __init__(self, actions: Iterable[CallerAction]) -> None:
        self._actions = list(reversed(list(actions)))
        self._until: float | None = None
        self._waited = 0.0

    def __call__(self, waiting: Waiting) -> CallerAction:
        """The next thing to do."""
        if not self._actions:
            waits = waiting.in_queue or waiting.kind is WaitKind.QUEUE
            return Stay() if waits else HangUp()
        action = self._actions[-1]
        if isinstance(action, Stay):
            return self._stay(action, waiting)
        if waiting.kind is WaitKind.QUEUE and not isinstance(action, HangUp):
            return Silence()
        self._actions.pop()
        if waiting.kind is WaitKind.MENU and isinstance(action, Press) and len(action.keys) > 1:
            self._actions.append(replace(action, keys=action.keys[1:]))
            return replace(action, keys=action.keys[0])
        return action

    def _stay(self, stay: Stay, waiting: Waiting) -> CallerAction:
        if stay.seconds == inf:
            return stay
        now = self._waited if waiting.contact is None else waiting.contact.elapsed
        self._until = now + stay.seconds if self._until is None else self._until
        if now >= self._until:
            self._actions.pop()
            self._until = None
            return self(waiting)
        self._waited += waiting.seconds
        return Silence()

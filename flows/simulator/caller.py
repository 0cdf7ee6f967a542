"""The person on the line: what they can do, and when they are asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from flows.language import MENU_KEYS


@dataclass(frozen=True)
class Press:
    """Presses keys, one after the other: 0-9, * and #."""

    keys: str

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


CallerAction: TypeAlias = Press | Say | Silence | HangUp


class WaitKind(StrEnum):
    """What the system waits for: one key, several keys, a turn with a bot, or a person."""

    MENU = "menu"
    DIGITS = "digits"
    BOT = "bot"
    QUEUE = "queue"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """The caller's turn. `seconds` is how long the system waits for a first key or word."""

    kind: WaitKind
    seconds: float


Caller: TypeAlias = Callable[[Waiting], CallerAction]
"""Called at each wait. What it raises goes through `place_call` unchanged."""


class ScriptedCaller:
    """Does one thing after the other, and hangs up when there is nothing left to do.

    Menus take one key at a time, so `Press("12")` presses 1 at one menu and 2 at the next.
    """

    def __init__(self, actions: Iterable[CallerAction]) -> None:
        self._actions = list(reversed(list(actions)))

    def __call__(self, waiting: Waiting) -> CallerAction:
        """The next thing to do."""
        if not self._actions:
            return HangUp()
        action = self._actions.pop()
        if waiting.kind is WaitKind.MENU and isinstance(action, Press) and len(action.keys) > 1:
            self._actions.append(Press(action.keys[1:]))
            return Press(action.keys[0])
        return action

"""A call that somebody in a browser is in: what they heard so far, and what they do next."""

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from flows.simulator.caller import Caller, CallerAction, HangUp, Waiting
from flows.simulator.result import Turn
from local.errors import CommandError
from local.phone import FinishedCall

logger = logging.getLogger(__name__)

IDLE_SECONDS: Final = 600.0
"""Whoever has done nothing for so long has closed the page: their call is hung up."""

Event: TypeAlias = Mapping[str, Any]
Play: TypeAlias = Callable[[Caller, Callable[[Turn], None]], FinishedCall]
"""Plays one call to its end with this caller, and tells each turn."""


class Line:
    """Plays a call in a thread of its own. Events are kept until the line is dropped.

    An event is `{"kind": "turn", …}` (`Turn.to_json`), `{"kind": "waiting", "for", "seconds"}` when
    it is the caller's turn, or at last `{"kind": "ended", …}` (`FinishedCall.to_json`) or
    `{"kind": "failed", "error"}`.
    """

    def __init__(self, play: Play, *, idle_seconds: float = IDLE_SECONDS) -> None:
        """Starts the call."""
        self._play = play
        self._idle_seconds = idle_seconds
        self._actions: queue.SimpleQueue[CallerAction] = queue.SimpleQueue()
        self._events: list[Event] = []
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def ended(self) -> bool:
        """Whether the last event has been told."""
        return self._ended

    def act(self, action: CallerAction) -> None:
        """What the caller does; it counts at the next wait, as keys pressed early do."""
        self._actions.put(action)

    def events(self, after: int, seconds: float) -> list[Event]:
        """Events from number `after`; waits up to `seconds` for one to happen."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._events) > after or self._ended, seconds)
            return self._events[after:]

    def close(self) -> None:
        """Hangs up, and waits for the end."""
        self.act(HangUp())
        self._thread.join(timeout=10)

    def _run(self) -> None:
        try:
            finished = self._play(self._ask, self._tell_turn)
        except CommandError as error:
            self._tell({"kind": "failed", "error": str(error)}, last=True)
        except Exception as error:  # the page must not wait for a call that is gone
            logger.exception("a call in the browser failed")
            self._tell({"kind": "failed", "error": f"{type(error).__name__}: {error}"}, last=True)
        else:
            self._tell({"kind": "ended", **finished.to_json()}, last=True)

    def _ask(self, waiting: Waiting) -> CallerAction:
        told = {"kind": "waiting", "for": waiting.kind.value, "seconds": waiting.seconds}
        self._tell(told)
        try:
            return self._actions.get(timeout=self._idle_seconds)
        except queue.Empty:
            return HangUp()

    def _tell_turn(self, turn: Turn) -> None:
        self._tell({"kind": "turn", **turn.to_json()})

    def _tell(self, event: Event, *, last: bool = False) -> None:
        with self._changed:
            self._events.append(event)
            self._ended = self._ended or last
            self._changed.notify_all()

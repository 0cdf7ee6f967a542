"""Time that passes only when something says that it takes some."""

from collections.abc import Callable
from typing import TypeVar

from ai.deadline import Deadline
from ai.errors import DeadlineError

T = TypeVar("T")


class Clock:
    """Seconds since the turn began."""

    def __init__(self) -> None:
        self.now = 0.0
        self.ends = float("inf")

    def __call__(self) -> float:
        return self.now

    def spend(self, seconds: float) -> None:
        """Take time; when nobody waits any longer, what takes it is left behind."""
        if self.now + seconds > self.ends:
            self.now = self.ends
            raise DeadlineError("left behind")
        self.now += seconds


class ClockDeadline(Deadline):
    """A deadline on that clock. Work runs in the same thread, and ends when its share does."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        super().__init__(seconds, clock)
        self._ticking = clock

    def run(self, stage: str, seconds: float, work: Callable[[], T]) -> T:
        allowed = min(seconds, self.remaining())
        if allowed <= 0:
            raise DeadlineError(f"no time was left for {stage}")
        self._ticking.ends = self._ticking.now + allowed
        try:
            return work()
        finally:
            self._ticking.ends = float("inf")

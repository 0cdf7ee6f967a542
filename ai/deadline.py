"""One time budget per turn, handed down from the handler to every stage."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from ai.errors import DeadlineError

T = TypeVar("T")


class Deadline:
    """The moment by which a turn must have been answered."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.seconds = seconds
        self._clock = clock
        self._ends = clock() + seconds

    def remaining(self) -> float:
        """Seconds left; 0 when the time is up, never less."""
        return max(0.0, self._ends - self._clock())

    def share(self, fraction: float) -> float:
        """Seconds a stage may take: `fraction` of the whole budget, at most what is left."""
        return min(self.remaining(), self.seconds * fraction)

    def run(self, stage: str, seconds: float, work: Callable[[], T]) -> T:
        """The result of `work` within `seconds` or what is left; DeadlineError when it is late."""
        return within(min(seconds, self.remaining()), stage, work)

    def check(self, stage: str) -> None:
        """Raise DeadlineError when the time is up before `stage` begins."""
        if self.remaining() <= 0:
            raise DeadlineError(f"no time was left for {stage} (budget {self.seconds:g} s)")


def within(seconds: float, stage: str, work: Callable[[], T]) -> T:
    """The result of `work`, or DeadlineError when it takes longer than `seconds`.

    The work runs in a thread of its own, because a socket timeout bounds one read and not the
    whole call. A late thread is left behind: its own client timeouts end it, and nobody waits.
    """
    if seconds <= 0:
        raise DeadlineError(f"no time was left for {stage}")
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001  raised again in the waiting thread
            errors.append(error)

    thread = threading.Thread(target=run, name=f"stage-{stage}", daemon=True)
    thread.start()
    thread.join(seconds)
    if errors:
        raise errors[0]
    if not results:
        raise DeadlineError(f"{stage} took longer than its {seconds:.2f} s")
    return results[0]

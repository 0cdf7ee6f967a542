"""How fast a build may ask the embedding model, and when it must stop for now."""

import math
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from botocore.exceptions import ClientError, HTTPClientError

from ai.errors import DeadlineError, ModelError
from ai.service_errors import code_of

T = TypeVar("T")

ATTEMPTS: Final = 5
"""Calls for one batch, on top of what the client itself repeats."""

FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 20.0
"""Seconds. Exponential backoff with full jitter, so that builders do not come back in step
(AWS Architecture Blog, "Exponential backoff and jitter")."""

_PASSING: Final = frozenset(
    {
        "InternalServerException",
        "ModelNotReadyException",
        "ModelTimeoutException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)


def _never() -> float:
    return math.inf


@dataclass
class Pace:
    """`per_second` texts go to the model at most; `left` tells the seconds a build still has.

    `margin` is what publishing needs of them.
    """

    per_second: float = math.inf
    left: Callable[[], float] = _never
    margin: float = 0.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    _free_at: float = field(default=0.0, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    @property
    def used_up(self) -> bool:
        """Whether it is time to stop."""
        return self.left() <= self.margin

    def wait(self, texts: int) -> None:
        """Returns when so many texts may be sent; safe to call from several threads."""
        with self._lock:
            now = self.clock()
            begin = max(now, self._free_at)
            self._free_at = begin + texts / self.per_second
        if begin > now:
            self.sleep(begin - now)

    def call(self, texts: int, work: Callable[[], T]) -> T:
        """What `work` returns; a failure that may pass is tried again, later each time."""
        for attempt in range(ATTEMPTS):
            self.wait(texts)
            try:
                return work()
            except (ModelError, DeadlineError) as error:
                if attempt == ATTEMPTS - 1 or self.used_up or not _may_pass(error):
                    raise
            self.sleep(self.chance() * min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt))
        raise AssertionError("the last attempt returns or raises")


def _may_pass(error: Exception) -> bool:
    """Whether the model was only busy, slow or out of reach."""
    cause = error.__cause__
    if isinstance(cause, ClientError):
        return code_of(cause) in _PASSING
    return isinstance(cause, HTTPClientError)

"""How long a function that somebody waits for may still take."""

from typing import Final, Protocol

RESERVE_SECONDS: Final = 0.6
"""Kept back from the function's own timeout, to store the turn and to return."""


class Context(Protocol):
    """What is used of Lambda's context."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lambda ends the call."""
        ...


def remaining_seconds(context: Context | None) -> float:
    """Seconds until the function itself would be stopped, less the reserve."""
    if context is None:
        return float("inf")
    return context.get_remaining_time_in_millis() / 1_000 - RESERVE_SECONDS

"""Entry point of the answer function: questions from the Lex bot or straight from a flow."""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from ai.deadline import Deadline
from ai.handlers import connect, lex, snap_start
from ai.handlers.service import AnswerService, answer_service

_RESERVE_SECONDS: Final = 0.6
"""Kept back from the function's own timeout, to store the turn and to return."""


class Context(Protocol):
    """What is used of Lambda's context."""

    def get_remaining_time_in_millis(self) -> int:
        """Milliseconds until Lambda ends the call."""
        ...


snap_start.register(answer_service)


def handler(event: Mapping[str, Any], context: Context | None = None) -> dict[str, Any]:
    """Answer one turn; the shape of the event says who asks and how to answer."""
    started = Deadline(_budget(context))
    return dispatch(event, answer_service(), started)


def dispatch(event: Mapping[str, Any], service: AnswerService, started: Deadline) -> dict[str, Any]:
    """Answer within the service's turn, or what the function has left if that is less."""
    deadline = Deadline(min(service.turn_seconds, started.remaining()))
    if "sessionState" in event:
        return lex.respond(event, service, deadline)
    if "Details" in event:
        return connect.respond(event, service, deadline)
    raise ValueError(
        "the event is neither a Lex V2 hook's (sessionState) nor a Connect flow's (Details); "
        f"it has {sorted(event)}"
    )


def _budget(context: Context | None) -> float:
    """Seconds until the function itself would be stopped."""
    if context is None:
        return float("inf")
    return context.get_remaining_time_in_millis() / 1_000 - _RESERVE_SECONDS

"""Entry point of the answer function: questions from the Lex bot or straight from a flow."""

from collections.abc import Mapping
from typing import Any

from ai.deadline import Deadline
from ai.handlers import connect, lex, snap_start
from ai.handlers.remaining import Context, remaining_seconds
from ai.handlers.service import AnswerService, answer_service

snap_start.register(answer_service)


def handler(event: Mapping[str, Any], context: Context | None = None) -> dict[str, Any]:
    """Answer one turn; the shape of the event says who asks and how to answer."""
    started = Deadline(remaining_seconds(context))
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

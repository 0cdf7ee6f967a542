"""Entry point of the chat API: a question over HTTP, answered by the same chain as on the phone."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from ai.chat.reply import answered, failed, refused
from ai.chat.request import read
from ai.chat.session import begin, principal_of, resume
from ai.chat.words import load_words
from ai.contract import Language, Metric
from ai.deadline import Deadline
from ai.errors import RefusedError
from ai.handlers import snap_start
from ai.handlers.remaining import Context, remaining_seconds
from ai.handlers.service import AnswerService, answer_service
from ai.logs import log_failure

log = logging.getLogger(__name__)


@cache
def chat_service() -> AnswerService:
    """The answer service, with words to read; SettingsError when the environment is wrong."""
    service = answer_service()
    prompts = {Language.KOREAN: load_words()}
    return replace(service, assistant=replace(service.assistant, prompts=prompts))


snap_start.register(chat_service)


def handler(event: Mapping[str, Any], context: Context | None = None) -> dict[str, Any]:
    """Answer one request of the HTTP API, whatever it holds; clients get no traceback."""
    started = Deadline(remaining_seconds(context))
    try:
        return respond(event, chat_service(), started)
    except Exception as error:  # noqa: BLE001  API Gateway would answer without a code
        log_failure(log, "chat_failed", error)
        return failed()


def respond(event: Mapping[str, Any], service: AnswerService, started: Deadline) -> dict[str, Any]:
    """Answer within the service's turn, or what the function has left if that is less."""
    deadline = Deadline(min(service.turn_seconds, started.remaining()))
    try:
        principal = principal_of(event)
        asked = read(event)
        session = begin(principal) if asked.token is None else resume(asked.token, principal)
    except RefusedError as error:
        extra = {"event": "chat_refused", "code": error.code, "status": error.status}
        log.info("chat_refused", extra=extra)
        return refused(error)
    answer = service.ask(asked.question, session.contact_id, deadline).answer
    service.metrics.send({Metric.CHAT_TURNS: 1})
    return answered(session, answer)

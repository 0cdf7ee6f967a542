"""A direct invocation from a flow: `Details.Parameters` in, a flat STRING_MAP out."""

import json
from collections.abc import Mapping
from typing import Any

from ai.contract import CONNECT_RESPONSE_BYTES, Parameter, Result, language_of
from ai.deadline import Deadline
from ai.handlers.hand_over import summary
from ai.handlers.service import AnswerService, Asked
from ai.model import Answer


def respond(event: Mapping[str, Any], service: AnswerService, deadline: Deadline) -> dict[str, str]:
    """Answer the question in the parameters; the contact is the parameters' or the event's.

    Parameter `language` is that of the question; without it, Korean.
    """
    details: Mapping[str, Any] = event.get("Details") or {}
    parameters: Mapping[str, Any] = details.get("Parameters") or {}
    contact: Mapping[str, Any] = details.get("ContactData") or {}
    question = str(parameters.get(Parameter.QUESTION) or "")
    contact_id = str(parameters.get(Parameter.CONTACT_ID) or contact.get("ContactId") or "")
    language = language_of(str(parameters.get(Parameter.LANGUAGE) or ""))
    return string_map(service.ask(question, contact_id, deadline, language))


def string_map(asked: Asked) -> dict[str, str]:
    """The answer as a flow reads it; empty values are left out, and the whole fits the limit."""
    answer = asked.answer
    fields = {
        Result.STATUS: answer.status.value,
        Result.REASON: answer.reason.value if answer.reason else "",
        Result.TEXT: answer.text,
        Result.SPEECH: answer.speech,
        Result.SOURCES: sources(answer),
        Result.SUMMARY: summary(asked.turns),
        Result.ANSWER: json.dumps(answer.to_json(), ensure_ascii=False),
    }
    if sum(len(value.encode()) for value in fields.values()) > CONNECT_RESPONSE_BYTES - 1_000:
        del fields[Result.ANSWER]  # everything a flow needs is in the other keys
    return {key.value: value for key, value in fields.items() if value}


def sources(answer: Answer) -> str:
    """The documents behind an answer, by name, for the engineer who takes over."""
    return ", ".join(dict.fromkeys(citation.document for citation in answer.citations))

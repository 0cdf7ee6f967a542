"""The Lex V2 code hook: the event's turn in, the bot's next words out.

Nothing in the event decides what is called: an intent is one of ours or a question.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ai.contract import (
    INTENT_KEYS,
    LEX_TEXT_CHARACTERS,
    Intent,
    Reason,
    SessionAttribute,
    Status,
)
from ai.deadline import Deadline
from ai.handlers.connect import sources
from ai.handlers.service import AnswerService
from ai.model import Answer
from ai.privacy import redact
from ai.speech.ssml import joined, to_ssml

MOST_SILENT_TURNS: Final = 3
"""A caller who says nothing this often in a row is put through to a person."""


@dataclass(frozen=True, kw_only=True)
class LexTurn:
    """What of a hook event matters here. Every field of the event may be missing."""

    transcript: str
    mode: str
    intent: Intent
    contact_id: str
    attributes: dict[str, str]


def respond(event: Mapping[str, Any], service: AnswerService, deadline: Deadline) -> dict[str, Any]:
    """The hook's response to one turn of the conversation."""
    turn = read_turn(event)
    prompts = service.prompts
    match turn.intent:
        case Intent.ENGINEER:
            return _close(turn, Intent.ENGINEER, Status.ESCALATE, prompts.engineer)
        case Intent.END:
            return _close(turn, Intent.END, Status.ENDED, prompts.goodbye)
        case Intent.REPEAT:
            last = turn.attributes.get(SessionAttribute.ANSWER)
            words = last or prompts.nothing_to_repeat
            speech = joined(to_ssml(words), to_ssml(prompts.next))
            return _elicit(turn, {SessionAttribute.SILENT_TURNS: ""}, words, speech)
        case Intent.FALLBACK:
            return _question(turn, service, deadline)


def read_turn(event: Mapping[str, Any]) -> LexTurn:
    """The turn in a hook event."""
    session: Mapping[str, Any] = event.get("sessionState") or {}
    held: Mapping[str, str | None] = session.get("sessionAttributes") or {}
    attributes = {key: str(value) for key, value in held.items() if value is not None}
    mode = str(event.get("inputMode") or "Speech")
    transcript = str(event.get("inputTranscript") or "").strip()
    if mode == "DTMF":
        transcript = transcript.strip("#*")
    return LexTurn(
        transcript=transcript,
        mode=mode,
        intent=_intent(transcript, session),
        contact_id=attributes.get(SessionAttribute.CONTACT_ID) or str(event.get("sessionId") or ""),
        attributes=attributes,
    )


def _intent(transcript: str, session: Mapping[str, Any]) -> Intent:
    if transcript in INTENT_KEYS:
        return INTENT_KEYS[transcript]
    intent: Mapping[str, Any] = session.get("intent") or {}
    known = {known.value: known for known in Intent}
    return known.get(str(intent.get("name")), Intent.FALLBACK)


def _question(turn: LexTurn, service: AnswerService, deadline: Deadline) -> dict[str, Any]:
    wrong_key = turn.mode == "DTMF"  # keys that mean something are intents by now
    if wrong_key or not turn.transcript:
        return _silence(turn, service)
    answer = service.ask(turn.transcript, turn.contact_id, deadline)
    if answer.reason is Reason.NO_QUESTION:
        return _silence(turn, service)
    answered = answer.status is Status.ANSWERED
    speech = joined(answer.speech, to_ssml(service.prompts.next)) if answered else answer.speech
    text = f"{answer.text}\n{service.prompts.next}" if answered else answer.text
    return _elicit(turn, _outcome(turn, answer), text, speech)


def _silence(turn: LexTurn, service: AnswerService) -> dict[str, Any]:
    silent = _count(turn.attributes.get(SessionAttribute.SILENT_TURNS)) + 1
    if silent >= MOST_SILENT_TURNS:
        return _close(turn, Intent.ENGINEER, Status.ESCALATE, service.prompts.engineer)
    words = service.prompts.no_question
    changes = {SessionAttribute.SILENT_TURNS: str(silent)}
    return _elicit(turn, changes, words, to_ssml(words))


def _outcome(turn: LexTurn, answer: Answer) -> dict[SessionAttribute, str]:
    """What the flow and the engineer read. Long words are cut: attributes hold 12 KB together."""
    return {
        SessionAttribute.STATUS: answer.status.value,
        SessionAttribute.REASON: answer.reason.value if answer.reason else "",
        SessionAttribute.QUESTION: redact(turn.transcript)[:300],
        SessionAttribute.ANSWER: answer.text[:LEX_TEXT_CHARACTERS],
        SessionAttribute.SOURCES: sources(answer)[:300],
        SessionAttribute.SILENT_TURNS: "",
    }


def _elicit(
    turn: LexTurn, changes: Mapping[SessionAttribute, str], text: str, speech: str
) -> dict[str, Any]:
    return {
        "sessionState": {
            "dialogAction": {"type": "ElicitIntent"},
            "sessionAttributes": _changed(turn.attributes, changes),
        },
        "messages": _messages(turn, text, speech),
    }


def _close(turn: LexTurn, intent: Intent, status: Status, words: str) -> dict[str, Any]:
    changes = {SessionAttribute.STATUS: status.value, SessionAttribute.SILENT_TURNS: ""}
    return {
        "sessionState": {
            "dialogAction": {"type": "Close"},
            "intent": {"name": intent.value, "state": "Fulfilled"},
            "sessionAttributes": _changed(turn.attributes, changes),
        },
        "messages": _messages(turn, words, to_ssml(words)),
    }


def _messages(turn: LexTurn, text: str, speech: str) -> list[dict[str, str]]:
    if turn.mode == "Text":
        return [{"contentType": "PlainText", "content": text}]
    return [{"contentType": "SSML", "content": speech}]


def _changed(
    attributes: Mapping[str, str], changes: Mapping[SessionAttribute, str]
) -> dict[str, str]:
    """Other attributes stay, Lex's own settings among them; a change to "" removes the key."""
    merged = {**attributes, **{key.value: value for key, value in changes.items()}}
    return {key: value for key, value in merged.items() if value}


def _count(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0

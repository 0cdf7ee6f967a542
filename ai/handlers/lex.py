"""The Lex V2 code hook: the event's turn in, the bot's next words out.

Nothing in the event decides what is called: an intent is one of ours or a question.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from ai.contract import (
    INTENT_KEYS,
    LEX_TEXT_CHARACTERS,
    Intent,
    Language,
    Reason,
    SessionAttribute,
    Status,
    language_of,
)
from ai.deadline import Deadline
from ai.handlers.connect import sources
from ai.handlers.hand_over import summary
from ai.handlers.service import AnswerService, Asked
from ai.privacy import redact
from ai.speech.pages import spoken_pages
from ai.speech.prompts import AnswerPrompts
from ai.speech.ssml import joined, to_ssml

MOST_SILENT_TURNS: Final = 3
"""A caller who says nothing this often in a row is put through to a person."""


@dataclass(frozen=True, kw_only=True)
class LexTurn:
    """What of a hook event matters here. Every field of the event may be missing.

    `language` is the locale's of the bot that listened.
    """

    transcript: str
    mode: str
    intent: Intent
    contact_id: str
    language: Language
    attributes: dict[str, str]


def respond(event: Mapping[str, Any], service: AnswerService, deadline: Deadline) -> dict[str, Any]:
    """The hook's response to one turn of the conversation."""
    turn = read_turn(event)
    prompts = service.prompts[turn.language]
    match turn.intent:
        case Intent.ENGINEER:
            return _close(turn, Intent.ENGINEER, Status.ESCALATE, prompts.engineer)
        case Intent.END:
            return _close(turn, Intent.END, Status.ENDED, prompts.goodbye)
        case Intent.REPEAT:
            return _repeat(turn, prompts)
        case Intent.MORE:
            return _more(turn, prompts)
        case Intent.FALLBACK:
            return _question(turn, service, deadline)


def read_turn(event: Mapping[str, Any]) -> LexTurn:
    """The turn in a hook event."""
    session: Mapping[str, Any] = event.get("sessionState") or {}
    held: Mapping[str, str | None] = session.get("sessionAttributes") or {}
    attributes = {key: str(value) for key, value in held.items() if value is not None}
    bot: Mapping[str, Any] = event.get("bot") or {}
    mode = str(event.get("inputMode") or "Speech")
    # JSON can escape half a character, which no response can hold.
    said = str(event.get("inputTranscript") or "").encode(errors="replace").decode()
    transcript = said.strip()
    if mode == "DTMF":
        transcript = transcript.strip("#*")
    return LexTurn(
        transcript=transcript,
        mode=mode,
        intent=_intent(transcript, session),
        contact_id=attributes.get(SessionAttribute.CONTACT_ID) or str(event.get("sessionId") or ""),
        language=language_of(str(bot.get("localeId") or "")),
        attributes=attributes,
    )


def _intent(transcript: str, session: Mapping[str, Any]) -> Intent:
    if transcript in INTENT_KEYS:
        return INTENT_KEYS[transcript]
    intent: Mapping[str, Any] = session.get("intent") or {}
    known = {known.value: known for known in Intent}
    return known.get(str(intent.get("name")), Intent.FALLBACK)


def _question(turn: LexTurn, service: AnswerService, deadline: Deadline) -> dict[str, Any]:
    prompts = service.prompts[turn.language]
    wrong_key = turn.mode == "DTMF"  # keys that mean something are intents by now
    if wrong_key or not turn.transcript:
        return _silence(turn, prompts)
    asked = service.ask(turn.transcript, turn.contact_id, deadline, turn.language)
    answer = asked.answer
    if answer.reason is Reason.NO_QUESTION:
        return _silence(turn, prompts)
    changes = _outcome(turn, asked)
    if answer.status is Status.ESCALATE:
        return _close(turn, Intent.ENGINEER, Status.ESCALATE, answer.text, changes)
    if answer.status is not Status.ANSWERED:
        return _elicit(turn, changes, answer.text, answer.speech)
    pages = (answer.speech, *answer.more)
    return _page(turn, changes, pages, prompts, written=answer.text)


def _repeat(turn: LexTurn, prompts: AnswerPrompts) -> dict[str, Any]:
    """The last answer from its beginning. What was no answer says by itself how to go on."""
    changes = {SessionAttribute.SILENT_TURNS: ""}
    last = turn.attributes.get(SessionAttribute.ANSWER)
    status = turn.attributes.get(SessionAttribute.STATUS, Status.ANSWERED)
    if last and status == Status.ANSWERED:
        pages = spoken_pages(last, {}, turn.language)
        return _page(turn, changes, pages, prompts, written=last)
    words = last or prompts.nothing_to_repeat
    return _elicit(turn, changes, words, to_ssml(words, language=turn.language))


def _more(turn: LexTurn, prompts: AnswerPrompts) -> dict[str, Any]:
    """The next page of the last answer."""
    rest = _pages(turn.attributes.get(SessionAttribute.REST))
    if rest:
        return _page(turn, {SessionAttribute.SILENT_TURNS: ""}, rest, prompts)
    words = prompts.nothing_more
    return _elicit(
        turn, {SessionAttribute.SILENT_TURNS: ""}, words, to_ssml(words, language=turn.language)
    )


def _page(
    turn: LexTurn,
    changes: Mapping[SessionAttribute, str],
    pages: Sequence[str],
    prompts: AnswerPrompts,
    *,
    written: str | None = None,
) -> dict[str, Any]:
    """Say the first page, keep the others, and say how to go on.

    `written` is what a caller reads who writes: all of it at once.
    """
    first, *others = pages
    if turn.mode == "Text":  # what is read needs no pages
        others = []
    rest = json.dumps(others, ensure_ascii=False) if others else ""
    words = prompts.more if others else prompts.next
    text = f"{written}\n{prompts.next}" if written else words
    speech = joined(first, to_ssml(words, language=turn.language))
    return _elicit(turn, {**changes, SessionAttribute.REST: rest}, text, speech)


def _pages(kept: str | None) -> list[str]:
    """Pages that an earlier turn left; none when the attribute holds anything else."""
    try:
        pages: object = json.loads(kept or "[]")
    except ValueError:
        return []
    if not isinstance(pages, list):
        return []
    return [page for page in cast("list[object]", pages) if isinstance(page, str)]


def _silence(turn: LexTurn, prompts: AnswerPrompts) -> dict[str, Any]:
    silent = _count(turn.attributes.get(SessionAttribute.SILENT_TURNS)) + 1
    if silent >= MOST_SILENT_TURNS:
        return _close(turn, Intent.ENGINEER, Status.ESCALATE, prompts.engineer)
    words = prompts.no_question
    changes = {SessionAttribute.SILENT_TURNS: str(silent)}
    return _elicit(turn, changes, words, to_ssml(words, language=turn.language))


def _outcome(turn: LexTurn, asked: Asked) -> dict[SessionAttribute, str]:
    """What the flow and the engineer read. Long words are cut: attributes hold 12 KB together."""
    answer = asked.answer
    return {
        SessionAttribute.STATUS: answer.status.value,
        SessionAttribute.REASON: answer.reason.value if answer.reason else "",
        SessionAttribute.QUESTION: redact(turn.transcript)[:300],
        SessionAttribute.ANSWER: answer.text[:LEX_TEXT_CHARACTERS],
        SessionAttribute.SOURCES: sources(answer)[:300],
        SessionAttribute.SUMMARY: summary(asked.turns),
        SessionAttribute.REST: "",
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


def _close(
    turn: LexTurn,
    intent: Intent,
    status: Status,
    words: str,
    outcome: Mapping[SessionAttribute, str] | None = None,
) -> dict[str, Any]:
    """End the bot's part; `outcome` is what the last question came to."""
    changes = {
        **(outcome or {}),
        SessionAttribute.STATUS: status.value,
        SessionAttribute.SILENT_TURNS: "",
    }
    return {
        "sessionState": {
            "dialogAction": {"type": "Close"},
            "intent": {"name": intent.value, "state": "Fulfilled"},
            "sessionAttributes": _changed(turn.attributes, changes),
        },
        "messages": _messages(turn, words, to_ssml(words, language=turn.language)),
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
    return int(value[:3]) if value and value.isdecimal() else 0

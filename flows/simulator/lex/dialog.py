"""What passes between a bot and its code hook: events out, decisions back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from ai.contract import LEX_SESSION_ATTRIBUTE_BYTES
from flows.json_values import EMPTY, Json, JsonObject, as_list, as_object, as_text, compact
from flows.simulator.world import DeployedBot

RESPONSE_BYTES: Final = 50_000
"""Largest hook response (lex, quotas: 50 KB)."""

EVENT_BYTES: Final = 12_000
"""Largest hook event (lex, quotas: 12 KB)."""

MESSAGES: Final = 5
"""Most messages in one response (lex, lambda-response-format)."""


class BotFailedError(Exception):
    """The conversation broke off: Connect takes the block's error branch. Says why."""


class Mode(StrEnum):
    """How the caller spoke (`inputMode`)."""

    SPEECH = "Speech"
    DTMF = "DTMF"
    TEXT = "Text"


class Source(StrEnum):
    """Which hook is called (`invocationSource`)."""

    DIALOG = "DialogCodeHook"
    FULFILMENT = "FulfillmentCodeHook"


@dataclass(kw_only=True, slots=True)
class Intent:
    """An intent in the course of a conversation. Slots hold Lex's slot objects."""

    name: str
    state: str = "InProgress"
    confirmation: str = "None"
    slots: dict[str, Json] = field(default_factory=dict[str, Json])

    def to_json(self) -> JsonObject:
        """As in events."""
        return {
            "name": self.name,
            "state": self.state,
            "confirmationState": self.confirmation,
            "slots": dict(self.slots),
        }


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One turn of the caller: `transcript` is empty when they were silent."""

    mode: Mode
    transcript: str
    keys: str | None = None


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a hook decided. `session` is None when it left the session attributes as they were."""

    action: str
    messages: tuple[str, ...]
    session: Mapping[str, str] | None
    intent: Intent | None
    slot: str | None


def hook_event(
    bot: JsonObject,
    *,
    source: Source,
    heard: Heard,
    intent: Intent,
    contact_id: str,
    session: Mapping[str, str],
    next_slot: str | None = None,
) -> JsonObject:
    """The event of a code hook (lex, lambda-input-format), as a call from Connect gives it.

    `bot` is `listening_bot`.

    Request attributes and content type are those of an event logged by a public Connect bot.
    """
    attributes = {
        "x-amz-lex:accept-content-types": "PlainText,SSML",
        "x-amz-lex:channels:platform": "Connect",
    }
    if heard.keys is not None:
        attributes["x-amz-lex:dtmf-transcript"] = heard.keys
    proposed = _proposed(intent, next_slot) if source is Source.DIALOG and next_slot else EMPTY
    return {
        **proposed,
        "messageVersion": "1.0",
        "invocationSource": source.value,
        "inputMode": heard.mode.value,
        "responseContentType": "text/plain; charset=utf-8",
        "sessionId": contact_id,
        "inputTranscript": heard.transcript,
        "bot": bot,
        "interpretations": [{"intent": intent.to_json(), "interpretationSource": "Lex"}],
        "requestAttributes": attributes,
        "sessionState": {
            "activeContexts": [],
            "sessionAttributes": dict(session),
            "intent": intent.to_json(),
            "originatingRequestId": contact_id,
        },
        "transcriptions": _transcriptions(heard, intent),
    }


def _proposed(intent: Intent, slot: str) -> JsonObject:
    """What the bot would do if the hook delegated: only told before a slot is asked for."""
    action: JsonObject = {"type": "ElicitSlot", "slotToElicit": slot}
    prompt: JsonObject = {"attempt": "Initial"}
    state: JsonObject = {"dialogAction": action, "intent": intent.to_json(), "prompt": prompt}
    return {"proposedNextState": state}


def listening_bot(bot: DeployedBot, locale: str) -> JsonObject:
    """Which bot a hook is told of, and the locale in which it listens."""
    return {
        "id": bot.bot_id,
        "name": bot.name,
        "localeId": locale,
        "version": bot.version,
        "aliasId": bot.alias_id,
        "aliasName": bot.alias_name,
    }


def _transcriptions(heard: Heard, intent: Intent) -> list[Json]:
    """Without confidence: Korean has none (lex, how-languages)."""
    if heard.mode is not Mode.SPEECH or not heard.transcript:
        return []
    context = {"intent": intent.name}
    return [{"transcription": heard.transcript, "resolvedContext": context, "resolvedSlots": {}}]


def read_decision(payload: Json, known_intents: Mapping[str, object]) -> Decision:
    """What the hook answered (lex, lambda-response-format).

    Raises:
        BotFailedError: Lex would refuse the answer.
    """
    if not isinstance(payload, dict):
        raise BotFailedError("the hook answered with something that is no JSON object")
    state = as_object(payload.get("sessionState"))
    dialog = as_object(state.get("dialogAction"))
    decision = Decision(
        action=as_text(dialog.get("type")) or "",
        messages=_messages(payload),
        session=_session(state),
        intent=_intent(state),
        slot=as_text(dialog.get("slotToElicit")),
    )
    problem = _problem(decision, known_intents)
    if problem:
        raise BotFailedError(f"the hook's answer is no valid Lex response: {problem}")
    return decision


def _problem(decision: Decision, known_intents: Mapping[str, object]) -> str | None:
    if decision.action not in {"Close", "ElicitIntent", "ElicitSlot", "ConfirmIntent", "Delegate"}:
        return f"sessionState.dialogAction.type is {decision.action!r}"
    needs_intent = decision.action in {"Close", "ElicitSlot", "ConfirmIntent"}
    if needs_intent and decision.intent is None:
        return f"{decision.action} needs sessionState.intent.name"
    if decision.intent is not None and decision.intent.name not in known_intents:
        return f"the bot has no intent {decision.intent.name!r}"
    if decision.action == "Close":
        state = "" if decision.intent is None else decision.intent.state
        if state not in {"Failed", "Fulfilled", "InProgress"}:
            return f"Close with intent state {state!r}"
    if decision.action == "ElicitIntent" and not decision.messages:
        return "ElicitIntent needs messages"
    if decision.action == "ElicitSlot" and not decision.slot:
        return "ElicitSlot needs dialogAction.slotToElicit"
    return None


def _messages(payload: JsonObject) -> tuple[str, ...]:
    entries = [as_object(entry) for entry in as_list(payload.get("messages"))]
    if len(entries) > MESSAGES:
        raise BotFailedError(f"the hook answered with {len(entries)} messages; at most {MESSAGES}")
    spoken: list[str] = []
    for entry in entries:
        kind, content = as_text(entry.get("contentType")), as_text(entry.get("content"))
        if kind not in {"PlainText", "SSML", "CustomPayload", "ImageResponseCard"}:
            raise BotFailedError(f"the hook answered with a message of contentType {kind!r}")
        if kind in {"PlainText", "SSML"}:
            if not content:
                raise BotFailedError("the hook answered with an empty message")
            spoken.append(content)
    return tuple(spoken)


def _session(state: JsonObject) -> Mapping[str, str] | None:
    """Session attributes, if the hook gave any; they replace the ones before.

    That leaving them out keeps them is an assumption: the pages do not say.
    """
    given = state.get("sessionAttributes")
    if given is None:
        return None
    attributes = as_object(given)
    wrong = sorted(key for key, value in attributes.items() if not isinstance(value, str))
    if wrong:
        raise BotFailedError(f"session attributes {', '.join(wrong)} are not strings")
    return {key: value for key, value in attributes.items() if isinstance(value, str)}


def _intent(state: JsonObject) -> Intent | None:
    entry = as_object(state.get("intent"))
    name = as_text(entry.get("name"))
    if not name:
        return None
    return Intent(
        name=name,
        state=as_text(entry.get("state")) or "InProgress",
        confirmation=as_text(entry.get("confirmationState")) or "None",
        slots=dict(as_object(entry.get("slots"))),
    )


def check_session_size(session: Mapping[str, str]) -> None:
    """Session attributes have a limit.

    Raises:
        BotFailedError: they are over it.
    """
    size = len(compact(session).encode())
    if size > LEX_SESSION_ATTRIBUTE_BYTES:
        raise BotFailedError(
            f"session attributes hold {size} bytes; at most {LEX_SESSION_ATTRIBUTE_BYTES}"
        )

"""A conversation with a bot, turn by turn, until an intent is closed."""

from collections.abc import Mapping
from typing import Final

from ai.contract import LEX_HOOK_SECONDS
from flows.json_values import JsonObject, as_object, as_text, compact
from flows.language import LEX_CONVERSATION_SECONDS
from flows.simulator.lex.definition import normalised
from flows.simulator.lex.dialog import (
    EVENT_BYTES,
    RESPONSE_BYTES,
    BotFailedError,
    Decision,
    Heard,
    Intent,
    Source,
    check_session_size,
    hook_event,
    read_decision,
)
from flows.simulator.lex.listening import check_settings, listen
from flows.simulator.line import Line
from flows.simulator.speech import SpeechError
from flows.simulator.world import DeployedBot

YES: Final = frozenset(map(normalised, ("네", "예", "응", "네 맞아요", "맞아요", "좋아요", "yes")))
NO: Final = frozenset(map(normalised, ("아니요", "아니오", "아뇨", "아니", "싫어요", "no")))


class Conversation:
    """One stay with a bot. `session` starts with what the flow gives; the hook may replace it."""

    def __init__(self, line: Line, bot: DeployedBot, session: Mapping[str, str]) -> None:
        self._line = line
        self._bot = bot
        self._definition = bot.recognised
        self._pending: Intent | None = None
        self._slot: str | None = None
        self.session = dict(session)

    def run(self) -> Intent:
        """Listens and answers until an intent is closed.

        Raises:
            BotFailedError: the bot or its hook broke off, or the conversation took too long.
        """
        check_settings(self.session)
        check_session_size(self.session)
        until = self._line.elapsed + LEX_CONVERSATION_SECONDS
        while self._line.elapsed < until:
            heard = listen(self._line, self.session)
            closed = self._take_turn(heard)
            if closed is not None:
                return closed
        raise BotFailedError(f"the conversation lasted over {LEX_CONVERSATION_SECONDS:g} s")

    def _take_turn(self, heard: Heard) -> Intent | None:
        """Answers one turn; the intent when it is closed, else None."""
        intent = self._understand(heard)
        definition = self._definition.intents[intent.name]
        if definition.dialog_hook:
            decision = self._ask_hook(Source.DIALOG, heard, intent)
            if decision.action != "Delegate":
                return self._obey(decision)
            intent = decision.intent or intent
        if intent.confirmation == "Denied":
            intent.state = "Failed"
            return intent
        intent.state = "ReadyForFulfillment"
        if definition.fulfilment_hook:
            decision = self._ask_hook(Source.FULFILMENT, heard, intent)
            if decision.action != "Delegate":
                return self._obey(decision)
            intent.state = "Fulfilled"
        for sentence in definition.closing:
            self._say(sentence)
        return intent

    def _understand(self, heard: Heard) -> Intent:
        """The intent of a turn: an answer to what was asked, or a new wish."""
        pending, slot = self._pending, self._slot
        self._pending = self._slot = None
        if pending is not None and slot is not None and heard.transcript:
            value: JsonObject = {
                "originalValue": heard.transcript,
                "interpretedValue": heard.transcript,
                "resolvedValues": [],
            }
            pending.slots[slot] = {"shape": "Scalar", "value": value}
            return pending
        answer = normalised(heard.transcript)
        if pending is not None and answer in YES | NO:
            pending.confirmation = "Confirmed" if answer in YES else "Denied"
            return pending
        name = self._definition.recognise(heard.transcript)
        if name is None:
            raise BotFailedError(f"bot '{self._bot.name}' has no intent for this and no fallback")
        return Intent(name=name)

    def _obey(self, decision: Decision) -> Intent | None:
        for sentence in decision.messages:
            self._say(sentence)
        if decision.action == "Close":
            return decision.intent
        if decision.action in {"ElicitSlot", "ConfirmIntent"}:
            self._pending, self._slot = decision.intent, decision.slot
        return None

    def _say(self, sentence: str) -> None:
        try:
            self._line.say(sentence)
        except SpeechError as error:
            raise BotFailedError(f"the bot can not say its message: {error}") from error

    def _ask_hook(self, source: Source, heard: Heard, intent: Intent) -> Decision:
        """Calls the code hook, once: Lex does not try again."""
        if self._bot.hook_arn is None:
            raise BotFailedError(f"bot '{self._bot.name}' has an intent with a hook, but no hook")
        event = self._event(source, heard, intent)
        result = self._line.world.invoke(self._bot.hook_arn, event, LEX_HOOK_SECONDS)
        self._line.elapsed += min(result.seconds, LEX_HOOK_SECONDS)
        if result.seconds > LEX_HOOK_SECONDS:
            raise BotFailedError(f"the hook took {result.seconds:.1f} s of {LEX_HOOK_SECONDS:g} s")
        if result.error is not None:
            raise BotFailedError(f"the hook failed: {result.error}")
        size = len(compact(result.payload).encode())
        if size > RESPONSE_BYTES:
            raise BotFailedError(f"the hook answered with {size} bytes; at most {RESPONSE_BYTES}")
        decision = read_decision(result.payload, self._definition.intents)
        if decision.session is not None:
            check_session_size(decision.session)
            self.session = dict(decision.session)
        return decision

    def _event(self, source: Source, heard: Heard, intent: Intent) -> JsonObject:
        event = hook_event(
            self._bot,
            source=source,
            heard=heard,
            intent=intent,
            contact_id=self._line.contact.contact_id,
            session=self.session,
        )
        size = len(compact(event).encode())
        if size > EVENT_BYTES:
            raise BotFailedError(f"the hook's event has {size} bytes; at most {EVENT_BYTES}")
        return event


def lex_values(intent: Intent, session: Mapping[str, str]) -> JsonObject:
    """`$.Lex` after a conversation (adminguide, connect-attrib-list)."""
    return {
        "IntentName": intent.name,
        "DialogState": intent.state,
        "SessionAttributes": dict(session),
        "Slots": {
            name: as_text(as_object(as_object(slot).get("value")).get("interpretedValue"))
            for name, slot in intent.slots.items()
        },
    }

"""A conversation with a bot, turn by turn, until an intent is closed."""

from collections.abc import Hashable, Mapping
from typing import Final

from ai.contract import LEX_HOOK_SECONDS
from flows.json_values import Json, JsonObject, compact
from flows.language import LEX_CONVERSATION_SECONDS
from flows.simulator.lex.definition import IntentDefinition
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
    listening_bot,
    read_decision,
)
from flows.simulator.lex.listening import check_settings, listen
from flows.simulator.lex.slots import RETRIES, SlotDefinition, slot_value
from flows.simulator.lex.words import normalised
from flows.simulator.line import Line
from flows.simulator.speech import SpeechError
from flows.simulator.world import DeployedBot

YES: Final = frozenset(map(normalised, ("네", "예", "응", "네 맞아요", "맞아요", "좋아요", "yes")))
NO: Final = frozenset(map(normalised, ("아니요", "아니오", "아뇨", "아니", "싫어요", "no")))


class Conversation:
    """One stay with a bot. `session` starts with what the flow gives; the hook may replace it.

    `locale` is one of the bot's. `patience` is how many seconds a chat's customer may think.
    """

    def __init__(
        self,
        line: Line,
        bot: DeployedBot,
        session: Mapping[str, str],
        *,
        locale: str,
        patience: float | None = None,
    ) -> None:
        self._line = line
        self._bot = bot
        self._locale = locale
        self._definition = bot.recognised(locale)
        self._patience = patience
        self._pending: Intent | None = None
        self._slot: str | None = None
        self._misses = 0
        self.session = dict(session)

    def fingerprint(self) -> Hashable:
        """What of it decides what comes next, but for the time that is left."""
        pending = None if self._pending is None else compact(self._pending.to_json())
        session = frozenset(self.session.items())
        return (self._bot.name, pending, self._slot, self._misses, session)

    def run(self) -> Intent:
        """Listens and answers until an intent is closed.

        Raises:
            BotFailedError: the bot or its hook broke off, or the conversation took too long.
            CustomerAwayError: a chat's customer wrote nothing.
        """
        check_settings(self.session)
        check_session_size(self.session)
        contact = self._line.contact
        until = contact.elapsed + LEX_CONVERSATION_SECONDS
        contact.talk = self
        try:
            while contact.elapsed < until:
                closed = self._take_turn(self._listen())
                if closed is not None:
                    return closed
        finally:
            contact.talk = None
        raise BotFailedError(f"the conversation lasted over {LEX_CONVERSATION_SECONDS:g} s")

    def _listen(self) -> Heard:
        return listen(
            self._line,
            self.session,
            intent=None if self._pending is None else self._pending.name,
            slot=self._slot,
            patience=self._patience,
        )

    def _take_turn(self, heard: Heard) -> Intent | None:
        """Answers one turn; the intent when it is closed, else None."""
        pending, slot = self._pending, self._slot
        if pending is not None and slot is not None:
            value = self._resolved(pending, slot, heard.transcript)
            if value is None:
                return self._ask_again(pending, slot)
            pending.slots[slot] = value
        intent = self._understand(heard)
        self._misses = 0
        definition = self._definition.intents[intent.name]
        if definition.dialog_hook:
            decision = self._ask_hook(Source.DIALOG, heard, intent)
            if decision.action != "Delegate":
                return self._obey(decision)
            intent = decision.intent or intent
        return self._go_on(heard, intent)

    def _go_on(self, heard: Heard, intent: Intent) -> Intent | None:
        """What the bot does by itself: slots, confirmation, fulfilment, closing."""
        definition = self._definition.intents[intent.name]
        missing = _missing_slot(definition, intent)
        if missing is not None:
            return self._ask(intent, missing.name, missing.prompts)
        if definition.confirmation and intent.confirmation == "None":
            return self._ask(intent, None, definition.confirmation)
        if intent.confirmation == "Denied":
            self._say_all(definition.declination)
            intent.state = "Failed"
            return intent
        intent.state = "ReadyForFulfillment"
        if definition.fulfilment_hook:
            decision = self._ask_hook(Source.FULFILMENT, heard, intent)
            if decision.action != "Delegate":
                return self._obey(decision)
            intent.state = "Fulfilled"
        self._say_all(definition.closing)
        return intent

    def _resolved(self, intent: Intent, name: str, said: str) -> JsonObject | None:
        """The value of a slot that was asked for; None when the answer is none."""
        slot = self._definition.intents[intent.name].slot(name)
        meaning = (said or None) if slot is None else slot.resolve(said)
        return None if meaning is None else slot_value(said, meaning)

    def _ask(self, intent: Intent, slot: str | None, prompts: tuple[str, ...]) -> None:
        if not prompts:
            raise BotFailedError(f"intent {intent.name} has no prompt for {slot or 'a yes or no'}")
        self._say_all(prompts)
        self._pending, self._slot = intent, slot

    def _ask_again(self, intent: Intent, name: str) -> Intent | None:
        """The prompt once more; after too many times the intent fails."""
        self._misses += 1
        slot = self._definition.intents[intent.name].slot(name)
        if self._misses > (RETRIES if slot is None else slot.retries):
            intent.state = "Failed"
            return intent
        self._say_all(() if slot is None else slot.prompts)
        return None

    def _understand(self, heard: Heard) -> Intent:
        """The intent of a turn: an answer to what was asked, or a new wish."""
        pending, slot = self._pending, self._slot
        self._pending = self._slot = None
        if pending is not None and slot is not None:
            return pending
        answer = normalised(heard.transcript)
        if pending is not None and answer in YES | NO:
            pending.confirmation = "Confirmed" if answer in YES else "Denied"
            return pending
        found = self._definition.understand(heard.transcript)
        if found is None:
            raise BotFailedError(f"bot '{self._bot.name}' has no intent for this and no fallback")
        slots: dict[str, Json] = {}
        for known in self._definition.intents[found.intent].slots:
            said = found.slots.get(known.name, "")
            meaning = known.resolve(said) if said else None
            slots[known.name] = None if meaning is None else slot_value(said, meaning)
        return Intent(name=found.intent, slots=slots)

    def _obey(self, decision: Decision) -> Intent | None:
        asks = decision.action in {"ElicitSlot", "ConfirmIntent"}
        intent = decision.intent
        if asks and intent is not None and not decision.messages:
            definition = self._definition.intents[intent.name]
            slot = definition.slot(decision.slot or "")
            own = definition.confirmation if slot is None else slot.prompts
            return self._ask(intent, decision.slot, own)
        self._say_all(decision.messages)
        if decision.action == "Close":
            return intent
        if asks:
            self._pending, self._slot = intent, decision.slot
        return None

    def _say_all(self, sentences: tuple[str, ...]) -> None:
        for sentence in sentences:
            self._say(sentence)

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
        self._line.advance(min(result.seconds, LEX_HOOK_SECONDS))
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
        missing = _missing_slot(self._definition.intents[intent.name], intent)
        event = hook_event(
            listening_bot(self._bot, self._locale),
            source=source,
            heard=heard,
            intent=intent,
            contact_id=self._line.contact.contact_id,
            session=self.session,
            next_slot=None if missing is None else missing.name,
        )
        size = len(compact(event).encode())
        if size > EVENT_BYTES:
            raise BotFailedError(f"the hook's event has {size} bytes; at most {EVENT_BYTES}")
        return event


def _missing_slot(definition: IntentDefinition, intent: Intent) -> SlotDefinition | None:
    """The next slot that has to be asked for."""
    slots = (slot for slot in definition.slots if slot.required)
    return next((slot for slot in slots if not intent.slots.get(slot.name)), None)

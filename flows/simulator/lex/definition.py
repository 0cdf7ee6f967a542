"""A bot as its CloudFormation properties (`AWS::Lex::Bot`) define it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.json_values import Json, JsonObject, as_list, as_object, as_text, is_true
from flows.simulator.errors import UnsupportedBotError
from flows.simulator.lex.slots import (
    SlotDefinition,
    read_messages,
    read_slots,
    slot_names,
    utterance_pattern,
)
from flows.simulator.lex.words import normalised

FALLBACK_SIGNATURE: Final = "AMAZON.FallbackIntent"
UNMODELLED_SIGNATURES: Final = (
    "AMAZON.QnAIntent",
    "AMAZON.KendraSearchIntent",
    "AMAZON.QInConnect",
)


@dataclass(frozen=True, kw_only=True)
class IntentDefinition:
    """One intent. `closing` is what the bot itself says when it is done.

    `confirmation` is how it asks whether it understood, `declination` what it says to a no.
    """

    name: str
    dialog_hook: bool
    fulfilment_hook: bool
    closing: tuple[str, ...]
    slots: tuple[SlotDefinition, ...] = ()
    confirmation: tuple[str, ...] = ()
    declination: tuple[str, ...] = ()

    def slot(self, name: str) -> SlotDefinition | None:
        """A slot by name."""
        return next((slot for slot in self.slots if slot.name == name), None)


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """An intent, and what was said for its slots."""

    intent: str
    slots: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class BotDefinition:
    """One locale of a bot. `fallback` is None when it has no FallbackIntent."""

    name: str
    locale: str
    intents: Mapping[str, IntentDefinition]
    by_utterance: Mapping[str, str]
    fallback: str | None
    patterns: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = ()

    def recognise(self, transcript: str) -> str | None:
        """The intent for what was said or keyed; everything else is for the fallback.

        Only utterances themselves count, whatever their spacing and punctuation. Lex generalises
        from them, so a real bot understands more than this one, never less.
        """
        found = self.understand(transcript)
        return None if found is None else found.intent

    def understand(self, transcript: str) -> Recognised | None:
        """The same, with the slots that were said."""
        exact = self.by_utterance.get(normalised(transcript))
        if exact is not None:
            return Recognised(intent=exact, slots={})
        for pattern, intent, names in self.patterns:
            match = pattern.fullmatch(transcript)
            if match is not None:
                said = zip(names, match.groups(), strict=True)
                return Recognised(intent=intent, slots=dict(said))
        return None if self.fallback is None else Recognised(intent=self.fallback, slots={})


def read_definition(properties: JsonObject, locale: str) -> BotDefinition:
    """Reads the locale's intents.

    Raises:
        UnsupportedBotError: the locale is missing, or an intent needs what is not played yet.
    """
    name = as_text(properties.get("Name")) or "(unnamed)"
    locales = [as_object(entry) for entry in as_list(properties.get("BotLocales"))]
    found = next((entry for entry in locales if locale in (entry.get("LocaleId"), "*")), None)
    if found is None:
        raise UnsupportedBotError(f"bot '{name}' defines no locale {locale}")
    entries = [as_object(entry) for entry in as_list(found.get("Intents"))]
    by_utterance: dict[str, str] = {}
    patterns: list[tuple[re.Pattern[str], str, tuple[str, ...]]] = []
    for entry in entries:
        for utterance in _utterances(entry):
            intent, names = as_text(entry.get("Name")) or "", slot_names(utterance)
            if names:
                patterns.append((utterance_pattern(utterance), intent, names))
            else:
                by_utterance.setdefault(normalised(utterance), intent)
    by_utterance.pop("", None)
    intents = [_intent(name, entry, found) for entry in entries]
    fallback = next(
        (as_text(e.get("Name")) for e in entries if _signature(e) == FALLBACK_SIGNATURE), None
    )
    return BotDefinition(
        name=name,
        locale=locale,
        intents={intent.name: intent for intent in intents},
        by_utterance=by_utterance,
        fallback=fallback,
        patterns=tuple(patterns),
    )


def _signature(entry: JsonObject) -> str:
    return as_text(entry.get("ParentIntentSignature")) or ""


def _utterances(entry: JsonObject) -> list[str]:
    return [
        as_text(as_object(sample).get("Utterance")) or ""
        for sample in as_list(entry.get("SampleUtterances"))
    ]


def _intent(bot: str, entry: JsonObject, locale: JsonObject) -> IntentDefinition:
    name = as_text(entry.get("Name")) or ""
    if _signature(entry) in UNMODELLED_SIGNATURES:
        raise UnsupportedBotError(f"bot '{bot}': {_signature(entry)} is not played yet")
    confirming = as_object(entry.get("IntentConfirmationSetting"))
    asks = is_true(confirming.get("IsActive", True))
    prompt = as_object(confirming.get("PromptSpecification"))
    initial = as_object(as_object(entry.get("InitialResponseSetting")).get("CodeHook"))
    return IntentDefinition(
        name=name,
        dialog_hook=_is_on(entry.get("DialogCodeHook"), "Enabled")
        or _is_on(initial, "EnableCodeHookInvocation"),
        fulfilment_hook=_is_on(entry.get("FulfillmentCodeHook"), "Enabled"),
        closing=_closing(as_object(entry.get("IntentClosingSetting"))),
        slots=read_slots(entry, locale),
        confirmation=read_messages(prompt) if asks else (),
        declination=read_messages(as_object(confirming.get("DeclinationResponse"))),
    )


def _is_on(setting: Json, switch: str) -> bool:
    entry = as_object(setting)
    return is_true(entry.get(switch)) and is_true(entry.get("IsActive", True))


def _closing(setting: JsonObject) -> tuple[str, ...]:
    if not is_true(setting.get("IsActive", True)):
        return ()
    return read_messages(as_object(setting.get("ClosingResponse")))

"""A bot as its CloudFormation properties (`AWS::Lex::Bot`) define it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.json_values import Json, JsonObject, as_list, as_object, as_text, is_true
from flows.simulator.errors import UnsupportedBotError

FALLBACK_SIGNATURE: Final = "AMAZON.FallbackIntent"
UNMODELLED_SIGNATURES: Final = (
    "AMAZON.QnAIntent",
    "AMAZON.KendraSearchIntent",
    "AMAZON.QInConnect",
)


@dataclass(frozen=True, kw_only=True)
class IntentDefinition:
    """One intent. `closing` is what the bot itself says when it is done."""

    name: str
    dialog_hook: bool
    fulfilment_hook: bool
    closing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class BotDefinition:
    """One locale of a bot. `fallback` is None when it has no FallbackIntent."""

    name: str
    locale: str
    intents: Mapping[str, IntentDefinition]
    by_utterance: Mapping[str, str]
    fallback: str | None

    def recognise(self, transcript: str) -> str | None:
        """The intent for what was said or keyed; everything else is for the fallback.

        Only utterances themselves count, whatever their spacing and punctuation. Lex generalises
        from them, so a real bot understands more than this one, never less.
        """
        return self.by_utterance.get(normalised(transcript), self.fallback)


def normalised(text: str) -> str:
    """Letters and digits alone: recognition does not space Korean reliably."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def read_definition(properties: JsonObject, locale: str) -> BotDefinition:
    """Reads the locale's intents.

    Raises:
        UnsupportedBotError: the locale is missing, or an intent needs what is not played yet.
    """
    name = as_text(properties.get("Name")) or "(unnamed)"
    locales = [as_object(entry) for entry in as_list(properties.get("BotLocales"))]
    found = next((entry for entry in locales if entry.get("LocaleId") == locale), None)
    if found is None:
        raise UnsupportedBotError(f"bot '{name}' defines no locale {locale}")
    entries = [as_object(entry) for entry in as_list(found.get("Intents"))]
    by_utterance: dict[str, str] = {}
    for entry in entries:
        for utterance in _utterances(name, entry):
            by_utterance.setdefault(normalised(utterance), as_text(entry.get("Name")) or "")
    by_utterance.pop("", None)
    intents = [_intent(name, entry) for entry in entries]
    fallback = next(
        (as_text(e.get("Name")) for e in entries if _signature(e) == FALLBACK_SIGNATURE), None
    )
    return BotDefinition(
        name=name,
        locale=locale,
        intents={intent.name: intent for intent in intents},
        by_utterance=by_utterance,
        fallback=fallback,
    )


def _signature(entry: JsonObject) -> str:
    return as_text(entry.get("ParentIntentSignature")) or ""


def _utterances(bot: str, entry: JsonObject) -> list[str]:
    utterances = [
        as_text(as_object(sample).get("Utterance")) or ""
        for sample in as_list(entry.get("SampleUtterances"))
    ]
    if any("{" in utterance for utterance in utterances):
        raise UnsupportedBotError(
            f"bot '{bot}': intent '{entry.get('Name')}' has slots in its utterances, "
            "which are not played yet"
        )
    return utterances


def _intent(bot: str, entry: JsonObject) -> IntentDefinition:
    name = as_text(entry.get("Name")) or ""
    if as_list(entry.get("Slots")):
        raise UnsupportedBotError(f"bot '{bot}': intent '{name}' has slots; not played yet")
    if _signature(entry) in UNMODELLED_SIGNATURES:
        raise UnsupportedBotError(f"bot '{bot}': {_signature(entry)} is not played yet")
    initial = as_object(as_object(entry.get("InitialResponseSetting")).get("CodeHook"))
    return IntentDefinition(
        name=name,
        dialog_hook=_is_on(entry.get("DialogCodeHook"), "Enabled")
        or _is_on(initial, "EnableCodeHookInvocation"),
        fulfilment_hook=_is_on(entry.get("FulfillmentCodeHook"), "Enabled"),
        closing=_closing(as_object(entry.get("IntentClosingSetting"))),
    )


def _is_on(setting: Json, switch: str) -> bool:
    entry = as_object(setting)
    return is_true(entry.get(switch)) and is_true(entry.get("IsActive", True))


def _closing(setting: JsonObject) -> tuple[str, ...]:
    """The first variant of each message group; Lex picks any."""
    if not is_true(setting.get("IsActive", True)):
        return ()
    said: list[str] = []
    for group in as_list(as_object(setting.get("ClosingResponse")).get("MessageGroupsList")):
        message = as_object(as_object(group).get("Message"))
        for kind in ("PlainTextMessage", "SSMLMessage"):
            text = as_text(as_object(message.get(kind)).get("Value"))
            if text:
                said.append(text)
    return tuple(said)

"""Slots: what an intent needs to know, how it is asked for, and what an answer is worth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flows.json_values import Json, JsonObject, as_list, as_object, as_text
from flows.simulator.lex.words import normalised

RETRIES: Final = 2
"""How often a prompt is said again when the definition does not say."""

_SLOT: Final = re.compile(r"\{([^{}]+)\}")
_BETWEEN: Final = r"[\s\W]*"
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_SHORTEST_PHONE_NUMBER: Final = 7


@dataclass(frozen=True, kw_only=True)
class SlotDefinition:
    """One slot. `values` maps what may be said to what it means; None: the type is built in."""

    name: str
    type: str
    required: bool
    prompts: tuple[str, ...]
    retries: int
    values: Mapping[str, str] | None
    takes_other_values: bool

    def resolve(self, said: str) -> str | None:
        """What the answer means; None when it is no answer.

        Of the built-in types only numbers and telephone numbers are checked, digit by digit;
        the others take whatever is said. A real bot understands more ways to say it.
        """
        text = said.strip()
        if self.values is not None:
            other = text if self.takes_other_values and text else None
            return self.values.get(normalised(text), other)
        if self.type == "AMAZON.Number":
            number = _NUMBER.search(text.replace(",", ""))
            return None if number is None else number[0]
        if self.type == "AMAZON.PhoneNumber":
            digits = "".join(character for character in text if character.isdecimal())
            return digits if len(digits) >= _SHORTEST_PHONE_NUMBER else None
        return text or None


def slot_value(said: str, meaning: str) -> JsonObject:
    """A filled slot, as in events (lex, lambda-common-structures)."""
    value: JsonObject = {
        "originalValue": said,
        "interpretedValue": meaning,
        "resolvedValues": [meaning],
    }
    return {"shape": "Scalar", "value": value}


def read_slots(intent: JsonObject, locale: JsonObject) -> tuple[SlotDefinition, ...]:
    """An intent's slots, in the order in which they are asked for."""
    types = {
        as_text(as_object(entry).get("Name")): as_object(entry)
        for entry in as_list(locale.get("SlotTypes"))
    }
    order = {
        as_text(as_object(entry).get("SlotName")): _whole(as_object(entry).get("Priority"), 0)
        for entry in as_list(intent.get("SlotPriorities"))
    }
    slots = [_slot(as_object(entry), types) for entry in as_list(intent.get("Slots"))]
    return tuple(sorted(slots, key=lambda slot: order.get(slot.name, len(order) + 1)))


def _slot(entry: JsonObject, types: Mapping[str | None, JsonObject]) -> SlotDefinition:
    kind = as_text(entry.get("SlotTypeName")) or ""
    own = types.get(kind)
    setting = as_object(entry.get("ValueElicitationSetting"))
    prompt = as_object(setting.get("PromptSpecification"))
    strategy = as_object(as_object(own).get("ValueSelectionSetting")).get("ResolutionStrategy")
    return SlotDefinition(
        name=as_text(entry.get("Name")) or "",
        type=kind,
        required=as_text(setting.get("SlotConstraint")) == "Required",
        prompts=read_messages(prompt),
        retries=_whole(prompt.get("MaxRetries"), RETRIES),
        values=None if own is None else _values(own),
        takes_other_values=as_text(strategy) != "TOP_RESOLUTION",
    )


def _values(slot_type: JsonObject) -> Mapping[str, str]:
    meanings: dict[str, str] = {}
    for entry in map(as_object, as_list(slot_type.get("SlotTypeValues"))):
        meant = as_text(as_object(entry.get("SampleValue")).get("Value")) or ""
        synonyms = [as_object(synonym).get("Value") for synonym in as_list(entry.get("Synonyms"))]
        for said in (meant, *synonyms):
            meanings.setdefault(normalised(as_text(said) or ""), meant)
    meanings.pop("", None)
    return meanings


def read_messages(specification: JsonObject) -> tuple[str, ...]:
    """The first variant of each message group; Lex picks any."""
    said: list[str] = []
    for group in as_list(specification.get("MessageGroupsList")):
        message = as_object(as_object(group).get("Message"))
        for kind in ("PlainTextMessage", "SSMLMessage"):
            text = as_text(as_object(message.get(kind)).get("Value"))
            if text:
                said.append(text)
    return tuple(said)


def utterance_pattern(utterance: str) -> re.Pattern[str]:
    """What is said for an utterance with slots such as `{Product} 요금`, slots as groups."""
    parts: list[str] = [_BETWEEN]
    end = 0
    for index, slot in enumerate(_SLOT.finditer(utterance)):
        parts += [_loosely(utterance[end : slot.start()]), f"(?P<slot{index}>.+?)", _BETWEEN]
        end = slot.end()
    parts += [_loosely(utterance[end:]), _BETWEEN]
    return re.compile("".join(parts), re.IGNORECASE)


def slot_names(utterance: str) -> tuple[str, ...]:
    """The slots of an utterance, in order."""
    return tuple(slot[1] for slot in _SLOT.finditer(utterance))


def _loosely(words: str) -> str:
    """Whatever the spacing and punctuation."""
    return "".join(re.escape(character) + _BETWEEN for character in words if character.isalnum())


def _whole(value: Json, default: int) -> int:
    text = as_text(value) or ""
    return int(text) if text.isdecimal() else default

"""What callers are told: that an AI answers, that the call is recorded."""

import re
from collections.abc import Callable
from typing import Final

from flows.explore.state import Mark
from flows.json_values import Json, JsonObject, as_list, as_object, as_text

_AI: Final = re.compile(
    r"(?<![A-Za-z])A\.?I\.?(?![A-Za-z])|인공\s?지능|에이아이|챗봇|보이스봇|가상 상담"
    r"|artificial intelligence|(?:virtual|automated|digital) (?:agent|assistant)"
    r"|(?<![a-z])(?:chat|voice)?[ -]?bot(?![a-z])",
    re.IGNORECASE,
)
_RECORDING: Final = re.compile(
    r"녹음|녹취|(?<![a-z])record(?:ed|ing|s)?(?![a-z])|monitor", re.IGNORECASE
)
_SOUNDS: Final = ("PromptId", "Media")


def heard_in(parameters: JsonObject) -> frozenset[Mark]:
    """What a prompt tells. A recorded one may tell anything, and is given the benefit of doubt."""
    prompts = [parameters, *map(as_object, as_list(parameters.get("Messages")))]
    marks: set[Mark] = set()
    for prompt in prompts:
        text = " ".join(as_text(prompt.get(kind)) or "" for kind in ("Text", "SSML")).strip()
        sound = any(prompt.get(kind) for kind in _SOUNDS) or "$." in text
        if text or sound:
            marks.add(Mark.SPOKEN)
        if sound or _AI.search(text):
            marks.add(Mark.AI_NOTICE)
        if sound or _RECORDING.search(text):
            marks.add(Mark.RECORDING_NOTICE)
    return frozenset(marks)


def records_people(parameters: Json) -> bool:
    """Whether a recording action switches the recording of anybody on."""
    return _any(parameters, "RecordedParticipants", lambda value: bool(as_list(value)))


def records_at_once(parameters: Json) -> bool:
    """Whether it records what the caller says to the system, which begins at once."""
    return _any(parameters, "IVRRecordingBehavior", lambda value: as_text(value) == "Enabled")


def _any(value: Json, key: str, holds: Callable[[Json], bool]) -> bool:
    if isinstance(value, dict):
        return any(
            (name == key and holds(inner)) or _any(inner, key, holds)
            for name, inner in value.items()
        )
    return any(_any(inner, key, holds) for inner in as_list(value))

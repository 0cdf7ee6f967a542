"""What is spoken: lengths and SSML."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import Action
from flows.json_values import Json, as_list, as_object, as_text
from flows.language import BILLED_CHARACTERS, BREAK_SECONDS, TEXT_CHARACTERS

SSML_TAGS: Final = frozenset(
    {"speak", "break", "lang", "mark", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"}
    | {"amazon:effect", "amazon:domain"}
)
"""Tags that Connect and Polly's neural voices take (adminguide, supported-ssml-tags)."""

_TAG: Final = re.compile(r"</?([A-Za-z][\w:-]*)")
_MARKUP: Final = re.compile(r"<[^<>]*>")
_BREAK: Final = re.compile(r"<break[^>]*\btime\s*=\s*[\"'](\d+(?:\.\d+)?)(ms|s)[\"']")
_SPEAK: Final = "<speak"


def check_speech(action: Action) -> Problems:
    """Every text and SSML of an action that speaks."""
    if action.type not in _SPEAKING:
        return
    for parameters in _spoken(action):
        for kind in ("Text", "SSML"):
            spoken = as_text(parameters.get(kind))
            if spoken:
                yield from _check_spoken(action, kind, spoken)


_SPEAKING: Final = frozenset(
    {
        *("MessageParticipant", "GetParticipantInput", "ConnectParticipantWithLexBot"),
        "MessageParticipantIteratively",
    }
)


def _spoken(action: Action) -> Iterator[dict[str, Json]]:
    yield dict(action.parameters)
    for message in as_list(action.parameters.get("Messages")):
        yield dict(as_object(message))


def _check_spoken(action: Action, kind: str, spoken: str) -> Problems:
    yield from _check_length(action, kind, spoken)
    marked_up = _SPEAK in spoken
    if kind == "Text" and marked_up:
        yield warning(
            "ssml-in-text",
            "holds <speak> in 'Text'; it is spoken as SSML, so name it 'SSML'",
            action.identifier,
        )
    if kind == "SSML" and not marked_up and not _comes_later(spoken):
        yield warning("no-speak", "SSML stands inside <speak>…</speak>", action.identifier)
    if marked_up:
        yield from _check_ssml(action, spoken)


def _comes_later(spoken: str) -> bool:
    return spoken.startswith("$") or has_placeholder(spoken)


def _check_length(action: Action, kind: str, spoken: str) -> Problems:
    billed = len(_MARKUP.sub("", spoken)) if _SPEAK in spoken else len(spoken)
    if len(spoken) > TEXT_CHARACTERS:
        yield error(
            "text-too-long",
            f"{kind} has {len(spoken)} characters; at most {TEXT_CHARACTERS} play: split it",
            action.identifier,
        )
    elif billed > BILLED_CHARACTERS:
        yield error(
            "text-too-long",
            f"{kind} has {billed} characters without tags; at most {BILLED_CHARACTERS} play: "
            "split it",
            action.identifier,
        )


def _check_ssml(action: Action, ssml: str) -> Problems:
    odd = sorted(set(_TAG.findall(ssml)) - SSML_TAGS)
    if odd and not has_placeholder(ssml):
        yield warning(
            "unknown-tag",
            f"Connect ignores <{'>, <'.join(odd)}>; delete it",
            action.identifier,
        )
    for number, unit in _BREAK.findall(ssml):
        if float(number) / (1000 if unit == "ms" else 1) > BREAK_SECONDS:
            yield warning(
                "long-break",
                f"pauses {number}{unit}; a break lasts at most {BREAK_SECONDS} s: use two",
                action.identifier,
            )
    if not has_placeholder(ssml) and not _is_well_formed(ssml):
        yield warning(
            "broken-ssml",
            "is not well-formed: close every tag and write & as &amp;",
            action.identifier,
        )


def _is_well_formed(ssml: str) -> bool:
    declared = ssml.strip().replace(_SPEAK, '<speak xmlns:amazon="amazon"', 1)
    try:
        ET.fromstring(declared)  # noqa: S314 - sentences of a flow, not of a stranger; no entities
    except (ET.ParseError, ValueError):
        return False
    return True

"""What is spoken, and what a bot is told about listening."""

import re
from typing import Final
from xml.etree import ElementTree as ET

from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import Action
from flows.json_values import as_object, as_text
from flows.language import (
    LEX_AUDIO_ADVISED_MILLISECONDS,
    LEX_AUDIO_MILLISECONDS,
    TEXT_CHARACTERS,
)

SSML_TAGS: Final = frozenset(
    {"speak", "break", "lang", "mark", "p", "phoneme", "prosody", "s", "say-as", "sub", "w"}
    | {"amazon:effect", "amazon:domain"}
)
"""Tags that Connect and Polly's neural voices take (adminguide, supported-ssml-tags)."""

LEX_KEY: Final = re.compile(r"x-amz-lex:(?:(?:audio|dtmf|text):[a-z-]+|allow-[a-z-]+):[^:]+:[^:]+$")
"""`x-amz-lex:<input type>:<behaviour>:<intent>:<slot>` (lex, session-attribs-speech)."""

_PATH: Final = re.compile(r"\$\.")
_TAG: Final = re.compile(r"</?([A-Za-z][\w:-]*)")


def check_speech(action: Action) -> Problems:
    """Text, SSML, and Lex session attributes."""
    text, ssml = (as_text(action.parameters.get(key)) for key in ("Text", "SSML"))
    for kind, spoken in (("Text", text), ("SSML", ssml)):
        if spoken is not None and len(spoken) > TEXT_CHARACTERS:
            yield error(
                "text-too-long",
                f"{kind} has {len(spoken)} characters; at most {TEXT_CHARACTERS} play",
                action.identifier,
            )
    if ssml and not _PATH.match(ssml) and "<speak" not in ssml and not has_placeholder(ssml):
        yield warning("no-speak", "SSML stands inside <speak>…</speak>", action.identifier)
    marked_up = ssml or text or ""
    if "<speak" in marked_up:
        yield from _check_ssml(action, marked_up)
    if action.type == "ConnectParticipantWithLexBot":
        yield from _check_session(action)


def _check_ssml(action: Action, ssml: str) -> Problems:
    odd = sorted(set(_TAG.findall(ssml)) - SSML_TAGS)
    if odd:
        yield warning(
            "unknown-tag", f"neural voices do not know <{'>, <'.join(odd)}>", action.identifier
        )
    if not has_placeholder(ssml) and not _is_well_formed(ssml):
        yield warning(
            "broken-ssml",
            "is not well-formed: close every tag and write & as &amp;",
            action.identifier,
        )


def _is_well_formed(ssml: str) -> bool:
    declared = ssml.strip().replace("<speak", '<speak xmlns:amazon="amazon"', 1)
    try:
        ET.fromstring(declared)  # noqa: S314 - sentences of a flow, not of a stranger; no entities
    except ET.ParseError:
        return False
    return True


def _check_session(action: Action) -> Problems:
    for key, value in as_object(action.parameters.get("LexSessionAttributes")).items():
        if not key.startswith("x-amz-lex:"):
            continue
        if not LEX_KEY.match(key):
            yield warning(
                "lex-key",
                f"{key!r} matches no setting; write x-amz-lex:<type>:<behaviour>:*:*",
                action.identifier,
            )
        text = as_text(value) or ""
        if "max-length-ms" in key and text.isdigit():
            yield from _check_audio(action, int(text))


def _check_audio(action: Action, milliseconds: int) -> Problems:
    if milliseconds > LEX_AUDIO_MILLISECONDS:
        yield error(
            "lex-audio",
            f"max-length-ms above {LEX_AUDIO_MILLISECONDS} takes the error branch",
            action.identifier,
        )
    elif milliseconds > LEX_AUDIO_ADVISED_MILLISECONDS:
        yield warning(
            "lex-audio",
            f"some sources allow max-length-ms only up to {LEX_AUDIO_ADVISED_MILLISECONDS}",
            action.identifier,
        )

"""What a bot is told about listening: Lex session attributes of the block."""

import re
from collections.abc import Mapping
from typing import Final

from flows.checks.jsonpath import is_reference
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import Action
from flows.json_values import as_object, as_text
from flows.language import LEX_AUDIO_ADVISED_MILLISECONDS, LEX_AUDIO_MILLISECONDS

_PREFIX: Final = "x-amz-lex:"
_MILLISECONDS: Final = re.compile(r"[1-9]\d{0,6}")
_BOOLEAN: Final = re.compile(r"(?i)true|false")
_COUNT: Final = re.compile(r"[1-9]\d{0,3}")
_KEY_PRESS: Final = re.compile(r"[0-9A-Da-d#*]")

SETTINGS: Final[Mapping[str, tuple[re.Pattern[str], str]]] = {
    "audio:max-length-ms": (_MILLISECONDS, "milliseconds"),
    "audio:start-timeout-ms": (_MILLISECONDS, "milliseconds"),
    "audio:end-timeout-ms": (_MILLISECONDS, "milliseconds"),
    "text:start-timeout-ms": (_MILLISECONDS, "milliseconds"),
    "dtmf:end-timeout-ms": (_MILLISECONDS, "milliseconds"),
    "dtmf:max-length": (_COUNT, "a number of keys up to 1024"),
    "dtmf:end-character": (_KEY_PRESS, "one key"),
    "dtmf:deletion-character": (_KEY_PRESS, "one key"),
    "allow-interrupt": (_BOOLEAN, "true or false"),
    "allow-audio-input": (_BOOLEAN, "true or false"),
    "allow-dtmf-input": (_BOOLEAN, "true or false"),
}
"""Settings by input and behaviour, with what they take (lex, session-attribs-speech)."""


def check_session(action: Action) -> Problems:
    """Keys `x-amz-lex:<input>:<setting>:<intent>:<slot>` and their values."""
    for key, value in as_object(action.parameters.get("LexSessionAttributes")).items():
        if not key.startswith(_PREFIX) or has_placeholder(key):
            continue
        parts = key.removeprefix(_PREFIX).split(":")
        width = 1 if parts[0].startswith("allow-") else 2
        setting = ":".join(parts[:width])
        if setting not in SETTINGS:
            yield warning(
                "lex-key",
                f"{key!r} is no setting of Lex; there are {', '.join(sorted(SETTINGS))}",
                action.identifier,
            )
        elif len(parts) != width + 2 or "" in parts:
            yield warning(
                "lex-key",
                f"{key!r} names {len(parts) - width} of intent and slot, so it has no effect; "
                f"write {_PREFIX}{setting}:*:*",
                action.identifier,
            )
        else:
            yield from _check_value(action, setting, as_text(value) or "")


def _check_value(action: Action, setting: str, text: str) -> Problems:
    pattern, wanted = SETTINGS[setting]
    if is_reference(text) or has_placeholder(text):
        return
    if not pattern.fullmatch(text):
        yield warning("lex-value", f"{setting} is {text!r}; it takes {wanted}", action.identifier)
    elif setting == "audio:max-length-ms":
        yield from _check_audio(action, int(text))


def _check_audio(action: Action, milliseconds: int) -> Problems:
    if milliseconds > LEX_AUDIO_MILLISECONDS:
        yield error(
            "lex-audio",
            f"max-length-ms above {LEX_AUDIO_MILLISECONDS} takes the error branch; lower it",
            action.identifier,
        )
    elif milliseconds > LEX_AUDIO_ADVISED_MILLISECONDS:
        yield warning(
            "lex-audio",
            f"some sources allow max-length-ms only up to {LEX_AUDIO_ADVISED_MILLISECONDS}",
            action.identifier,
        )

"""Text to SSML for Polly: only `speak` and `s`, everything else escaped.

Polly's neural and generative voices both support these two in full ("Supported SSML tags", Polly
developer guide), and Connect's list has them too. `say-as`, `prosody` and `phoneme` are partial or
change with the engine, and a tag that an engine lacks is an error, so numbers and names become
Hangul words instead, and commas make the pauses.
"""

import html
from collections.abc import Iterable, Mapping
from typing import Final

from ai.contract import Language
from ai.sentences import sentences
from ai.speech.reading import spoken

_OPEN: Final = "<speak>"
_CLOSE: Final = "</speak>"


def to_ssml(
    text: str,
    readings: Mapping[str, str] | None = None,
    language: Language = Language.KOREAN,
) -> str:
    """The text as it should be heard, a sentence an element. `readings`: written to spoken."""
    return as_ssml(sentences(spoken(text, readings, language)))


def as_ssml(said: Iterable[str]) -> str:
    """Sentences that are already in spoken words, an element each."""
    inner = " ".join(f"<s>{html.escape(sentence, quote=False)}</s>" for sentence in said)
    return f"{_OPEN}{inner}{_CLOSE}"


def joined(*speeches: str) -> str:
    """Several SSML texts as one, in order."""
    inner = (speech.removeprefix(_OPEN).removesuffix(_CLOSE) for speech in speeches)
    return f"{_OPEN}{' '.join(part for part in inner if part)}{_CLOSE}"

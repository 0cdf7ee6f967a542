"""Text to SSML for Polly: only `speak` and `s`, everything else escaped."""

from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from ai.sentences import sentences
from ai.speech.money import read_money
from ai.speech.plain import plain
from ai.speech.terms import read_terms
from ai.speech.times import read_times
from ai.speech.units import read_units

_OPEN: Final = "<speak>"
_CLOSE: Final = "</speak>"


def to_ssml(text: str, readings: Mapping[str, str] | None = None) -> str:
    """The text as it should be heard, a sentence an element. `readings`: written to spoken."""
    spoken = read_terms(plain(text), readings or {})
    spoken = read_money(read_units(read_times(spoken)))
    inner = " ".join(f"<s>{escape(sentence)}</s>" for sentence in sentences(spoken))
    return f"{_OPEN}{inner}{_CLOSE}"


def joined(*speeches: str) -> str:
    """Several SSML texts as one, in order."""
    inner = (speech.removeprefix(_OPEN).removesuffix(_CLOSE) for speech in speeches)
    return f"{_OPEN}{' '.join(part for part in inner if part)}{_CLOSE}"

"""How the steps of reading tell each other what is already said.

Private-use characters, which `plain` takes out of every text first, so none can come from outside.
"""

from typing import Final

SAID: Final = "\ue000"
"""Stands behind words that replaced something written: particles after it must agree with them."""

_SHIELD: Final = {code: 0xE100 + code for code in range(0x21, 0x7F)}
_UNSHIELD: Final = {0xE100 + code: code for code in range(0x21, 0x7F)} | {ord(SAID): None}


def said(words: str) -> str:
    """Words that no later step may read again: Latin letters, digits and signs in them stay."""
    return words.translate(_SHIELD) + SAID


def unmarked(text: str) -> str:
    """The text with shielded characters as they were and without marks."""
    return text.translate(_UNSHIELD)

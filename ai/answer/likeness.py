"""How much of what a draft says in words its passages say too. Pure.

Figures and names are held to the letter elsewhere; this is for the words between, of which a
paraphrase keeps some and an invention, or somebody else's text, keeps hardly any.
"""

import re
from collections.abc import Sequence
from typing import Final

from ai.answer.numerals import with_digits
from ai.answer.quantities import quantities
from ai.answer.weekdays import weekdays
from ai.sentences import sentences

LEAST: Final = 0.4
"""Of a sentence without figures: `bench/grounding.py` prints what golden answers have."""

LEAST_WITH_FIGURES: Final = 0.2
"""Where figures hold a sentence to its passages, words may differ more: "본사는" for "HQ"."""

_FEWEST: Final = 2
_FEWEST_WITH_FIGURES: Final = 4
_WORD: Final = re.compile(r"[가-힣]{2,}|[A-Za-z]{2,}")
_POLITE: Final = re.compile(
    "[입됩합]니|[있없맞]습|[있없]으|됐습|하[실시]|으시|드[립려릴]|바랍|주[시세]|해주|[예에]요|이에|가능"
    "|고객|경우|그리|또한|다만|저희|해당|자세|오[전후]|까지|부터|대로|위해"
)
"""How words begin that any polite sentence has."""


def strange(text: str, sources: Sequence[str]) -> str | None:
    """The first sentence whose words its sources hardly share, or None."""
    for sentence in sentences(text):
        spoken = with_digits(sentence)
        anchored = bool(quantities(spoken) or weekdays(spoken))
        fewest, least = (_FEWEST_WITH_FIGURES, LEAST_WITH_FIGURES) if anchored else (_FEWEST, LEAST)
        if len(_stems(spoken)) >= fewest and share(spoken, sources) < least:
            return sentence
    return None


def share(text: str, sources: Sequence[str]) -> float:
    """Of the words, those that begin like something in a source; 1 for a text without words."""
    held = "\n".join(sources).lower()
    stems = _stems(text)
    return sum(stem in held for stem in stems) / len(stems) if stems else 1.0


def _stems(text: str) -> list[str]:
    """The first two syllables of each word, before its ending changes, and Latin words whole."""
    words = (word.lower() for word in _WORD.findall(text))
    stems = [word if word[0].isascii() else word[:2] for word in words]
    return [stem for stem in stems if not _POLITE.match(stem)]

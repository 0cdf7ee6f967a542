"""English as an English voice should read it. Pure.

Such a voice reads figures, dates and acronyms by itself; only what it would stumble over changes,
and dots that end no sentence.
"""

import re
from typing import Final

_NUMBER: Final = r"\d+(?:,\d{3})*(?:\.\d+)?"
_STEPS: Final = (
    (re.compile(r"\b([aApP])\.[mM]\.(?=\s*$|\s+[A-Z])"), r"\1m."),
    (re.compile(r"\b([aApP])\.[mM]\."), r"\1m"),
    (re.compile(r"(?<=\d)\s?[aA][mM]\b"), " AM"),
    (re.compile(r"(?<=\d)\s?[pP][mM]\b"), " PM"),
    (re.compile(rf"(?:\bKRW\s?|[₩￦]\s?)({_NUMBER})"), r"\1 won"),
    (re.compile(rf"({_NUMBER})\s?KRW\b"), r"\1 won"),
    (re.compile(r"(?<=\d)\s?[~∼–]\s?(?=\d)"), " to "),
)


def as_heard(text: str) -> str:
    """The text in words and signs that end sentences only where they end."""
    for pattern, replacement in _STEPS:
        text = pattern.sub(replacement, text)
    return text

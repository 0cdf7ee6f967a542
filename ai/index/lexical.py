"""What of a chunk a caller's words may match. Pure."""

from functools import lru_cache
from typing import Final

from ai.index.ascii_terms import ascii_terms
from ai.index.glossary import Glossary
from ai.index.readings import readings
from ai.index.tokens import tokens
from ai.model import Chunk

LEXICAL_VERSION: Final = "3"
"""Raise it with any change of what `lexical_tokens` gives: every chunk is then counted again."""

_SPOKEN: Final = 2
"""Readings of a name that are counted; more would make the chunk long and its words light."""


def lexical_tokens(chunk: Chunk, glossary: Glossary) -> list[str]:
    """Headings, text, and how its terms are spoken; depends on nothing but its arguments."""
    written = " ".join((chunk.title, *chunk.heading_path, chunk.text))
    found = tokens(written)
    for form in dict.fromkeys(glossary.spoken_forms(written)):
        found += tokens(form)
    for term in dict.fromkeys(ascii_terms(written)):
        found += _read(term)
    return found


@lru_cache(maxsize=50_000)
def _read(term: str) -> tuple[str, ...]:
    spoken = [form for form in readings(term) if len(form) > 1][:_SPOKEN]
    return tuple(token for form in spoken for token in tokens(form))

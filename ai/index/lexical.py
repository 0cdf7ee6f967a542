"""What of a chunk a caller's words may match. Pure."""

from typing import Final

from ai.index.glossary import Glossary
from ai.index.tokens import tokens
from ai.model import Chunk

LEXICAL_VERSION: Final = "1"
"""Raise it with any change of what `lexical_tokens` gives: every chunk is then counted again."""


def lexical_tokens(chunk: Chunk, glossary: Glossary) -> list[str]:
    """Headings, text, and how its terms are spoken; depends on nothing but its arguments."""
    written = " ".join((chunk.title, *chunk.heading_path, chunk.text))
    return tokens(" ".join((written, *glossary.spoken_forms(written))))

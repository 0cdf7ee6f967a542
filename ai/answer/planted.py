"""Passages that speak to the model rather than to a reader. Pure.

The product team's documents are trusted to be honest, not to be clean: a page copied from elsewhere
may hold words that are meant for a machine. Such a passage is left out whole, because the sentence
that gives orders and the one that carries the false telephone number need not be the same.
"""

import unicodedata
from collections.abc import Sequence

from ai.answer.patterns import orders
from ai.model import Passage


def without_planted(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that give a model no orders, in their order."""
    return tuple(passage for passage in passages if not gives_orders(_everything(passage)))


def gives_orders(text: str) -> bool:
    """Whether a text tells a model what to do. Invisible characters do not hide it."""
    visible = "".join(
        character
        for character in unicodedata.normalize("NFKC", text)
        if character == "\n" or unicodedata.category(character)[0] != "C"
    )
    return orders().search(visible) is not None


def _everything(passage: Passage) -> str:
    chunk = passage.chunk
    return "\n".join((*chunk.place, chunk.text, chunk.document))

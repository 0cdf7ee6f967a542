"""Models that are quick and repeat themselves: hashed words for meaning, a quote for an answer."""

import re
import zlib
from collections.abc import Sequence

from ai.answer.prompt import Request
from ai.index.tokens import tokens

DIMENSIONS = 64


def embed(text: str) -> list[float]:
    """A vector in which texts that share words lie close."""
    vector = [0.0] * DIMENSIONS
    for token in tokens(text):
        vector[zlib.crc32(token.encode()) % DIMENSIONS] += 1.0
    return vector


def embed_all(texts: Sequence[str]) -> list[list[float]]:
    """The vectors of several texts."""
    return [embed(text) for text in texts]


def quote_first(request: Request) -> str:
    """Answers with the first sentence of the first passage."""
    passage = re.search(r'<passage id="1"[^>]*>\n(.*?)\n</passage>', request.user, re.DOTALL)
    assert passage
    first = re.split(r"(?<=\.)\s", passage.group(1))[0]
    return f"{first} [1]"

"""Where Korean sentences end. Standard library only."""

import re
from collections.abc import Iterator
from typing import Final

_END: Final = re.compile(
    r"\n+"
    r"|(?<=[.!?。…])[\"'”’)\]]*(?:\s*\[\d+\])*(?:\s+|$)"  # quotes and marks belong to it
    r"|(?<=[다요죠까음함됨임][.!?])(?=[가-힣A-Z])"  # a missing space, as in text from a PDF
)
_NOT_AN_END: Final = re.compile(
    r"(?:^|\s)(?:\d{1,2}|[A-Za-z가나다라마바사아자차카타파하]|etc|vs|No)\.$"
)
"""A list number, a letter or an abbreviation before the dot: "1. 개요", "가. 범위"."""


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; line ends are sentence ends too. No blank spans."""
    start = 0
    for match in _END.finditer(text):
        inside_line = not match.group().startswith("\n")
        if inside_line and _NOT_AN_END.search(text[start : match.start()]):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def sentences(text: str) -> list[str]:
    """The sentences of a text, word for word, without the space around them."""
    return [text[start:end] for start, end in sentence_spans(text)]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        lead = len(piece) - len(piece.lstrip())
        yield start + lead, start + len(piece.rstrip())

"""Long answers in pieces that a caller can take in, cut where sentences end."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ai.contract import Language
from ai.sentences import sentences
from ai.speech.reading import spoken
from ai.speech.ssml import as_ssml

CHARACTERS_A_SECOND: Final = {Language.KOREAN: 7.0, Language.ENGLISH: 14.0}
"""How fast voices read, spaces included; an estimate."""

PAGE_SECONDS: Final = 40
"""About as long as callers listen to a machine without a chance to say something."""

PAGE_CHARACTERS: Final = {
    language: int(PAGE_SECONDS * speed) for language, speed in CHARACTERS_A_SECOND.items()
}

LAST_PAGE_SLACK: Final = 1.25
"""A rest that makes the page at most this much longer is not worth a question."""

MOST_SSML_CHARACTERS: Final = 800
"""Of one page with its tags. Lex takes 1,024 a message; the rest is for the sentence behind it."""

_TAGS_A_SENTENCE: Final = len("<s></s> ")
_TAGS: Final = len("<speak></speak>")
_ESCAPED: Final = 5
_CLAUSE: Final = re.compile(r"(?<=,)\s+")


def spoken_pages(
    text: str,
    readings: Mapping[str, str] | None = None,
    language: Language = Language.KOREAN,
) -> tuple[str, ...]:
    """The text as SSML pages of about `PAGE_SECONDS`, each below `MOST_SSML_CHARACTERS`.

    One page when it is short; none when there is nothing to say. Between pages the caller is asked
    whether to go on. Pages end with sentences; a sentence beyond any bound is cut at a comma or a
    space.
    """
    most = PAGE_CHARACTERS[language]
    said = sentences(spoken(text, readings, language))
    pieces = [piece for sentence in said for piece in _short(sentence, most)]
    return tuple(as_ssml(page) for page in _pages(pieces, most))


def _pages(pieces: Sequence[str], most: int) -> Iterator[list[str]]:
    page: list[str] = []
    for position, piece in enumerate(pieces):
        rest = [*page, *pieces[position:]]
        if page and _said(rest) <= most * LAST_PAGE_SLACK and _fits(rest):
            yield rest
            return
        longer = [*page, piece]
        if page and not (_said(longer) <= most and _fits(longer)):
            yield page
            longer = [piece]
        page = longer
    if page:
        yield page


def _said(pieces: Sequence[str]) -> int:
    return sum(len(piece) + 1 for piece in pieces)


def _fits(pieces: Sequence[str]) -> bool:
    return _TAGS + sum(_written(piece) + _TAGS_A_SENTENCE for piece in pieces) <= (
        MOST_SSML_CHARACTERS
    )


def _written(piece: str) -> int:
    return len(piece) + sum(_ESCAPED for character in piece if character in "<>&")


def _short(sentence: str, most: int) -> Iterator[str]:
    """The sentence, or its clauses, or runs of its words, when it fits no page."""
    if _fits([sentence]):
        yield sentence
        return
    run = ""
    for clause in _CLAUSE.split(sentence):
        for word in [clause] if _fits([clause]) else _words(clause, most // 2):
            longer = f"{run} {word}".strip()
            if run and not _fits([longer]):
                yield run
                longer = word
            run = longer
    if run:
        yield run


def _words(clause: str, most: int) -> Iterator[str]:
    for word in clause.split():
        for start in range(0, len(word), most):
            yield word[start : start + most]

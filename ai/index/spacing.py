"""Puts spaces back into what a recogniser wrote without any. Pure.

Embedding models split words at spaces, and know few Korean words that hold several. Where spaces
go is learned from the documents: three syllables between which they nearly always write one.
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from ai.index.glossary import Term
from ai.index.jamo import is_syllable

MOST: Final = 8_000
"""Patterns of one version, those that documents write most often."""

_SURE: Final = 0.6
"""Of the places where a pattern stands: how many must have the space."""

_LEAST: Final = 2
_BITS: Final = 21  # of one code point
_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3

SPACED: Final = 9
"""Characters a space, at most, in a text whose spaces can be trusted."""

Codes = npt.NDArray[np.int64]


def has_spaces(text: str) -> bool:
    """Whether the spaces of a text are where its words part; a recogniser may leave out all."""
    spaces = sum(map(str.isspace, text))
    return (spaces + 1) * SPACED >= len(text) - spaces


def spacing_terms(texts: Iterable[str]) -> tuple[Term, ...]:
    """What is said as one and written with a space, in three syllables: 를사용 is 를 사용."""
    codes, after = _syllables(texts)
    if len(codes) < 3:
        return ()
    keys = (codes[:-2] << 2 * _BITS) | (codes[1:-1] << _BITS) | codes[2:]
    whole = (codes[:-2] > 0) & (codes[1:-1] > 0) & (codes[2:] > 0)
    names, rows = np.unique(keys[whole], return_inverse=True)
    found: list[tuple[int, str, str]] = []
    for place in (1, 2):
        spaces = after[place - 1 : len(after) - 3 + place][whole]
        for count, at in _frequent(rows, spaces, len(names)):
            said = _text(int(names[at]))
            found.append((count, said, f"{said[:place]} {said[place:]}"))
    found.sort(key=lambda one: (-one[0], one[1], one[2]))
    return tuple(Term(spoken=said, written=written) for _, said, written in found[:MOST])


def is_spacing(term: Term) -> bool:
    """Whether a term only tells where a space goes."""
    return " " in term.written and term.written.replace(" ", "") == term.spoken


class Spacer:
    """Spaces by patterns."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._patterns = frozenset(term.written for term in terms)

    def spaced(self, text: str) -> str:
        """The text with spaces where documents have them; untouched when it has its own."""
        if not self._patterns or has_spaces(text):
            return text
        parts = [text[:1]]
        for place in range(1, len(text)):
            one, two = text[place - 1], text[place]
            if is_syllable(one) and is_syllable(two):
                before = f"{text[place - 2 : place]} {two}"
                after = f"{one} {text[place : place + 2]}"
                if before in self._patterns or after in self._patterns:
                    parts.append(" ")
            parts.append(two)
        return "".join(parts)


def _syllables(texts: Iterable[str]) -> tuple[Codes, npt.NDArray[np.bool_]]:
    """Code points without spaces, 0 for what is no syllable, and whether a space follows each."""
    joined = " \0 ".join(texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype="<u4").astype(np.int64)
    blank = (codes == ord(" ")) | ((codes >= 9) & (codes <= 13))
    kept = np.flatnonzero(~blank)
    after = np.zeros(len(kept), dtype=np.bool_)
    after[:-1] = np.diff(kept) > 1
    letters = codes[kept]
    return np.where((letters >= _FIRST) & (letters <= _LAST), letters, 0), after


def _frequent(
    rows: npt.NDArray[np.intp], spaces: npt.NDArray[np.bool_], size: int
) -> list[tuple[int, int]]:
    """How often, and which of the patterns: those that have the space nearly always."""
    counts = np.bincount(rows, minlength=size)
    held = np.bincount(rows[spaces], minlength=size)
    sure = np.flatnonzero((held >= _LEAST) & (held >= _SURE * counts))
    order = sure[np.argsort(-held[sure], kind="stable")][:MOST]
    return [(int(held[at]), int(at)) for at in order]


def _text(key: int) -> str:
    mask = (1 << _BITS) - 1
    return "".join(chr((key >> shift) & mask) for shift in (2 * _BITS, _BITS, 0))

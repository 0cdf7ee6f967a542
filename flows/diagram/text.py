"""How wide text is, and where it breaks. Estimates on the wide side: fonts differ by machine."""

import unicodedata
from typing import Final

_NARROW: Final = frozenset("iljI.,:;'|!()[]{} ·")
_WIDE: Final = frozenset("mwMW@%…→")


def width(text: str, size: float) -> float:
    """Pixels that a line takes at a font size."""
    return sum(map(_em, text)) * size


def shorten(text: str, most: float, size: float) -> str:
    """The line, cut with "…" where it is wider than `most` pixels."""
    if width(text, size) <= most:
        return text
    room, kept = most - _em("…") * size, ""
    for character in text:
        room -= _em(character) * size
        if room < 0:
            break
        kept += character
    return f"{kept.rstrip()}…"


def wrap(text: str, most: float, size: float, *, lines: int) -> tuple[str, ...]:
    """At most so many lines, broken at spaces where there are any; the last one ends with "…"."""
    found: list[str] = []
    line = ""
    for word in _pieces(text, most, size):
        joined = f"{line} {word}".strip()
        if line and width(joined, size) > most:
            found.append(line)
            line = word
        else:
            line = joined
    found.append(line)
    if len(found) <= lines:
        return tuple(found)
    return (*found[: lines - 1], shorten(" ".join(found[lines - 1 :]), most, size))


def _pieces(text: str, most: float, size: float) -> list[str]:
    """Words; those that are wider than a line are cut."""
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for character in word:
            if piece and width(piece + character, size) > most:
                pieces.append(piece)
                piece = ""
            piece += character
        pieces.append(piece)
    return pieces


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.32
    if character in _WIDE:
        return 0.92
    if unicodedata.east_asian_width(character) in "WF":
        return 0.94
    return 0.66 if character.isupper() else 0.57

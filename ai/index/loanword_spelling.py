"""Sounds of English in Hangul, after chapter 3.1 of 외래어 표기법 (1986). Pure."""

from collections.abc import Sequence
from typing import Final

from ai.index.jamo import compose

_VOWELS: Final = {
    "a:": "ㅏ", "ae": "ㅐ", "e": "ㅔ", "eo": "ㅓ", "eo:": "ㅓ", "o": "ㅗ", "o:": "ㅗ",
    "u": "ㅜ", "u:": "ㅜ", "eu": "ㅡ", "i": "ㅣ", "i:": "ㅣ", "yu:": "ㅠ",
    "ei": "ㅔㅣ", "ai": "ㅏㅣ", "au": "ㅏㅜ", "oi": "ㅗㅣ",
}  # fmt: skip
_SHORT: Final = frozenset({"ae", "e", "eo", "o", "i", "u"})
_ONSETS: Final = {
    "p": "ㅍ", "b": "ㅂ", "t": "ㅌ", "d": "ㄷ", "k": "ㅋ", "g": "ㄱ", "f": "ㅍ", "v": "ㅂ",
    "th": "ㅅ", "s": "ㅅ", "z": "ㅈ", "sh": "ㅅ", "ch": "ㅊ", "j": "ㅈ", "m": "ㅁ", "n": "ㄴ",
    "l": "ㄹ", "r": "ㄹ", "h": "ㅎ",
}  # fmt: skip
_STOPS: Final = {"p": "ㅂ", "t": "ㅅ", "k": "ㄱ"}
_SONORANTS: Final = {"m": "ㅁ", "n": "ㄴ", "ng": "ㅇ", "l": "ㄹ"}
_LIQUID: Final = frozenset({"l", "r", "m", "n"})
_WITH_W: Final = dict(zip("ㅏㅐㅔㅓㅗㅣㅜ", "ㅘㅙㅞㅝㅝㅟㅜ", strict=True))
_WITH_Y: Final = dict(zip("ㅏㅐㅔㅓㅗㅜㅠㅣ", "ㅑㅒㅖㅕㅛㅠㅠㅣ", strict=True))
_HARD: Final = {"ㅠ": "ㅜ", "ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅛ": "ㅗ"}
"""After ㅈ and ㅊ no y is heard."""


class _Writer:
    """Syllables so far."""

    def __init__(self) -> None:
        self.syllables: list[list[str]] = []
        self.open_short = False

    def syllable(self, onset: str, vowel: str) -> None:
        self.syllables.append([onset, vowel, " "])

    def close(self, coda: str) -> bool:
        if not self.syllables or self.syllables[-1][2] != " ":
            return False
        self.syllables[-1][2] = coda
        return True

    def text(self) -> str:
        return "".join(compose(*syllable) for syllable in self.syllables)


def hangul(sounds: Sequence[str]) -> str:
    """The syllables of consonants (`sh`) and vowels (`ei`), in order."""
    writer = _Writer()
    at = 0
    while at < len(sounds):
        sound = sounds[at]
        after = sounds[at + 1] if at + 1 < len(sounds) else ""
        if sound in _VOWELS:
            _vowel(writer, "", "", sound)
        elif sound in {"w", "y"}:
            if after in _VOWELS:
                _vowel(writer, "", sound, after)
                at += 1
        elif after in _VOWELS:
            _vowel(writer, sound, "", after)
            at += 1
        elif after == "w" and sound in {"k", "g"} and sounds[at + 2 : at + 3]:
            _vowel(writer, sound, "w", sounds[at + 2] if sounds[at + 2] in _VOWELS else "eu")
            at += 2
        else:
            _closing(writer, sound, after)
        at += 1
    return writer.text()


def _vowel(writer: _Writer, consonant: str, glide: str, vowel: str) -> None:
    first, *rest = _VOWELS[vowel]
    if glide == "w":
        first = _WITH_W.get(first, first)
    if glide == "y" or consonant == "sh":
        first = _WITH_Y.get(first, first)
    if consonant in {"j", "ch", "z"}:
        first = _HARD.get(first, first)
    if consonant == "l":
        writer.close("ㄹ")
    if consonant == "ng":
        writer.close("ㅇ")
    writer.syllable(_ONSETS.get(consonant, "ㅇ"), first)
    for other in rest:
        writer.syllable("ㅇ", other)
    writer.open_short = vowel in _SHORT


def _closing(writer: _Writer, sound: str, after: str) -> None:
    """A consonant that no vowel follows."""
    if sound == "r":
        return
    if sound in _SONORANTS and writer.close(_SONORANTS[sound]):
        return
    short = writer.open_short
    writer.open_short = False
    if sound in _STOPS and short and after not in _LIQUID and writer.close(_STOPS[sound]):
        return
    vowel = "ㅣ" if sound in {"ch", "j"} or (sound == "sh" and not after) else "ㅡ"
    writer.syllable(_ONSETS.get(sound, "ㅇ"), "ㅠ" if sound == "sh" and after else vowel)

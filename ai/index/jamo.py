"""Hangul syllables by their letters, and how alike two of them sound. Pure."""

from functools import lru_cache
from typing import Final

_FIRST: Final = 0xAC00
_VOWELS: Final = 21
_CODAS: Final = 28
_LAST: Final = 0xD7A3

ONSETS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
CODAS: Final = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

_ONSET_CLASSES: Final = (
    "ㄱㄲㅋ",
    "ㄷㄸㅌ",
    "ㅂㅃㅍ",
    "ㅅㅆ",
    "ㅈㅉㅊ",
    "ㅎ",
    "ㅇ",
    "ㄴ",
    "ㄹ",
    "ㅁ",
)
"""Plain, tense and aspirated consonants: loanwords are written with any of the three."""

_SAME_VOWELS: Final = ("ㅐㅔ", "ㅒㅖ", "ㅙㅚㅞ")
"""Pairs that Seoul speakers no longer tell apart."""

_NEAR_VOWELS: Final = (
    "ㅓㅗ", "ㅓㅏ", "ㅓㅡ", "ㅗㅏ", "ㅐㅏ", "ㅔㅏ", "ㅡㅜ", "ㅡㅣ", "ㅣㅔ", "ㅣㅐ", "ㅠㅜ", "ㅛㅗ",
    "ㅕㅓ", "ㅑㅏ", "ㅖㅔ", "ㅓㅔ", "ㅓㅐ", "ㅗㅜ", "ㅝㅓ", "ㅝㅗ", "ㅘㅏ", "ㅟㅣ",
)  # fmt: skip
"""Between which spellings of one English vowel waver."""

_SAME_CODAS: Final = ("ㄱㄲㅋ", "ㄷㅅㅆㅈㅊㅌ", "ㅂㅍ")
"""Consonants that sound the same at the end of a syllable."""

SAME: Final = 0.02
"""Both spellings of an English s are common: 씨 and 시, 쓰리 and 스리."""

SAME_CLASS: Final = 0.1
NEAR: Final = 0.5
OTHER_CODA: Final = 0.6
OTHER: Final = 1.0

_CLASS_OF: Final = {
    onset: str(number) for number, group in enumerate(_ONSET_CLASSES) for onset in group
}
_ONSET_TABLE: Final = {
    code: _CLASS_OF[ONSETS[(code - _FIRST) // (_VOWELS * _CODAS)]]
    for code in range(_FIRST, _LAST + 1)
}


def is_syllable(character: str) -> bool:
    """Whether a character is a whole Hangul syllable."""
    return _FIRST <= ord(character) <= _LAST


def compose(onset: str, vowel: str, coda: str = " ") -> str:
    """The syllable of its letters; no coda is a space."""
    place = (ONSETS.index(onset) * _VOWELS + VOWELS.index(vowel)) * _CODAS + CODAS.index(coda)
    return chr(_FIRST + place)


def decompose(syllable: str) -> tuple[str, str, str]:
    """Onset, vowel and coda of a syllable."""
    place = ord(syllable) - _FIRST
    onset, rest = divmod(place, _VOWELS * _CODAS)
    vowel, coda = divmod(rest, _CODAS)
    return ONSETS[onset], VOWELS[vowel], CODAS[coda]


def onset_classes(text: str) -> str:
    """A digit for each syllable by how it begins; other characters stay as they are."""
    return text.translate(_ONSET_TABLE)


@lru_cache(maxsize=20_000)
def unlikeness(one: str, other: str) -> float:
    """How differently two characters sound: 0 the same, about 1 a letter apart."""
    if one == other:
        return 0.0
    if not (is_syllable(one) and is_syllable(other)):
        return OTHER * 3
    onsets, vowels, codas = zip(decompose(one), decompose(other), strict=True)
    return _onsets(*onsets) + _vowels(*vowels) + _codas(*codas)


def _onsets(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if {one, other} == {"ㅅ", "ㅆ"}:
        return SAME
    return SAME_CLASS if _CLASS_OF[one] == _CLASS_OF[other] else OTHER


def _vowels(one: str, other: str) -> float:
    if one == other or _together(one, other, _SAME_VOWELS):
        return 0.0
    return NEAR if _together(one, other, _NEAR_VOWELS) else OTHER


def _codas(one: str, other: str) -> float:
    if one == other or _together(one, other, _SAME_CODAS):
        return 0.0
    return OTHER_CODA


def _together(one: str, other: str, groups: tuple[str, ...]) -> bool:
    return any(one in group and other in group for group in groups)

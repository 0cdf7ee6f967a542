"""Whether a text is Korean, and what its syllables end in."""

import re
from enum import Enum
from typing import Final

_FIRST: Final = 0xAC00
_LAST: Final = 0xD7A3
_FINALS: Final = 28
_RIEUL: Final = 8
_SYLLABLE: Final = re.compile("[가-힣]")
_WORD: Final = re.compile(r"(?<![A-Za-z0-9.@/_-])[A-Za-z]?[a-z]+(?=[\s,.!?;:'’]|$)")
_FEWEST_WORDS: Final = 4


class Ending(Enum):
    """The end of a syllable, as far as particles care."""

    VOWEL = "vowel"
    RIEUL = "rieul"
    CONSONANT = "consonant"


def ending(word: str) -> Ending | None:
    """What the last syllable ends in; None when the last character is no Hangul syllable."""
    if not word or not _FIRST <= ord(word[-1]) <= _LAST:
        return None
    final = (ord(word[-1]) - _FIRST) % _FINALS
    if final == 0:
        return Ending.VOWEL
    return Ending.RIEUL if final == _RIEUL else Ending.CONSONANT


def is_foreign(text: str) -> bool:
    """Whether it is prose in Latin letters without any Hangul: not ours to read in Korean."""
    return _SYLLABLE.search(text) is None and len(_WORD.findall(text)) >= _FEWEST_WORDS

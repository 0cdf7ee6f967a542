"""How Korean speakers say a term that documents write in ASCII: AWS, EC2, PowerShell. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

from ai.index.english import by_letter, by_sound

MOST: Final = 10
"""Readings of one term; the first is the likeliest."""

_LOANWORDS: Final = Path(__file__).with_name("loanwords.txt")
_PART: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[+#]+")
_LETTERS: Final[Mapping[str, tuple[str, ...]]] = {
    "a": ("에이",), "b": ("비",), "c": ("씨",), "d": ("디",), "e": ("이",), "f": ("에프",),
    "g": ("지",), "h": ("에이치",), "i": ("아이",), "j": ("제이",), "k": ("케이",), "l": ("엘",),
    "m": ("엠",), "n": ("엔",), "o": ("오",), "p": ("피",), "q": ("큐",), "r": ("알",),
    "s": ("에스",), "t": ("티",), "u": ("유",), "v": ("브이",), "w": ("더블유", "더블류"),
    "x": ("엑스",), "y": ("와이",), "z": ("제트", "지"),
}  # fmt: skip
_NUMBERS: Final = ("영", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_ENGLISH_NUMBERS: Final = (
    ("제로",), ("원",), ("투",), ("쓰리",), ("포",), ("파이브",), ("식스",), ("세븐",),
    ("에잇", "에이트"), ("나인",),
)  # fmt: skip
_SIGNS: Final = {"+": ("플러스",), "++": ("플러스플러스", "플플"), "#": ("샵",)}
_LONGEST_SPELLED: Final = 5
"""Letters of an abbreviation that is spelled out; longer ones are read as a word as well."""

_LONGEST_NUMBER: Final = 4

_LEAST_AS_NAME: Final = 3
"""Syllables of a reading that is only a guess; shorter ones are Korean words: Jane is no 자네."""


def readings(term: str) -> tuple[str, ...]:
    """The ways to say a term, likeliest first, without spaces; digits may stay digits."""
    if not term:
        return ()
    if len(term) > 2 and term[:-1].isupper() and term.endswith("s"):
        return _first((*readings(term[:-1]), *(f"{one}스" for one in readings(term[:-1]))))
    whole = loanwords().get(term.lower())
    if term[0].isdigit():  # 5G, 365: a number before letters is a number
        lead = len(term) - len(term.lstrip("0123456789"))
        return _first(f"{term[:lead]}{rest}" for rest in readings(term[lead:] or " "))
    parts = [_part(part) for part in _PART.findall(term)]
    if not parts or len(parts) > 6:
        return whole or ()
    combined = ("".join(choice) for choice in islice(product(*parts), MOST * 2))
    mixed = _spelled(term) if _is_spelled_too(term) else ()
    return _first((*(whole or ()), *combined, *mixed))


@cache
def loanwords() -> Mapping[str, tuple[str, ...]]:
    """Words with spellings of their own, from their text file."""
    lines = _LOANWORDS.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line.strip() and not line.startswith("#"))
    return {word: tuple(spellings) for word, *spellings in rows}


def _part(part: str) -> tuple[str, ...]:
    if part.isdigit():
        return _number(part)
    if not part.isalpha():
        return _SIGNS.get(part, ("",))
    known = loanwords().get(part.lower())
    if part.isupper() or not re.search(r"[aeiouy]", part.lower()):
        as_word = _word(part) if len(part) >= 4 and _is_sayable(part) else ()
        spelled = _spelled(part) if len(part) <= _LONGEST_SPELLED or not as_word else ()
        return _first((*(known or ()), *spelled, *as_word))
    return _word(part)


def _word(word: str) -> tuple[str, ...]:
    lowered = word.lower()
    found = loanwords().get(lowered, ())
    if found:
        return found
    singular = lowered.removesuffix("s")
    if singular in loanwords():
        return _first(spelling for one in loanwords()[singular] for spelling in (one, f"{one}스"))
    as_name = by_letter(lowered)
    if len(as_name) < _LEAST_AS_NAME:
        as_name = ""
    return _first((*_compound(lowered), by_sound(lowered), as_name))


def _compound(word: str) -> tuple[str, ...]:
    """Both halves known: datalake is data and lake."""
    known = loanwords()
    for cut in range(3, len(word) - 2):
        if word[:cut] in known and word[cut:] in known:
            return tuple(
                f"{first}{second}"
                for first in known[word[:cut]][:2]
                for second in known[word[cut:]][:2]
            )
    return ()


def _spelled(letters: str) -> tuple[str, ...]:
    sounds = (_LETTERS[letter] for letter in letters.lower() if letter in _LETTERS)
    return tuple("".join(choice) for choice in islice(product(*sounds), 2))


def _is_spelled_too(term: str) -> bool:
    """Abbreviations with small letters in them: IoT, SaaS, VMs."""
    return 2 <= len(term) <= 4 and term.isalpha() and bool(re.search(r"[a-z][A-Z]|[A-Z]{2}", term))


def _is_sayable(letters: str) -> bool:
    return bool(re.search(r"[AEIOUY]", letters.upper())) and not re.search(
        r"[^AEIOUY]{4}|^[^AEIOUY]{3}", letters.upper()
    )


def _number(digits: str) -> tuple[str, ...]:
    if len(digits) > _LONGEST_NUMBER:
        return (digits,)
    by_digit = "".join(_NUMBERS[int(digit)] for digit in digits)
    if len(digits) == 1:
        return _first((digits, *_ENGLISH_NUMBERS[int(digits)], by_digit))
    english = "".join(_ENGLISH_NUMBERS[int(digit)][0] for digit in digits)
    return _first((digits, by_digit, english, _counted(digits)))


def _counted(digits: str) -> str:
    units = ("", "십", "백", "천")
    said = ""
    for place, digit in enumerate(digits):
        unit = units[len(digits) - place - 1]
        if digit != "0":
            said += ("" if digit == "1" and unit else _NUMBERS[int(digit)]) + unit
    return said or _NUMBERS[0]


def _first(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(reading for reading in found if reading), MOST))

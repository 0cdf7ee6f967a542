"""Particles that agree with what is heard: AWS은 → 에이더블유에스는, 99%은 → … 퍼센트는."""

import re
from typing import Final

from ai.speech.hangul import Ending, ending
from ai.speech.marks import SAID

_PAIRS: Final = (
    ("은", "는"),
    ("을", "를"),
    ("이", "가"),
    ("과", "와"),
    ("이나", "나"),
    ("이라", "라"),
    ("이라는", "라는"),
    ("이라고", "라고"),
    ("이라면", "라면"),
    ("이라도", "라도"),
    ("이라서", "라서"),
    ("이란", "란"),
    ("이랑", "랑"),
    ("이든", "든"),
    ("이든지", "든지"),
    ("이에요", "예요"),
    ("이었습니다", "였습니다"),
    ("이어서", "여서"),
    ("이야", "야"),
    ("아", "야"),
)
"""After a consonant, after a vowel."""

_ONLY_AFTER_CONSONANT: Final = {"며": "이며", "고": "이고"}
"""이며 and 이고 are right after a vowel too, so they stay there."""

_TAIL: Final = "(?:는|도|의|만)?"
_FORMS: Final = sorted(
    {form for pair in _PAIRS for form in pair} | set(_ONLY_AFTER_CONSONANT), key=len, reverse=True
)
_AFTER_SAID: Final = re.compile(
    rf"(?<=([가-힣]){SAID})(?:(?P<to>(?:으로|로)(?=(?:는|도|만|서|써|부터|의|까지)?(?![가-힣])))"
    rf"|(?P<form>{'|'.join(_FORMS)})(?P<tail>{_TAIL})(?![가-힣]))"
)
_AFTER_CONSONANT: Final = {vowel: consonant for consonant, vowel in reversed(_PAIRS[:-1])} | (
    _ONLY_AFTER_CONSONANT
)
_AFTER_VOWEL: Final = dict(_PAIRS)
_WITH_TAIL: Final = {"과", "와"}

_EITHER: Final = re.compile(
    r"(?P<subject>은\(는\)|는\(은\)|\(은\)는|은/는)|(?P<object>을\(를\)|를\(을\)|\(을\)를|을/를)"
    r"|(?P<nominative>이\(가\)|가\(이\)|\(이\)가|이/가(?![가-힣]))"
    r"|(?P<with>과\(와\)|와\(과\)|\(와\)과|과/와|와/과)"
    r"|(?P<to>\(으\)로|으로\(로\)|로\(으로\)|으로/로)|(?P<copula>\(이\)(?=[나라며고든랑란]))"
    r"|(?P<polite>이에요\(예요\)|예요\(이에요\)|이에요/예요)"
)
_CHOICES: Final = {
    "subject": ("은", "는"),
    "object": ("을", "를"),
    "nominative": ("이", "가"),
    "with": ("과", "와"),
    "to": ("으로", "로"),
    "copula": ("이", ""),
    "polite": ("이에요", "예요"),
}


def resolve_choices(text: str) -> str:
    """Forms that leave the choice, such as 을(를) and (으)로, as what follows the word before."""
    return _EITHER.sub(lambda match: _chosen(match, text), text)


def agree(text: str) -> str:
    """Particles behind a mark of `said` as the last syllable before it wants them."""
    return _AFTER_SAID.sub(_agreed, text)


def _chosen(match: re.Match[str], text: str) -> str:
    before = text[max(0, match.start() - 4) : match.start()].rstrip(SAID + "\"'”’)] ")
    end = ending(before) or _latin_ending(before)
    consonant, vowel = _CHOICES[match.lastgroup or "subject"]
    if match.lastgroup == "to" and end is Ending.RIEUL:
        return vowel
    return vowel if end is Ending.VOWEL else consonant


def _latin_ending(before: str) -> Ending:
    """A guess for a word that is left to the voice: only l, m, n and ng surely close it."""
    last = before[-1:].lower()
    if last == "l":
        return Ending.RIEUL
    return Ending.CONSONANT if last in {"m", "n"} or before[-2:].lower() == "ng" else Ending.VOWEL


def _agreed(match: re.Match[str]) -> str:
    end = ending(match.group(1))
    if match.group("to"):
        return "으로" if end is Ending.CONSONANT else "로"
    form, tail = match.group("form"), match.group("tail")
    if tail and form not in _WITH_TAIL and form + tail not in _AFTER_VOWEL:
        return match.group()
    table = _AFTER_VOWEL if end is Ending.VOWEL else _AFTER_CONSONANT
    return table.get(form, form) + tail

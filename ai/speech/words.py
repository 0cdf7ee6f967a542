"""English words and acronyms as they are said: Lambda → 람다, SLA → 에스엘에이.

`words.tsv` is the table of words: written form, tab, how it is said. Case does not matter there.
"""

import re
from pathlib import Path
from typing import Final

from ai.speech.letters import english_digit, read_code, spelled
from ai.speech.marks import said
from ai.speech.sino import sino

_TABLE: Final = Path(__file__).parent / "words.tsv"

MOST_SPELLED: Final = 6
"""Longer words in capitals are shouted words, not acronyms."""

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:['’][A-Za-z]{1,2})?(?![A-Za-z])")
_HUMP: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_DIGIT_FIRST: Final = re.compile(r"(?<![\dA-Za-z.,])(\d{1,4})([A-Za-z][A-Za-z0-9]*)(?![A-Za-z0-9])")
_DIGIT_HYPHEN: Final = re.compile(r"(?<![\dA-Za-z.,-])(\d)-(?=[A-Za-z])")
_PHRASE_JOINT: Final = r"[\s-]+"


def _read_table() -> dict[str, str]:
    rows = _TABLE.read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return {written.lower(): spoken for written, spoken in pairs}


def _is_phrase(name: str) -> bool:
    return not name.isalnum() or name[0].isdigit()


def _phrase_pattern() -> re.Pattern[str]:
    names = sorted(filter(_is_phrase, WORDS), key=len, reverse=True)
    shapes = (re.escape(name).replace(r"\ ", _PHRASE_JOINT) for name in names)
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(shapes)})(?![A-Za-z0-9])", re.IGNORECASE)


WORDS: Final = _read_table()
"""Every word of the table in lower case, with how it is said."""

_PHRASES: Final = _phrase_pattern()


def read_phrases(text: str) -> str:
    """Names of several words or with signs in them: Savings Plans, Q&A, 24x7, 3-tier."""
    text = _DIGIT_HYPHEN.sub(lambda match: f"{said(english_digit(match.group(1)))} ", text)
    return _PHRASES.sub(lambda match: said(_phrase(match.group())), text)


def read_words(text: str) -> str:
    """Words of the table and acronyms. A word that nobody knows stays: the voice reads English."""
    return _WORD.sub(lambda match: _read(match.group()), text)


def read_digit_first(text: str) -> str:
    """Names that begin with digits: 5G → 파이브지, 2FA → 투에프에이, 2xlarge → 투엑스라지."""
    return _DIGIT_FIRST.sub(
        lambda match: said(_digit_words(match.group(1)) + _letters(match.group(2))),
        text,
    )


def word(token: str) -> str | None:
    """How one word or acronym is said; None when only the voice can tell."""
    known = WORDS.get(token.lower())
    if known is not None:
        return known
    if not token.isalpha():
        return _humps(token) or read_code(token)
    if token.isupper() and len(token) <= MOST_SPELLED:
        return spelled(token)
    if len(token) > 2 and token[-1] == "s" and token[:-1].isupper():
        return WORDS.get(token[:-1].lower()) or spelled(token[:-1])
    if len(token) == 1 or not set(token.lower()) & set("aeiouy"):
        return spelled(token)
    return _humps(token)


def _read(token: str) -> str:
    bare = re.sub(r"['’][A-Za-z]+$", "", token)
    spoken = word(bare)
    return token if spoken is None else said(spoken)


def _humps(token: str) -> str | None:
    """CamelCase in its parts, if every part is known: CloudFront → 클라우드프론트."""
    parts = _HUMP.findall(token)
    if len(parts) < 2 or not any(part.lower() in WORDS for part in parts):
        return None
    if not any(len(part) > 1 and part.isalpha() and not part.isupper() for part in parts):
        return None
    words = [english_digit(part) if len(part) == 1 and part.isdigit() else word(part)
             for part in parts]  # fmt: skip
    return "".join(spoken for spoken in words if spoken) if all(words) else None


def _letters(token: str) -> str:
    return word(token) or (spelled(token) if len(token) < MOST_SPELLED else token)


def _digit_words(digits: str) -> str:
    if len(digits) == 1:
        return english_digit(digits)
    return sino(int(digits)) if len(digits) == 2 else f"{read_code(digits)} "


def _phrase(written: str) -> str:
    key = re.sub(_PHRASE_JOINT, " ", written.lower())
    exact = WORDS.get(written.lower())
    return exact if exact is not None else WORDS.get(key, written)

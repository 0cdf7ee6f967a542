"""The language a text is written in, told by its script."""

import re
from collections.abc import Iterable
from typing import Final

MOST_CHARACTERS: Final = 100_000
"""More of a text is not looked at."""

_LEAST_LETTERS: Final = 20
_SCRIPTS: Final = {
    "hangul": re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"),
    "kana": re.compile(r"[\u3041-\u30ff]"),
    "han": re.compile(r"[\u3400-\u9fff]"),
    "ascii": re.compile(r"[A-Za-z]"),
    "accented": re.compile(r"[\u00c0-\u024f]"),
}


def language_of(texts: Iterable[str]) -> str | None:
    """An ISO 639-1 code, or None when there is too little text or its script does not tell.

    Korean technical texts are full of Latin words: a fifth of Hangul makes a text Korean.
    """
    sample = ""
    for text in texts:
        sample += text
        if len(sample) >= MOST_CHARACTERS:
            break
    count = {name: len(script.findall(sample)) for name, script in _SCRIPTS.items()}
    letters = sum(count.values())
    if letters < _LEAST_LETTERS:
        return "ko" if count["hangul"] else None
    if count["hangul"] >= 0.2 * letters:
        return "ko"
    if count["kana"] >= 0.1 * letters:
        return "ja"
    if count["han"] >= 0.5 * letters:
        return "zh"
    return "en" if count["ascii"] >= 0.97 * letters else None

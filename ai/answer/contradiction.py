"""Cheap signs that a sentence says the opposite of what it cites. Pure.

A negation is only held against a source sentence that says nearly the same otherwise: what two
sentences are about is compared by pairs of syllables, what they say of it by their last words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ai.sentences import sentences

_NEGATION: Final = re.compile(
    r"(?<![가-힣])안\s?(?=[되돼된됩하합해한받])|(?<![가-힣])못\s?[하합해받쓰]|지\s?(?:않|못|마)|없[습는어고으이지다]|없음"
    r"|불가|아닙|아니[며고라]|않습|제외|금지|불필요|미포함|미지원|미제공"
)
_CLAUSE: Final = re.compile(r"(?<=[고며])\s+|(?<=지만)[,\s]+|(?<=으나)[,\s]+|(?<=는데)[,\s]+|,\s+")
_STILL_PREDICATE: Final = re.compile(
    r"(?:안|못|수|것이|가능|필요|.*[하되받있없쓰]지(?:가|는)?|.*[할될을])\Z"
)
_PARTICLE: Final = re.compile(r"(?<=[가-힣]{2})(?:은|는|이|가|을|를|도|만)\Z")
_OPPOSITES: Final = (
    ("무료", "유료"), ("필수", "선택"), ("사전", "사후"), ("자동", "수동"), ("선불", "후불"),
    ("상향", "하향"), ("공개", "비공개"), ("포함", "별도"), ("이전", "이후"),
)  # fmt: skip
_ALIKE: Final = 0.75
_CLEARLY: Final = 0.15
_FEWEST_PAIRS: Final = 1


def contradicts(text: str, sources: Sequence[str]) -> str | None:
    """The first sentence that says the opposite of its sources, or None."""
    held = [clause for source in sources for clause in _clauses(source)]
    for sentence in sentences(text):
        if _is_negated_elsewhere(sentence, held) or _is_opposite(sentence, sources):
            return sentence
    return None


def _clauses(source: str) -> Iterator[str]:
    for sentence in sentences(source):
        yield sentence
        parts = _CLAUSE.split(sentence)
        if len(parts) > 1:
            yield from parts


def _is_negated_elsewhere(sentence: str, held: Sequence[str]) -> bool:
    wanted, negated = _topic(sentence), is_denial(sentence)
    if len(wanted) < _FEWEST_PAIRS:
        return False
    best = {True: 0.0, False: 0.0}
    for clause in held:
        shared = len(wanted & _topic(clause)) / len(wanted)
        same = is_denial(clause) == negated
        best[same] = max(best[same], shared)
    return best[False] >= _ALIKE and best[False] > best[True] + _CLEARLY


def _topic(sentence: str) -> set[str]:
    """Pairs of syllables of all but the last words, without particles."""
    words = sentence.split()[:-1]
    while words and _STILL_PREDICATE.match(words[-1]):
        words.pop()
    letters = "".join(
        re.sub(r"[^가-힣A-Za-z0-9]", "", _PARTICLE.sub("", word.rstrip(".,"))) for word in words
    )
    return {letters[start : start + 2] for start in range(len(letters) - 1)}


def is_denial(sentence: str) -> bool:
    """Whether a sentence says no; two denials are none."""
    return len(_NEGATION.findall(sentence)) % 2 == 1


def _is_opposite(sentence: str, sources: Sequence[str]) -> bool:
    source = "\n".join(sources)
    return any(
        (one in sentence and other not in sentence and other in source and one not in source)
        for pair in _OPPOSITES
        for one, other in (pair, pair[::-1])
    )

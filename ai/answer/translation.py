"""Answers for callers who speak another language: one draft, the Korean answer and its English.

The Korean is held against the passages like any other; the English only against the Korean. Pure.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from ai.answer.contradiction import is_denial
from ai.answer.english import (
    WORDS,
    days_of_week,
    denies,
    has_hangul,
    names,
    plans,
    without_hangul_asides,
)
from ai.answer.english_figures import in_korean_figures
from ai.answer.ground import Grounded, ground
from ai.answer.leaks import leak
from ai.answer.names import latin_names
from ai.answer.support import missing_literals, missing_quantities, without_literals
from ai.answer.weekdays import weekdays
from ai.contract import Reason
from ai.errors import AbstainedError, UngroundedError
from ai.index.readings import readings
from ai.model import Answer, Passage
from ai.sentences import sentences
from ai.speech.english import as_heard
from ai.speech.plain import plain

_ENGLISH: Final = re.compile(r"<english>(.*?)(?:</english>|\Z)", re.DOTALL | re.IGNORECASE)
_MOST_CHARACTERS: Final = 900
"""An English answer has about twice the letters of its Korean."""

_MOST_TIMES_LONGER: Final = 5
_MOST_MORE_SENTENCES: Final = 1
_LEAST_SYLLABLES: Final = 2
_FREE: Final = re.compile(r"\bno (?:\w+ )?(?:charge|cost|fee)s?\b|\bfree\b", re.IGNORECASE)
"""Korean says "무료" or "요금이 없다": one denies, one does not."""


def as_drafted(answer: Answer) -> str:
    """An earlier answer as the model wrote it, so that it goes on in the same form."""
    if not answer.original:
        return answer.text
    return f"{answer.original}\n<english>{answer.text}</english>"


def parts(draft: str) -> tuple[str, str]:
    """The Korean and the English of a draft; "" where it has no English."""
    match = _ENGLISH.search(draft)
    english = " ".join(plain(match.group(1)).split()) if match else ""
    return _ENGLISH.sub("", draft).strip(), english


def ground_translated(
    draft: str,
    passages: Sequence[Passage],
    rewrite: Callable[[str], str],
    question: str,
) -> Grounded:
    """The English answer in a draft, on the Korean that its passages hold; raises like `ground`.

    What an English question names is looked for in the passages by its sound as well.
    """
    korean, english = parts(draft)
    grounded = ground(korean, passages, rewrite)
    other = asked_of_another(question, grounded.sources)
    if other:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, f"the passages do not speak of {other}")
    said = english_of(english, rewrite(grounded.text))
    return replace(grounded, text=said, original=grounded.text)


def asked_of_another(question: str, sources: Sequence[str]) -> str | None:
    """A name in an English question that tells that the sources speak of something else, or None.

    A plan or Region that they do not hold is enough; of other names all must be missing.
    """
    source = "\n".join(sources)
    plan = next((name for name in plans(question) if not is_named(name, source)), None)
    if plan:
        return plan
    named = names(question)
    missing = [name for name in named if not is_named(name, source)]
    return missing[0] if missing and len(missing) == len(named) else None


def english_of(english: str, korean: str) -> str:
    """The English as it is said; UngroundedError names what the Korean does not say, or says more.

    `korean` is an answer that its passages hold, with names as documents write them.
    """
    said = as_heard(without_hangul_asides(english))
    if not any(character.isascii() and character.isalpha() for character in said):
        raise UngroundedError("the draft has no English", reason=Reason.NOT_IN_LANGUAGE)
    if has_hangul(said):
        raise UngroundedError("the English has Hangul", reason=Reason.NOT_IN_LANGUAGE)
    longest = min(_MOST_CHARACTERS, len(korean) * _MOST_TIMES_LONGER)
    if len(said) > longest:
        raise UngroundedError(f"the English has {len(said)} characters, its Korean {len(korean)}")
    leaked = leak(said)
    different = (leaked,) if leaked else unfaithful(said, korean)
    if different:
        raise UngroundedError("the English says something else", claims=different)
    return said


def unfaithful(english: str, korean: str) -> tuple[str, ...]:
    """What the English says and the Korean does not, and the other way round; as it is written.

    Figures, names, days of the week and opposites are compared whole, denials by sentence.
    """
    return (
        *_figures_differing(english, korean),
        *_names_differing(english, korean),
        *_days_differing(english, korean),
        *_opposites(english, korean),
        *_denials_differing(english, korean),
    )


def _figures_differing(english: str, korean: str) -> list[str]:
    told, held = without_literals(english), without_literals(korean)
    return [
        *missing_literals(english, korean),
        *missing_literals(korean, english),
        *missing_quantities(in_korean_figures(told), held),
        *missing_quantities(held, in_korean_figures(told, articles=True)),
    ]


def _names_differing(english: str, korean: str) -> list[str]:
    told, held = without_literals(english), without_literals(korean)
    invented = [name for name in names(told) if not is_named(name, held)]
    lowered = told.lower()
    dropped = [name for name in latin_names(held) if name.lower() not in lowered]
    return [*invented, *dropped]


def is_named(name: str, korean: str) -> bool:
    """Whether a Korean text has an English name: in Latin letters, by its sound, or in Korean."""
    spaceless = re.sub(r"\s", "", korean)
    if name.lower() in spaceless.lower():
        return True
    known = WORDS.get(name.lower(), ())
    if any(word in spaceless for word in known):
        return True
    sounds = (sound for sound in readings(name) if len(sound) >= _LEAST_SYLLABLES)
    return any(sound in spaceless for sound in sounds)


def _days_differing(english: str, korean: str) -> list[str]:
    told, held = days_of_week(english), weekdays(korean)
    return [f"{day}요일" for day in sorted(told ^ held)]


def _opposites(english: str, korean: str) -> list[str]:
    """Where the Korean says one of two opposites, the English does not say the other alone."""
    found: list[str] = []
    for (one, one_said), (other, other_said) in _PAIRS:
        for mine, mine_said, theirs, theirs_said in (
            (one, one_said, other, other_said),
            (other, other_said, one, one_said),
        ):
            wrong = theirs_said.search(english)
            if mine in korean and theirs not in korean and wrong and not mine_said.search(english):
                found.append(wrong.group())
    return found


def _denials_differing(english: str, korean: str) -> list[str]:
    told, held = sentences(english), sentences(korean)
    if len(told) > len(held) + _MOST_MORE_SENTENCES:
        return [" ".join(told[len(held) :])]
    if len(told) != len(held):
        whole = sum(map(denies, told)) % 2 == sum(map(is_denial, held)) % 2
        return [] if whole else [english]
    pairs = zip(told, held, strict=True)
    return [
        one for one, other in pairs if not _FREE.search(one) and denies(one) != is_denial(other)
    ]


def _pair(one: str, one_said: str, other: str, other_said: str) -> "_Pair":
    return (one, _word(one_said)), (other, _word(other_said))


def _word(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_Pair = tuple[tuple[str, re.Pattern[str]], tuple[str, re.Pattern[str]]]

_PAIRS: Final[tuple[_Pair, ...]] = (
    _pair("무료", r"free|no (?:\w+ )?(?:charge|cost|fee)s?", "유료", r"paid|charged|for a fee"),
    _pair("필수", r"required|mandatory|must", "선택", r"optional|choice|choose"),
    _pair("사전", r"(?:in )?advance|beforehand|before|prior", "사후", r"afterwards?|after"),
    _pair("자동", r"automatic\w*", "수동", r"manual\w*|by hand"),
    _pair("선불", r"prepaid|(?:in )?advance", "후불", r"postpaid|in arrears"),
    _pair("상향", r"up|upgrad\w+|rais\w+|increas\w+", "하향", r"down|downgrad\w+|lower\w*"),
    _pair("포함", r"includ\w+", "별도", r"separate\w*|extra|exclud\w+"),
    _pair("이전", r"before|earlier|until|by", "이후", r"after|later|from|since"),
)

"""What an English sentence claims, in the terms in which Korean ones are compared. Pure.

Only the signs that can be held to the letter: figures, names, days of the week, denials.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ai.answer.english_figures import MONTHS
from ai.sentences import sentences

_HANGUL: Final = re.compile(r"[가-힣ㄱ-ㆎ]")
_ASIDE: Final = re.compile(r"\s?\([^()A-Za-z]*[가-힣][^()A-Za-z]*\)")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.\-+/&][A-Za-z0-9]+)*")
_KIND: Final = r"(?:plan|edition|tier|package|region)"
_PLAN: Final = re.compile(rf"\b(?P<name>[A-Za-z][A-Za-z0-9]+) {_KIND}s?\b", re.IGNORECASE)
_NO_PLAN: Final = frozenset(
    {
        *("a", "an", "the", "this", "that", "these", "those", "which", "what", "each", "every"),
        *("any", "all", "both", "other", "another", "same", "my", "your", "our", "their", "its"),
        *("his", "her", "no", "new", "old", "current", "right", "best", "better", "cheapest"),
        *("monthly", "yearly", "annual", "paid", "free", "two", "three", "four", "five", "more"),
        *("different", "pricing", "price", "payment", "service", "support", "first", "second"),
        *("next", "last", "higher", "lower", "bigger", "smaller", "recommended", "of", "and"),
        *("or", "in"),
    }
)
_DAYS: Final[Mapping[str, str]] = {
    "monday": "월", "tuesday": "화", "wednesday": "수", "thursday": "목", "friday": "금",
    "saturday": "토", "sunday": "일",
}  # fmt: skip
_WEEK: Final = "월화수목금토일"
_DAY: Final = rf"(?:{'|'.join(_DAYS)})"
_DAY_NAME: Final = re.compile(rf"\b({_DAY})s?\b", re.IGNORECASE)
_DAY_RANGE: Final = re.compile(
    rf"\b({_DAY})\s?(?:to|through|until|[-–~])\s?({_DAY})\b", re.IGNORECASE
)
_WEEKDAYS: Final = re.compile(r"\bweekdays?\b", re.IGNORECASE)
_WEEKEND: Final = re.compile(r"\bweekends?\b", re.IGNORECASE)
_ALWAYS: Final = re.compile(
    r"\b(?:every ?day|daily|all year round|year-round|365 days|(?:7|seven) days a week)\b|\b24/7\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\b(?:not|cannot|never|neither|nor|without|unable|unavailable|impossible|unsupported"
    r"|unnecessary|prohibited|forbidden|except|exclud\w+|unless|none|nothing|nobody)\b|n[’']t\b"
    r"|\bno\b(?!\s(?:later|more|less|fewer)\b)",
    re.IGNORECASE,
)
_NOT_NAMES: Final = frozenset(
    {"i", "i'm", "am", "pm", "a.m", "p.m", "krw", "usd", "eur", "saltware", "weekdays"}
    | set(_DAYS) | {f"{day}s" for day in _DAYS} | set(MONTHS)
)  # fmt: skip

WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "korea": ("한국", "국내", "대한민국"), "korean": ("한국", "국내", "한글"), "kst": ("한국시간",),
    "english": ("영어", "영문"), "japan": ("일본",), "seoul": ("서울",), "tokyo": ("도쿄",),
    "us": ("미국",), "china": ("중국",), "singapore": ("싱가포르",),
    "vat": ("부가세", "부가가치세"),
    "ai": ("인공지능",), "internet": ("인터넷",), "email": ("이메일", "메일"), "sms": ("문자",),
    "ceo": ("대표",), "id": ("아이디",), "faq": ("자주묻는",),
}  # fmt: skip
"""Names that Korean has words of its own for, spaces left out; others are held to their sound."""


def has_hangul(text: str) -> bool:
    """Whether an English voice would meet what it can not read."""
    return _HANGUL.search(text) is not None


def without_hangul_asides(text: str) -> str:
    """The text without Korean in brackets behind its English: "the Basic plan (베이직)"."""
    return " ".join(_ASIDE.sub("", text).split())


def names(text: str) -> list[str]:
    """Words that are names by how they are written: capitals inside a sentence, digits, plans."""
    return list(dict.fromkeys(name for one in sentences(text) for name in _names(one)))


def plans(text: str) -> list[str]:
    """What a text calls a plan, edition or Region, however it is spelled."""
    found = (match.group("name") for match in _PLAN.finditer(text))
    return [name for name in found if name.lower() not in _NO_PLAN]


def _names(sentence: str) -> Iterator[str]:
    plan_names = {name for name in plans(sentence) if name[0].isupper()}
    for match in _WORD.finditer(sentence):
        word = match.group()
        first = not any(character.isalnum() for character in sentence[: match.start()])
        inner = any(character.isupper() or character.isdigit() for character in word[1:])
        capital = word[0].isupper() and (not first or word in plan_names)
        if (inner or capital) and word.lower() not in _NOT_NAMES:
            yield word


def days_of_week(text: str) -> set[str]:
    """The days that a text speaks of, each as its Korean syllable."""
    days = {_DAYS[name.lower()] for name in _DAY_NAME.findall(text)}
    for first, last in _DAY_RANGE.findall(text):
        start, end = _WEEK.index(_DAYS[first.lower()]), _WEEK.index(_DAYS[last.lower()])
        days |= set(_WEEK[start : end + 1])
    for pattern, group in ((_WEEKDAYS, "월화수목금"), (_WEEKEND, "토일"), (_ALWAYS, _WEEK)):
        if pattern.search(text):
            days |= set(group)
    return days


def denies(sentence: str) -> bool:
    """Whether a sentence says no; two denials are none."""
    return len(_NOT.findall(sentence)) % 2 == 1

"""Passages into quotable units: sentences, table rows, list items."""

import re
from dataclasses import dataclass
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=\S)")
_BULLET: Final = re.compile(r"^\s*(?:[-*•·]|\d+[.)])\s+")
_LABEL: Final = re.compile(r"^\s*(?:Q|A|질문|답변)\s*[.:)]\s*", re.IGNORECASE)
_HANGUL: Final = re.compile(r"[가-힣]+")
_ASCII: Final = re.compile(r"[a-z0-9][a-z0-9.+/-]*")

_WORD: Final = re.compile(r"[a-z0-9.+/-]+|[가-힣]+")

_EMPTY_WORDS: Final = re.compile(
    r"저기요|저기|그니까|그러니까|혹시|음+\b|어+\b|"
    r"알려\s*(?:주세요|주실래요|줘)|궁금(?:한데요|합니다|해요)|"
    r"(?:얼마나|얼마|어떻게|언제|어디|무엇|뭐|몇|왜|누가)|"
    r"(?:되나요|돼요|되죠|하나요|해요|인가요|있나요|있어요|없나요|건가요|나요|까요|습니까|주나요|거예요)"
)
"""Words of asking, which documents do not hold."""


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A sentence or row that can be quoted; `context` is its heading and the question above it."""

    passage: int
    paragraph: int
    text: str
    context: str
    terms: frozenset[str]

    @property
    def in_context(self) -> str:
        """What is compared with a question."""
        return f"{self.context}\n{self.text}"


def split_units(passage: int, heading: str, text: str) -> list[Unit]:
    """The units of one passage; questions in the text become context of what follows them."""
    tail = heading.rsplit(" > ", maxsplit=1)[-1]
    units: list[Unit] = []
    asked = ""
    for paragraph, line in enumerate(filter(None, (raw.strip() for raw in text.splitlines()))):
        for sentence in _sentences(line):
            if sentence.endswith("?"):
                asked = sentence
                continue
            context = f"{tail} {asked}".strip()
            units.append(
                Unit(
                    passage=passage,
                    paragraph=paragraph,
                    text=sentence,
                    context=context,
                    terms=terms(f"{heading} {asked}") | terms(sentence),
                )
            )
    return units


def _sentences(line: str) -> list[str]:
    plain = _LABEL.sub("", _BULLET.sub("", line))
    return [part.strip() for part in _SENTENCE_END.split(plain) if part.strip()]


def terms(text: str) -> frozenset[str]:
    """Hangul bigrams without regard to spaces, and ASCII words, in lower case."""
    cleaned = _EMPTY_WORDS.sub(" ", text.lower())
    runs = _HANGUL.findall(cleaned.replace(" ", ""))
    pairs = {run[i : i + 2] for run in runs for i in range(len(run) - 1)}
    return frozenset(pairs | set(_ASCII.findall(cleaned)))


def words(text: str) -> list[str]:
    """The words of a question that mean something, particles and all, in lower case."""
    cleaned = _EMPTY_WORDS.sub(" ", text.lower())
    found: list[str] = _WORD.findall(cleaned)
    return [word for word in found if len(word) > 1]

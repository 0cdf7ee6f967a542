"""Passages into quotable units: sentences, table rows, list items."""

import re
from dataclasses import dataclass
from typing import Final

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=\S)")
_BULLET: Final = re.compile(r"^\s*(?:[-*•·]|\d+[.)])\s+")
_LABEL: Final = re.compile(r"^\s*(?:Q|A|질문|답변)\s*[.:)]\s*", re.IGNORECASE)
_ROW_WITH_SENTENCE: Final = re.compile(
    r"^(?P<cells>[^:.]{1,20}: .*), [^,:]{1,12}: (?P<sentence>[^:]*[다요]\.)$"
)
"""A table row ("상품: 비즈니스, 설명: … 입니다.") whose last cell says it all."""

_HANGUL: Final = re.compile(r"[가-힣]+")
_ASCII: Final = re.compile(r"[a-z0-9][a-z0-9.+/-]*")

_WORD: Final = re.compile(r"[a-z0-9.+/-]+|[가-힣]+")

_EMPTY_WORDS: Final = re.compile(
    r"(?<![가-힣])(?:저기요|저기|그니까|그러니까|그런데|근데|그럼|혹시|저희|제가|제|음+|어+|아|네|좀|그|저)"
    r"(?![가-힣])|"
    r"알려\s*(?:주세요|주실래요|주시나요|줘|드려야)|궁금(?:한데요|합니다|해요)|"
    r"(?:해|어|봐)?\s*주(?:세요|시나요|나요)|"
    r"얼마(?:예요|인가요|나|죠|인지)?|어떻게|언제(?:까지|부터)?|어디(?:서|에서|로|예요|에)?|"
    r"무엇|뭐(?:예요|가|를)?|며칠(?:까지)?|왜|누가|어느|어떤|"
    r"몇\s*(?:번|개|명|대|건|가지|시간|시|분|퍼센트|프로|일|개월|년|달|곳)?"
    r"(?:까지|부터|이에요|예요|안에)?|"
    r"걸(?:려|리|립)[가-힣]*|(?:하|되|돼|있|없)(?:나요|어요|죠|요|는지|는데요)|"
    r"(?:돼요|되죠|해요|인가요|건가요|나요|까요|습니까|거예요|는데요|이에요|예요)"
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
            row = _ROW_WITH_SENTENCE.match(sentence)
            units.append(
                Unit(
                    passage=passage,
                    paragraph=paragraph,
                    text=row["sentence"] if row else sentence,
                    context=f"{tail} {row['cells'] if row else asked}".strip(),
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

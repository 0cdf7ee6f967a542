"""An answerer that only quotes: it picks sentences from the passages it was given, or declines.

It stands where a chat model stands in production, reads the same request and answers in the same
form. It invents nothing, is deterministic, and needs no network. What it can not do: combine,
calculate, rephrase. A better model can be named in the environment (`CALLCENTER_OPENAI_*`).
"""

import html
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from local.bedrock.expected import fits
from local.bedrock.units import Unit, split_units, terms, words
from local.bedrock.vectors import SentenceVectors, Vectors
from local.bedrock.wire import Conversation, Reply

NO_ANSWER: Final = "NO_ANSWER"

_PASSAGE: Final = re.compile(
    r'<passage id="(?P<id>\d+)"(?P<attributes>[^>]*)>\n?(?P<text>.*?)</passage>', re.DOTALL
)
_HEADING: Final = re.compile(r"""heading=(?P<quote>["'])(?P<path>.*?)(?P=quote)""")
_QUESTION: Final = re.compile(r"<question>(.*?)</question>", re.DOTALL)

_CANDIDATES: Final = 14
"""Units that are embedded for one question; the rest is sorted out by shared terms."""

_FLOOR: Final = -0.75
"""Below this it declines. In five-fold cross-validation on the sample questions
this floor answered 88 of 105 (86 right) and 3 of the 40 that no document answers."""

_FOREIGN: Final = "<language>"
"""In a request whose question is not Korean: no word of it stands in the passages, so only the
meaning is compared. What it quotes is Korean all the same, and the assistant says so."""

_FOREIGN_FLOOR: Final = 0.82
"""The cosine below which it declines then: 11 of 12 English questions that the samples answer lie
above it, 7 of 8 that they do not answer below. It only decides between two ways to decline."""

_SPOKEN_CHARACTERS: Final = 160
_SHORT_QUESTION: Final = 12


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A unit, and how well it answers.

    `dense` is a cosine (0.75 to 0.92 in this model), `shared` the share of the question's terms
    that it holds, `missing` the share of the question's words that nothing in its passage holds,
    `misfit` whether the question asks for a kind of figure that the unit lacks.
    """

    unit: Unit
    dense: float
    shared: float
    missing: float
    misfit: bool

    @property
    def score(self) -> float:
        """Log-odds that it answers; weights from a logistic fit to the sample questions."""
        return (
            5.1 * (self.dense - 0.75) / 0.17
            + 3.7 * self.shared
            - 0.7 * self.missing
            - 2.2 * self.misfit
            + 1.5 / self.unit.passage
            - 7.25
        )


class ExtractiveAnswerer:
    """Answers a Converse request from the passages in its last message."""

    def __init__(self, vectors: SentenceVectors) -> None:
        """`vectors` compares question and sentences by meaning."""
        self._vectors = vectors

    def chat(self, conversation: Conversation) -> Reply:
        """One to three quoted sentences with their marks, or `NO_ANSWER`."""
        text = conversation.messages[-1].text
        answering = self._answer_foreign if _FOREIGN in text else self._answer
        answer = answering(read_passages(text), _question_of(conversation))
        return Reply(text=answer, input_tokens=len(text) // 2, output_tokens=len(answer) // 2)

    def _answer(self, units: Sequence[Unit], question: str) -> str:
        scored = self.rank(units, question)
        if not scored or scored[0].score < _FLOOR:
            return NO_ANSWER
        return quoted(scored, units)

    def _answer_foreign(self, units: Sequence[Unit], question: str) -> str:
        best = max(self.rank(units, question), key=lambda scored: scored.dense, default=None)
        if best is None or best.dense < _FOREIGN_FLOOR:
            return NO_ANSWER
        return f"{best.unit.text} [{best.unit.passage}]"

    def rank(self, units: Sequence[Unit], question: str) -> list[Scored]:
        """The units that share most with the question, best first."""
        asked = terms(question)
        if not asked or not units:
            return []
        rarity = _rarity(units)
        shared = {unit: _shared(asked, unit, rarity) for unit in units}
        candidates = sorted(units, key=lambda unit: -shared[unit])[:_CANDIDATES]
        meant = self._vectors.embed(question, passage=False)
        missing = {number: _missing(question, text) for number, text in _texts(units).items()}
        scored = [
            Scored(
                unit=unit,
                dense=self._likeness(meant, unit),
                shared=shared[unit],
                missing=missing[unit.passage],
                misfit=fits(question, unit.text) is False,
            )
            for unit in candidates
        ]
        return sorted(scored, key=lambda item: -item.score)

    def _likeness(self, question: Vectors, unit: Unit) -> float:
        return float(question @ self._vectors.embed(unit.in_context, passage=True))


def read_passages(message: str) -> list[Unit]:
    """The quotable units of a request, in the order of its passages."""
    units: list[Unit] = []
    for match in _PASSAGE.finditer(message):
        heading = _HEADING.search(match["attributes"])
        path = html.unescape(heading["path"]) if heading else ""
        units += split_units(int(match["id"]), path, html.unescape(match["text"]))
    return units


def _question_of(conversation: Conversation) -> str:
    """The question; a short one ("그럼 가격은요?") with the question before it."""
    match = _QUESTION.search(conversation.messages[-1].text)
    question = html.unescape(match[1] if match else "").strip()
    earlier = [message.text for message in conversation.messages[:-1] if message.role == "user"]
    if earlier and len(question.replace(" ", "")) < _SHORT_QUESTION:
        return f"{earlier[-1].strip()} {question}"
    return question


def _rarity(units: Sequence[Unit]) -> dict[str, float]:
    """Weight of a term: the rarer among the units, the more it tells."""
    counts: dict[str, int] = {}
    for unit in units:
        for term in unit.terms:
            counts[term] = counts.get(term, 0) + 1
    return {term: math.log(1 + len(units) / count) for term, count in counts.items()}


def _shared(asked: frozenset[str], unit: Unit, rarity: dict[str, float]) -> float:
    """Share of the question's terms, by weight, that the unit or its heading holds."""
    most = max(rarity.values(), default=1.0)
    total = sum(rarity.get(term, most) for term in asked)
    return sum(rarity[term] for term in asked & unit.terms) / total if total else 0.0


def _texts(units: Sequence[Unit]) -> dict[int, str]:
    """All text of each passage, without spaces, in lower case."""
    texts: dict[int, str] = {}
    for unit in units:
        text = f"{unit.in_context}{unit.text}".lower()
        texts[unit.passage] = texts.get(unit.passage, "") + "".join(text.split())
    return texts


def _missing(question: str, text: str) -> float:
    """Share of the question's words whose stem (first two letters) is nowhere in the text."""
    asked = words(question)
    absent = [word for word in asked if (word if word.isascii() else word[:2]) not in text]
    return len(absent) / len(asked) if asked else 0.0


def quoted(scored: Sequence[Scored], units: Sequence[Unit]) -> str:
    """The best unit with its neighbours in the paragraph, the better one first, while it is short.

    The sentence before or after often holds the other half of an answer.
    """
    best = scored[0].unit
    scores = {item.unit: item.score for item in scored}
    first = last = units.index(best)
    room = _SPOKEN_CHARACTERS - len(best.text)
    while True:
        near = [
            index
            for index in (first - 1, last + 1)
            if _beside(best, units, index) and len(units[index].text) <= room
        ]
        if not near:
            break
        chosen = max(near, key=lambda index: scores.get(units[index], -math.inf))
        room -= len(units[chosen].text)
        first, last = min(first, chosen), max(last, chosen)
    return " ".join(f"{unit.text} [{unit.passage}]" for unit in units[first : last + 1])


def _beside(best: Unit, units: Sequence[Unit], index: int) -> bool:
    """Whether there is a unit at the index, and it is of the same paragraph."""
    if not 0 <= index < len(units):
        return False
    unit = units[index]
    return (unit.passage, unit.paragraph) == (best.passage, best.paragraph)

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
_HEADING: Final = re.compile(r'heading="([^"]*)"')
_QUESTION: Final = re.compile(r"<question>(.*?)</question>", re.DOTALL)

_CANDIDATES: Final = 14
"""Units that are embedded for one question; the rest is sorted out by shared terms."""

_FLOOR: Final = -1.0
"""Below this it declines. `bench/abstention` prints what each floor would give on the samples."""

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
            4.9 * (self.dense - 0.75) / 0.17
            + 2.9 * self.shared
            - 2.3 * self.missing
            - 1.5 * self.misfit
            - 4.7
        )


class ExtractiveAnswerer:
    """Answers a Converse request from the passages in its last message."""

    def __init__(self, vectors: SentenceVectors) -> None:
        """`vectors` compares question and sentences by meaning."""
        self._vectors = vectors

    def chat(self, conversation: Conversation) -> Reply:
        """One to three quoted sentences with their marks, or `NO_ANSWER`."""
        text = conversation.messages[-1].text
        answer = self._answer(read_passages(text), _question_of(conversation))
        return Reply(text=answer, input_tokens=len(text) // 2, output_tokens=len(answer) // 2)

    def _answer(self, units: Sequence[Unit], question: str) -> str:
        scored = self.rank(units, question)
        if not scored or scored[0].score < _FLOOR:
            return NO_ANSWER
        return quoted(scored[0].unit, units)

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
        path = html.unescape(heading[1]) if heading else ""
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


def quoted(best: Unit, units: Sequence[Unit]) -> str:
    """The best unit and the ones that follow it in the same paragraph, as long as it is short."""
    together = [best]
    length = len(best.text)
    for unit in units[units.index(best) + 1 :]:
        length += len(unit.text)
        same = (unit.passage, unit.paragraph) == (best.passage, best.paragraph)
        if not same or length > _SPOKEN_CHARACTERS:
            break
        together.append(unit)
    return " ".join(f"{unit.text} [{unit.passage}]" for unit in together)

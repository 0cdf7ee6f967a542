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

from local.bedrock.units import Unit, split_units, terms
from local.bedrock.vectors import SentenceVectors, Vectors
from local.bedrock.wire import Conversation, Reply

NO_ANSWER: Final = "NO_ANSWER"

_PASSAGE: Final = re.compile(
    r'<passage id="(?P<id>\d+)"(?P<attributes>[^>]*)>\n?(?P<text>.*?)</passage>', re.DOTALL
)
_HEADING: Final = re.compile(r'heading="([^"]*)"')
_QUESTION: Final = re.compile(r"<question>(.*?)</question>", re.DOTALL)

_CANDIDATES: Final = 8
"""Units that are embedded for one question; the rest is sorted out by shared terms."""

_DENSE_WEIGHT: Final = 0.6
_FLOOR: Final = 0.5
_SPOKEN_CHARACTERS: Final = 160
_SHORT_QUESTION: Final = 12


@dataclass(frozen=True, kw_only=True)
class Scored:
    """A unit with its likeness to the question: `dense` a cosine, `shared` a share of 1."""

    unit: Unit
    dense: float
    shared: float

    @property
    def score(self) -> float:
        """Both, on one scale of about 0 to 1 (cosines of this model lie between 0.75 and 0.92)."""
        return _DENSE_WEIGHT * (self.dense - 0.75) / 0.17 + (1 - _DENSE_WEIGHT) * self.shared


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
        scored = [
            Scored(unit=unit, dense=self._likeness(meant, unit), shared=shared[unit])
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

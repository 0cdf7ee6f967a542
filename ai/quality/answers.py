"""What was answered, what was not, and whether the documents bear it out. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ai.answer.figures import figures
from ai.contract import Status
from ai.model import Answer
from ai.quality.questions import GoldenQuestion, canonical_name

TextOf = Callable[[str], str]
"""All indexed text of a document by its name, headings included; empty when there is none."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A question and what was answered.

    `grounded`: every quote stands word for word in the document it names, and those documents
    hold every number of the answer; of an answer in English, its Korean is held against them.
    `cited`: one of the documents named for the question is cited. `right`: the answer says one of
    the question's facts, capitals or not; None when it names none.
    """

    question: GoldenQuestion
    answer: Answer
    grounded: bool
    cited: bool
    right: bool | None

    @property
    def status(self) -> Status:
        """How it ended."""
        return self.answer.status


@dataclass(frozen=True, kw_only=True)
class AnswerQuality:
    """Shares from 0 to 1; None where there was nothing to take a share of.

    `abstained_*` is of the questions asked, by whether documents answer them; `grounded`, `cited`
    and `right` are of what was answered; `failed` is a number of questions.
    """

    asked: int
    answered: int
    failed: int
    abstained_answerable: float | None
    abstained_unanswerable: float | None
    grounded: float | None
    cited: float | None
    right: float | None


def judge(question: GoldenQuestion, answer: Answer, text_of: TextOf) -> Judged:
    """Hold an answer against the documents, without trusting the chain that made it."""
    said = answer.text.casefold()
    cited = {canonical_name(citation.document) for citation in answer.citations}
    return Judged(
        question=question,
        answer=answer,
        grounded=_is_grounded(answer, text_of),
        cited=bool(cited & {canonical_name(name) for name in question.documents}),
        right=any(fact.casefold() in said for fact in question.facts) if question.facts else None,
    )


def answer_quality(judged: Sequence[Judged]) -> AnswerQuality:
    """The shares of a set."""
    answered = [row for row in judged if row.status is Status.ANSWERED]
    return AnswerQuality(
        asked=len(judged),
        answered=len(answered),
        failed=sum(row.status is Status.FAILED for row in judged),
        abstained_answerable=_share(_abstained(judged, answerable=True)),
        abstained_unanswerable=_share(_abstained(judged, answerable=False)),
        grounded=_share(row.grounded for row in answered),
        cited=_share(row.cited for row in answered if row.question.findable),
        right=_share(row.right for row in answered if row.right is not None),
    )


def _abstained(judged: Sequence[Judged], *, answerable: bool) -> Iterable[bool]:
    return (
        row.status is Status.ABSTAINED for row in judged if row.question.answerable is answerable
    )


def _share(values: Iterable[bool]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None


def _is_grounded(answer: Answer, text_of: TextOf) -> bool:
    korean = answer.original or answer.text
    texts = [text_of(citation.document) for citation in answer.citations]
    quoted = all(
        _plain(citation.quote) in _plain(text)
        for citation, text in zip(answer.citations, texts, strict=True)
    )
    return bool(texts) and quoted and not figures(korean) - figures("\n".join(texts))


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()

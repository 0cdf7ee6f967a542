"""Whether a candidate may be published: the product team's golden questions say so.

A question counts when at least one of its documents is there to be found. One whose documents
have all left the bucket, or were never readable, is stale: deleting a document on purpose must
take effect, and a team may write its questions before its documents.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ai.embedding import EmbedQuestion
from ai.errors import DocumentError, DocumentFault, QuestionsError
from ai.index.contents import Contents, IndexedDocument
from ai.index.find import find_passages
from ai.index.knowledge import KnowledgeIndex, Query, SearchOptions
from ai.index.vocabulary import Vocabulary
from ai.ingest.readers.encoding import decode
from ai.ingest.reading import failed
from ai.ingest.source import Listed, Source
from ai.model import Passage
from ai.quality.questions import QUESTIONS_FILE, GoldenQuestion, canonical_name, read_questions
from ai.quality.retrieval import Quality, Ranked, measure

DEPTH: Final = 3
"""A question counts as found within so many passages; callers are answered from the first few."""

_ROUNDING: Final = 1e-9


@dataclass(frozen=True, kw_only=True)
class GateRules:
    """Least recall@3, and how much of it a candidate may lose against what is published (shares).

    A set of fewer than 1/regression questions may lose none: retrieval does not vary by chance,
    so one question that fails today and did not yesterday is a finding in any set.
    """

    floor: float = 0.6
    regression: float = 0.02
    options: SearchOptions = field(default_factory=SearchOptions)


@dataclass(frozen=True, kw_only=True)
class Golden:
    """The team's questions, or why their file can not be read; both empty without the file."""

    questions: tuple[GoldenQuestion, ...] = ()
    fault: IndexedDocument | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question that a report names. Ranks count from 1; None is "not found"."""

    id: str
    question: str
    documents: tuple[str, ...]
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the questions said. `recall` and `before` are recall@3, None without a question.

    `worse` were found in what is published; `missing` were not found, before or now.
    """

    ran: bool
    passed: bool = True
    questions: int = 0
    recall: float | None = None
    before: float | None = None
    worse: tuple[Question, ...] = ()
    missing: tuple[Question, ...] = ()
    stale: tuple[Question, ...] = ()

    def to_json(self, rules: GateRules) -> dict[str, Any]:
        """As `report.json` and `docs report` have it."""
        if not self.ran:
            return {"ran": False}
        return {
            "ran": True,
            "passed": self.passed,
            "questions": self.questions,
            "recall": _rounded(self.recall),
            "floor": rules.floor,
            "before": _rounded(self.before),
            "regression": rules.regression,
            "worse": [_question_json(question) for question in self.worse],
            "missing": [_question_json(question) for question in self.missing],
            "stale": [_question_json(question) for question in self.stale],
        }


def read_golden(source: Source, listing: Mapping[str, Listed]) -> Golden:
    """The questions as they are now.

    A broken file is reported like any other, and nothing is measured: a slip in the questions
    must not keep a correction of the documents from callers.
    """
    found = source.read(QUESTIONS_FILE) if QUESTIONS_FILE in listing else None
    if found is None:
        return Golden()
    data, version = found
    try:
        return Golden(questions=read_questions(decode(data)))
    except QuestionsError as error:
        fault = DocumentError(DocumentFault.QUESTIONS, str(error))
    except DocumentError as error:
        fault = DocumentError(DocumentFault.QUESTIONS, f"{error.reason.value}: {error}")
    return Golden(fault=failed(QUESTIONS_FILE, version, fault))


def parted(
    questions: Sequence[GoldenQuestion], contents: Contents
) -> tuple[list[GoldenQuestion], list[GoldenQuestion]]:
    """The questions that count, and the stale ones."""
    there = {
        canonical_name(name)
        for name, document in contents.documents.items()
        if document.chunks or not document.fault
    }
    counted: list[GoldenQuestion] = []
    stale: list[GoldenQuestion] = []
    for question in questions:
        if question.findable:
            known = any(canonical_name(name) in there for name in question.documents)
            (counted if known else stale).append(question)
    return counted, stale


def embedded_texts(
    vocabulary: Vocabulary, questions: Sequence[GoldenQuestion], options: SearchOptions
) -> list[str]:
    """What `find_passages` will have embedded for the questions, in a version's vocabulary."""
    texts: list[str] = []

    def note(text: str) -> list[float]:
        texts.append(text)
        return []

    for question in questions:
        find_passages(_Nothing(vocabulary), question.question, note, options)
    return texts


def ask(
    index: KnowledgeIndex,
    questions: Sequence[GoldenQuestion],
    embed: EmbedQuestion,
    rules: GateRules,
    check_time: Callable[[], None],
) -> Quality:
    """How well a version finds the questions' documents."""
    return measure(index, questions, embed, rules.options, lambda _done, _of: check_time())


def judge(
    now: Quality,
    before: Quality | None,
    stale: Sequence[GoldenQuestion],
    rules: GateRules,
) -> Verdict:
    """The verdict on the same questions, asked of the candidate and of what is published. Pure."""
    if not now.rows:
        return Verdict(ran=True, stale=tuple(_named(question) for question in stale))
    ranks = {id(row.question): row.rank for row in before.rows} if before else {}
    recall = now.recall_at(DEPTH)
    had = before.recall_at(DEPTH) if before else None
    enough = recall >= rules.floor - _ROUNDING
    kept = had is None or recall >= had - rules.regression - _ROUNDING
    lost = [row for row in now.rows if not _found(row.rank)]
    return Verdict(
        ran=True,
        passed=enough and kept,
        questions=now.questions,
        recall=recall,
        before=had,
        worse=tuple(_row(row, ranks) for row in lost if _found(ranks.get(id(row.question)))),
        missing=tuple(_row(row, ranks) for row in lost if not _found(ranks.get(id(row.question)))),
        stale=tuple(_named(question) for question in stale),
    )


@dataclass(frozen=True)
class _Nothing:
    """An index without documents, to hear what is asked of it."""

    vocabulary: Vocabulary
    snapshot: str = ""
    size: int = 0
    by_words: bool = False

    def search(self, query: Query) -> list[Passage]:  # noqa: ARG002  as the protocol has it
        return []


def _found(rank: int | None) -> bool:
    return rank is not None and rank <= DEPTH


def _row(row: Ranked, ranks: Mapping[int, int | None]) -> Question:
    return _named(row.question, before=ranks.get(id(row.question)), after=row.rank)


def _named(
    question: GoldenQuestion, before: int | None = None, after: int | None = None
) -> Question:
    return Question(
        id=question.id,
        question=question.question,
        documents=question.documents,
        before=before,
        after=after,
    )


def _question_json(question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "question": question.question,
        "documents": list(question.documents),
        "before": question.before,
        "after": question.after,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)

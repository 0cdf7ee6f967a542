"""Questions with known answers, put to a folder of documents: what `callcenter eval` runs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from ai.contract import Language, Status
from ai.errors import DocumentError, QuestionsError
from ai.index.knowledge import SearchOptions
from ai.index.snapshot import Snapshot
from ai.ingest.readers.encoding import decode
from ai.quality.answers import Judged, TextOf, answer_quality, judge
from ai.quality.questions import GoldenQuestion, canonical_name, read_questions
from ai.quality.retrieval import DEPTHS, Progress, Quality, Ranked
from ai.quality.tuning import Tuning
from local.errors import BadInputError
from local.throwaway import FolderAssistant

_DIGITS: Final = 4
_ANSWER_KEYS: Final = ("status", "reason", "text", "citations", "grounded", "right", "ms")


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What came of a set. `judged` is empty when nothing was to be answered."""

    questions: tuple[GoldenQuestion, ...]
    depth: int
    quality: Quality
    judged: tuple[Judged, ...]
    unknown: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    tuning: Tuning | None = None


def questions_from(path: Path, language: Language = Language.KOREAN) -> tuple[GoldenQuestion, ...]:
    """The questions of a file; those that name no language are in `language`.

    Raises:
        BadInputError: when it can not be read, a line is wrong, or there is no question in it.
    """
    try:
        questions = read_questions(decode(path.read_bytes()))
    except OSError as error:
        raise BadInputError(f"{path} can not be read: {error.strerror}") from error
    except (DocumentError, QuestionsError) as error:
        raise BadInputError(f"{path}: {error}") from error
    if not questions:
        raise BadInputError(f"{path} holds no question")
    return tuple(replace(one, language=one.language or language) for one in questions)


def sample_of(questions: Sequence[GoldenQuestion], most: int) -> list[GoldenQuestion]:
    """At most `most` of them, evenly spread over the file; the same ones every time."""
    if len(questions) <= most:
        return list(questions)
    return [questions[number * len(questions) // most] for number in range(most)]


def answer_all(
    questions: Sequence[GoldenQuestion], assistant: FolderAssistant, progress: Progress
) -> tuple[Judged, ...]:
    """Each question through the whole chain, as a call of its own; Korean if it does not say."""
    text_of = texts_in(assistant.snapshot)
    judged: list[Judged] = []
    for question in questions:
        answered = assistant.ask(question.question, question.language or Language.KOREAN)
        judged.append(judge(question, answered, text_of))
        progress(len(judged), len(questions))
    return tuple(judged)


def texts_in(snapshot: Snapshot) -> TextOf:
    """All that a snapshot holds of each document."""
    texts: dict[str, str] = {}
    for chunk in snapshot.contents().chunks:
        held = "\n".join((*chunk.place, chunk.text))
        texts[chunk.document] = f"{texts.get(chunk.document, '')}\n{held}"
    return lambda name: texts.get(name, "")


def unknown_documents(
    questions: Sequence[GoldenQuestion], known: Collection[str]
) -> tuple[str, ...]:
    """Documents that questions name and the folder does not hold: they can never be found."""
    held = {canonical_name(name) for name in known}
    named = {name for question in questions for name in question.documents}
    return tuple(sorted(name for name in named if canonical_name(name) not in held))


def search_options(answered_from: SearchOptions) -> SearchOptions:
    """Deep enough for the deepest recall, however few passages an answer is made from."""
    return replace(answered_from, top_k=max(*DEPTHS, answered_from.top_k))


def to_json(found: Evaluation, *, rows: bool) -> dict[str, Any]:
    """As `eval --json` prints it."""
    answers = answer_quality(found.judged)
    depths = sorted({*DEPTHS, found.depth})
    told: dict[str, Any] = {
        "questions": len(found.questions),
        "recall": {str(depth): _rounded(found.quality.recall_at(depth)) for depth in depths},
        "mrr": _rounded(found.quality.mrr),
        "abstained": {
            "answerable": _rounded(answers.abstained_answerable),
            "unanswerable": _rounded(answers.abstained_unanswerable),
        },
        "grounded": _rounded(answers.grounded),
        "ms": _percentiles(found),
        "searched": found.quality.questions,
        "answers": {
            "asked": answers.asked,
            "answered": answers.answered,
            "failed": answers.failed,
            "cited": _rounded(answers.cited),
            "right": _rounded(answers.right),
        },
        "unknown_documents": list(found.unknown),
        "failed": [{"name": name, "reason": reason} for name, reason in found.failed],
    }
    if found.tuning:
        told["tuning"] = _tuning(found.tuning)
    if rows:
        told["rows"] = _rows(found)
    return told


def _percentiles(found: Evaluation) -> dict[str, float | None]:
    """Of whole answers, or of the searches when nothing was answered."""
    times = [row.answer.timings_ms["total"] for row in found.judged]
    times = times or [row.milliseconds for row in found.quality.rows]
    if not times:
        return {"p50": None, "p95": None}
    middle, high = np.percentile(times, [50, 95])
    return {"p50": round(float(middle), 2), "p95": round(float(high), 2)}


def _tuning(tuning: Tuning) -> dict[str, Any]:
    return {
        "weights": [
            {
                "weight": weight,
                "recall": {str(depth): _rounded(share) for depth, share in quality.recall.items()},
                "mrr": _rounded(quality.mrr),
            }
            for weight, quality in tuning.tried
        ],
        "flat": list(tuning.flat),
        "recommended": tuning.recommended,
    }


def _rows(found: Evaluation) -> list[dict[str, Any]]:
    searched = {id(row.question): _search(row) for row in found.quality.rows}
    answered = {id(row.question): _answer(row) for row in found.judged}
    return [
        {
            "id": question.id,
            "question": question.question,
            "documents": list(question.documents),
            "answerable": question.answerable,
            "language": (question.language or Language.KOREAN).value,
            **searched.get(id(question), dict.fromkeys(("rank", "found", "search_ms"))),
            **answered.get(id(question), dict.fromkeys(_ANSWER_KEYS)),
        }
        for question in found.questions
    ]


def _search(row: Ranked) -> dict[str, Any]:
    return {"rank": row.rank, "found": list(row.found), "search_ms": round(row.milliseconds, 2)}


def _answer(row: Judged) -> dict[str, Any]:
    told = row.answer.to_json()
    answered = row.status is Status.ANSWERED
    kept = {key: told[key] for key in ("status", "reason", "text", "citations")}
    return {
        **kept,
        "grounded": row.grounded if answered else None,
        "right": row.right if answered else None,
        "ms": told["timings_ms"]["total"],
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, _DIGITS)

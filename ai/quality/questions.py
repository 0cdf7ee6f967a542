"""Golden questions: what callers ask, and which documents hold the answer."""

import json
from dataclasses import dataclass
from typing import Any, Final, cast

from ai.errors import QuestionsError

QUESTIONS_FILE: Final = "golden.jsonl"
"""Name of the file in the documents bucket. It is not a document: nobody is answered from it."""


@dataclass(frozen=True, kw_only=True)
class GoldenQuestion:
    """A question and the names of the documents of which any answers it; none answers the rest."""

    id: str
    question: str
    documents: tuple[str, ...]
    answer: str | None = None
    answerable: bool = True


def read_questions(text: str) -> tuple[GoldenQuestion, ...]:
    """One JSON object a line; QuestionsError names the first line that is wrong."""
    return tuple(
        _question(number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    )


def _question(number: int, line: str) -> GoldenQuestion:
    try:
        fields: Any = json.loads(line)
    except ValueError as error:
        raise QuestionsError(f"line {number} is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise QuestionsError(f"line {number} is no JSON object")
    given = cast("dict[str, Any]", fields)
    question, documents = given.get("question"), given.get("documents", [])
    if not isinstance(question, str) or not question.strip():
        raise QuestionsError(f'line {number} has no "question"')
    if not isinstance(documents, list) or not all(
        isinstance(name, str) for name in cast("list[object]", documents)
    ):
        raise QuestionsError(f'line {number}: "documents" must be a list of names')
    answerable = given.get("answerable", True)
    if not isinstance(answerable, bool):
        raise QuestionsError(f'line {number}: "answerable" must be true or false')
    return GoldenQuestion(
        id=str(given.get("id") or number),
        question=question,
        documents=tuple(cast("list[str]", documents)),
        answer=str(given["answer"]) if given.get("answer") is not None else None,
        answerable=answerable,
    )

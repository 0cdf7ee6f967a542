"""Golden questions: what callers ask, and which documents hold the answer."""

import json
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, cast

from ai.contract import Language
from ai.errors import QuestionsError

QUESTIONS_FILE: Final = "golden.jsonl"
"""Name of the file in the documents bucket. It is not a document: nobody is answered from it."""


@dataclass(frozen=True, kw_only=True)
class GoldenQuestion:
    """A question and the names of the documents of which any answers it; none answers the rest.

    `facts` are wordings of which a right answer says at least one; empty when nobody wrote any.
    `language` is that of question and answer; None where the line does not say.
    """

    id: str
    question: str
    documents: tuple[str, ...]
    answer: str | None = None
    answerable: bool = True
    facts: tuple[str, ...] = ()
    language: Language | None = None

    @property
    def findable(self) -> bool:
        """Whether retrieval can be held against it: some document is named for it."""
        return self.answerable and bool(self.documents)


def read_questions(text: str) -> tuple[GoldenQuestion, ...]:
    """One JSON object a line; QuestionsError names the first line that is wrong.

    Only `question` must be there. `documents` without a value names none; `answerable` without
    one is true.
    """
    # `splitlines` would also cut at U+2028 and the like, which JSON allows inside a text.
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    return tuple(
        _question(number, line) for number, line in enumerate(lines, start=1) if line.strip()
    )


def canonical_name(name: str) -> str:
    """A document's name however it was typed: composed Hangul, no leading `./`."""
    return unicodedata.normalize("NFC", name).replace("\\", "/").removeprefix("./")


def _question(number: int, line: str) -> GoldenQuestion:
    try:
        fields: Any = json.loads(line)
        # An escape may be half a character, which no service takes.
        json.dumps(fields, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise QuestionsError(f"line {number} is not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise QuestionsError(f"line {number} is no JSON object")
    given = {key: value for key, value in cast("dict[str, Any]", fields).items() if value != ""}
    question = given.get("question")
    if not isinstance(question, str) or not question.strip():
        raise QuestionsError(f'line {number} has no "question"')
    answerable = given.get("answerable")
    if answerable is not None and not isinstance(answerable, bool):
        raise QuestionsError(f'line {number}: "answerable" must be true or false')
    return GoldenQuestion(
        id=str(given["id"]) if given.get("id") is not None else str(number),
        question=question,
        documents=_texts(number, "documents", given),
        answer=str(given["answer"]) if given.get("answer") is not None else None,
        answerable=answerable is not False,
        facts=_texts(number, "must_contain", given),
        language=_language(number, given.get("language")),
    )


def _language(number: int, given: object) -> Language | None:
    if given is None:
        return None
    try:
        return Language(given)
    except ValueError as error:
        known = " or ".join(f'"{language.value}"' for language in Language)
        raise QuestionsError(f'line {number}: "language" must be {known}') from error


def _texts(number: int, key: str, given: dict[str, Any]) -> tuple[str, ...]:
    value = given.get(key)
    found: list[object] = [value] if isinstance(value, str) else value or []
    if not isinstance(value, list | str | None) or not all(isinstance(one, str) for one in found):
        raise QuestionsError(f'line {number}: "{key}" must be a list of texts')
    return tuple(cast("list[str]", found))

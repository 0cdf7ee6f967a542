"""A question to an answer, in time: retrieve, generate, ground, speak."""

import logging
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from ai.answer.generate import Generate
from ai.answer.ground import ground
from ai.answer.prompt import render
from ai.answer.retrieve import retrieve
from ai.contract import Reason, Status
from ai.deadline import Deadline, within
from ai.embedding import EmbedQuestion
from ai.errors import (
    AbstainedError,
    DeadlineError,
    KnowledgeError,
    ModelError,
    QuestionError,
)
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.logs import log_failure
from ai.model import Answer, Exchange
from ai.privacy import redact
from ai.speech.prompts import AnswerPrompts
from ai.speech.ssml import to_ssml

log = logging.getLogger(__name__)

MOST_QUESTION_CHARACTERS: Final = 1_000
"""Lex takes 1,024 characters a turn; nobody says more than this in one breath."""

RETRIEVE_SHARE: Final = 0.45
"""Of the turn, at most for retrieval: the rest must do for the model."""

SPEAK_SECONDS: Final = 0.15
"""Kept back from the model's time for grounding and speech."""


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """What answering needs. `knowledge` gives the current index, and may look for a newer one."""

    knowledge: Callable[[], KnowledgeIndex]
    embed: EmbedQuestion
    generate: Generate
    prompts: AnswerPrompts
    search: SearchOptions = field(default_factory=SearchOptions)


def answer(
    question: str, assistant: Assistant, deadline: Deadline, history: Sequence[Exchange] = ()
) -> Answer:
    """Answer a question, oldest turn of `history` first. Never raises, never blank, in time."""
    timings = _Timings()
    try:
        asked = _checked(question)
        deadline.check("retrieve")
        with timings.stage("retrieve"):
            found = within(
                deadline.share(RETRIEVE_SHARE),
                "retrieve",
                lambda: retrieve(
                    asked, history, assistant.knowledge, assistant.embed, assistant.search
                ),
            )
        with timings.stage("generate"):
            request = render(found.question, found.passages, history)
            draft = within(
                deadline.remaining() - SPEAK_SECONDS,
                "generate",
                lambda: assistant.generate(request),
            )
        with timings.stage("ground"):
            grounded = ground(draft, found.passages)
        with timings.stage("speech"):
            speech = to_ssml(grounded.text, found.index.vocabulary.readings)
        return Answer(
            status=Status.ANSWERED,
            text=grounded.text,
            speech=speech,
            citations=grounded.citations,
            timings_ms=timings.total(),
        )
    except Exception as error:  # noqa: BLE001  whatever happens, the caller hears words
        return _unanswered(error, assistant.prompts, timings.total())


def _checked(question: str) -> str:
    """The question without the caller's personal data; QuestionError when it is none."""
    asked = " ".join(question.split())
    if not any(character.isalnum() for character in asked):
        raise QuestionError(Reason.NO_QUESTION, "the question is empty")
    if len(asked) > MOST_QUESTION_CHARACTERS:
        raise QuestionError(
            Reason.QUESTION_TOO_LONG,
            f"the question has {len(asked)} characters, at most {MOST_QUESTION_CHARACTERS}",
        )
    return redact(asked)


def _unanswered(error: Exception, prompts: AnswerPrompts, timings: Mapping[str, float]) -> Answer:
    status, reason = _outcome(error)
    if status is Status.FAILED:
        log_failure(log, "turn_failed", error, reason=reason.value)
    words = prompts.for_reason(reason)
    return Answer(
        status=status, text=words, speech=to_ssml(words), reason=reason, timings_ms=timings
    )


def _outcome(error: Exception) -> tuple[Status, Reason]:
    match error:
        case QuestionError() | AbstainedError():
            return Status.ABSTAINED, error.reason
        case DeadlineError():
            return Status.FAILED, Reason.OUT_OF_TIME
        case KnowledgeError():
            return Status.FAILED, Reason.SEARCH_FAILED
        case ModelError():
            return Status.FAILED, Reason.MODEL_FAILED
        case _:
            return Status.FAILED, Reason.INTERNAL


class _Timings:
    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._ms: dict[str, float] = {
            "retrieve": 0.0,
            "generate": 0.0,
            "ground": 0.0,
            "speech": 0.0,
        }

    @contextmanager
    def stage(self, name: str) -> Generator[None]:
        begun = time.perf_counter()
        try:
            yield
        finally:
            self._ms[name] = (time.perf_counter() - begun) * 1_000

    def total(self) -> dict[str, float]:
        return {**self._ms, "total": (time.perf_counter() - self._begun) * 1_000}

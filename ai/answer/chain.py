"""A question to an answer, in time: normalise, retrieve, generate, ground, speak."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from ai.answer.generate import Generate
from ai.answer.ground import Grounded, ground
from ai.answer.outcome import Stage, outcome_of
from ai.answer.planted import without_planted
from ai.answer.progress import Progress
from ai.answer.prompt import render, render_again
from ai.answer.retrieve import Found, retrieve
from ai.answer.screen import refusal
from ai.answer.translation import ground_translated
from ai.contract import Language, Reason, Status
from ai.deadline import Deadline
from ai.embedding import EmbedQuestion
from ai.errors import (
    AbstainedError,
    AssistantError,
    DeadlineError,
    ModelError,
    QuestionError,
    UngroundedError,
)
from ai.index.knowledge import KnowledgeIndex, SearchOptions
from ai.logs import log_failure
from ai.model import Answer, Exchange, Passage
from ai.privacy import redact
from ai.speech.pages import spoken_pages
from ai.speech.ssml import to_ssml

log = logging.getLogger(__name__)

MOST_QUESTION_CHARACTERS: Final = 1_000
"""Lex takes 1,024 characters a turn; nobody says more than this in one breath."""

RETRIEVE_SHARE: Final = 0.45
"""Of the turn, at most for retrieval: the rest must do for the model."""

SPEAK_SECONDS: Final = 0.15
"""Kept back from the model's time for grounding and speech."""

LEAST_AGAIN_SECONDS: Final = 1.0
"""No second draft is asked for with less time than this: it would not come."""


class Words(Protocol):
    """What is said, or written, where there is no answer."""

    def for_reason(self, reason: Reason, /) -> str:
        """A sentence or two."""
        ...


@dataclass(frozen=True, kw_only=True)
class Assistant:
    """What answering needs. `knowledge` gives the current index, and may look for a newer one.

    `prompts` has words for every language that is asked in.
    With `redact_input` the models never see the caller's personal data.
    """

    knowledge: Callable[[], KnowledgeIndex]
    embed: EmbedQuestion
    generate: Generate
    prompts: Mapping[Language, Words]
    search: SearchOptions = field(default_factory=SearchOptions)
    redact_input: bool = True


@dataclass(frozen=True, kw_only=True)
class _Turn:
    """What every stage of one turn has at hand."""

    assistant: Assistant
    deadline: Deadline
    history: Sequence[Exchange]
    language: Language
    progress: Progress


def answer(
    question: str,
    assistant: Assistant,
    deadline: Deadline,
    history: Sequence[Exchange] = (),
    language: Language = Language.KOREAN,
) -> Answer:
    """Answer a question in its language, oldest turn of `history` first.

    Never raises, never blank, in time.
    """
    progress = Progress()
    turn = _Turn(
        assistant=assistant,
        deadline=deadline,
        history=history,
        language=language,
        progress=progress,
    )
    try:
        asked = _normalised(question, assistant)
        deadline.check("retrieve")
        with progress.timed("retrieve"):
            found = _retrieved(asked, turn)
            progress.nearest = found.passages[0].chunk.document if found.passages else ""
        with progress.timed("generate", Stage.GENERATE):
            grounded = _drafted(found, turn)
        with progress.timed("speech", Stage.SPEAK):
            pages = _spoken(grounded, found, language)
        return _answered(grounded, pages, progress)
    except Exception as error:  # noqa: BLE001  whatever happens, the caller hears words
        return _unanswered(error, turn)


def _normalised(question: str, assistant: Assistant) -> str:
    """The question as it may be looked up; QuestionError when it is none, or none for us."""
    asked = " ".join(question.split())
    if not any(character.isalnum() for character in asked):
        raise QuestionError(Reason.NO_QUESTION, "the question is empty")
    if len(asked) > MOST_QUESTION_CHARACTERS:
        raise QuestionError(
            Reason.QUESTION_TOO_LONG,
            f"the question has {len(asked)} characters, at most {MOST_QUESTION_CHARACTERS}",
        )
    refused = refusal(asked)
    if refused:
        raise QuestionError(refused, "the question is not one for the documents")
    return redact(asked) if assistant.redact_input else asked


def _retrieved(asked: str, turn: _Turn) -> Found:
    """The passages, but for those that speak to the model instead of to readers."""
    assistant, progress = turn.assistant, turn.progress
    found = turn.deadline.run(
        "retrieve",
        turn.deadline.share(RETRIEVE_SHARE),
        lambda: retrieve(
            asked,
            turn.history,
            progress.loading(assistant.knowledge),
            progress.embedding(assistant.embed),
            assistant.search,
        ),
    )
    clean = without_planted(found.passages)
    refused = {passage.chunk.document for passage in found.passages if passage not in clean}
    progress.refused_passages = len(found.passages) - len(clean)
    if refused:
        extra = {"event": "passage_gives_orders", "documents": sorted(refused)}
        log.warning("passage_gives_orders", extra=extra)
    if not clean:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, "every passage gives the model orders")
    return Found(index=found.index, question=found.question, passages=clean)


def _drafted(found: Found, turn: _Turn) -> Grounded:
    """The model's draft if the passages hold it; else a second, cheaper one if there is time."""
    deadline, language, generate = turn.deadline, turn.language, turn.assistant.generate
    request = render(found.question, found.passages, turn.history, language)
    before = deadline.remaining()
    draft = deadline.run("generate", before - SPEAK_SECONDS, lambda: generate(request))
    took = before - deadline.remaining()
    try:
        with turn.progress.timed("ground"):
            return _grounded(draft, found.passages, found, language)
    except UngroundedError as error:
        left = deadline.remaining() - SPEAK_SECONDS
        if left < max(LEAST_AGAIN_SECONDS, took):
            raise
        again, fewer = render_again(found.question, found.passages, draft, error.claims, language)
        try:
            draft = deadline.run("generate", left, lambda: generate(again))
        except (ModelError, DeadlineError) as fault:
            log_failure(log, "second_draft_failed", fault)
            raise error from None
        return _grounded(draft, fewer, found, language)


def _grounded(
    draft: str, passages: Sequence[Passage], found: Found, language: Language
) -> Grounded:
    rewrite = found.index.vocabulary.rewrite
    if language is Language.KOREAN:
        return ground(draft, passages, rewrite, found.question)
    return ground_translated(draft, passages, rewrite, found.question)


def _spoken(grounded: Grounded, found: Found, language: Language) -> tuple[str, ...]:
    pages = spoken_pages(grounded.text, found.index.vocabulary.readings, language)
    if not pages:
        raise AssistantError("the answer has nothing that can be spoken")
    return pages


def _answered(grounded: Grounded, pages: Sequence[str], progress: Progress) -> Answer:
    speech, *more = pages
    return Answer(
        status=Status.ANSWERED,
        text=grounded.text,
        speech=speech,
        more=tuple(more),
        citations=grounded.citations,
        refused_passages=progress.refused_passages,
        by_words=progress.by_words,
        timings_ms=progress.milliseconds(),
        original=grounded.original,
    )


def _unanswered(error: Exception, turn: _Turn) -> Answer:
    progress = turn.progress
    status, reason = outcome_of(error, progress.stage)
    if status is Status.FAILED:
        log_failure(log, "turn_failed", error, reason=reason.value, stage=progress.stage.value)
    words = turn.assistant.prompts[turn.language].for_reason(reason)
    return Answer(
        status=status,
        text=words,
        speech=to_ssml(words, language=turn.language),
        reason=reason,
        nearest=progress.nearest,
        refused_passages=progress.refused_passages,
        by_words=progress.by_words,
        timings_ms=progress.milliseconds(),
    )

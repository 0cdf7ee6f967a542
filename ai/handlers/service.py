"""What both ways into the answer function share: history, chain, storing the turn."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from ai.answer.chain import Assistant, answer
from ai.answer.generate import bedrock_chat, chat_generator
from ai.answer.prompt import instructions
from ai.answer.translation import as_drafted
from ai.clients import AnswerClients
from ai.contract import Language, Metric, Reason, Status
from ai.deadline import Deadline, within
from ai.embedding import bedrock_embeddings, question_embedder
from ai.handlers.contacts import Contacts
from ai.handlers.index_kind import index_opener
from ai.index.cache import SnapshotCache
from ai.index.knowledge import SearchOptions
from ai.index.store import SnapshotStore
from ai.logs import configure, log_failure
from ai.metrics import Metrics
from ai.model import Answer, Exchange, Turn
from ai.privacy import redact
from ai.settings import AnswerSettings
from ai.speech.prompts import AnswerPrompts, load_all_prompts

log = logging.getLogger(__name__)

T = TypeVar("T")

HISTORY_SHARE: Final = 0.15
"""Of the turn, at most for reading the contact's earlier turns."""

_LONGEST_KEPT: Final = 1_000
"""Characters of a question that are kept."""

STORE_SECONDS: Final = 0.4
"""At most for storing a turn after it was answered; part of what Connect's 8 s leave over 7."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An answer, and the contact's last turns with this one, oldest first."""

    answer: Answer
    turns: tuple[Turn, ...]


@dataclass(frozen=True, kw_only=True)
class AnswerService:
    """Everything a turn needs, made once per process. `turn_seconds` bounds one turn.

    `prompts` are the sentences that callers hear around answers, by language.
    """

    assistant: Assistant
    prompts: Mapping[Language, AnswerPrompts]
    contacts: Contacts
    metrics: Metrics
    turn_seconds: float

    def ask(
        self,
        question: str,
        contact_id: str,
        deadline: Deadline,
        language: Language = Language.KOREAN,
    ) -> Asked:
        """Answer and keep the turn. Without a contact there is no history, and nothing is kept.

        `language` is that of the question and of the answer, whatever the documents are in.
        An event that is brought again gets the answer of the first time.
        """
        earlier = self._earlier(contact_id, deadline) if question.strip() else ()
        kept = redact(question)[:_LONGEST_KEPT]
        if earlier and self.contacts.is_repeated(kept, earlier[-1]):
            log.info("turn_repeated", extra={"event": "turn_repeated", "contact_id": contact_id})
            return Asked(answer=earlier[-1].answer, turns=earlier)
        history = tuple(_exchange(turn) for turn in earlier)
        answered = answer(question, self.assistant, deadline, history, language)
        _log_turn(contact_id, answered, language)
        self.metrics.send(_measured(answered, deadline), outcome=answered.status.value)
        if answered.reason is Reason.NO_QUESTION:
            return Asked(answer=answered, turns=earlier)
        turn = Turn(
            contact_id=contact_id,
            at=self.contacts.timestamp(),
            question=kept,
            answer=answered,
        )
        if contact_id:
            self._tried(
                "turn_unstored",
                lambda: within(STORE_SECONDS, "store", lambda: self.contacts.add(turn)),
                otherwise=None,
            )
        return Asked(answer=answered, turns=(*earlier, turn))

    def _earlier(self, contact_id: str, deadline: Deadline) -> tuple[Turn, ...]:
        if not contact_id:
            return ()
        return self._tried(
            "history_unread",
            lambda: within(
                deadline.share(HISTORY_SHARE),
                "history",
                lambda: self.contacts.earlier(contact_id),
            ),
            otherwise=(),
        )

    def _tried(self, event: str, work: Callable[[], T], otherwise: T) -> T:
        """The result of something a caller must not wait for or suffer from; failing is logged."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001
            log_failure(log, event, error)
            return otherwise


def _exchange(turn: Turn) -> Exchange:
    answered = turn.answer.status is Status.ANSWERED
    return Exchange(question=turn.question, answer=as_drafted(turn.answer) if answered else None)


def _measured(answered: Answer, deadline: Deadline) -> dict[Metric, float]:
    """A turn in figures. Nothing streams, so its first word comes with its last."""
    whole = (deadline.seconds - deadline.remaining()) * 1_000
    stages = {Metric.RETRIEVE: "retrieve", Metric.GENERATE: "generate"}
    reached = {
        metric: milliseconds
        for metric, stage in stages.items()
        if (milliseconds := answered.timings_ms.get(stage, 0.0))
    }
    refused = answered.refused_passages
    return {
        Metric.ANSWERS: 1,
        Metric.TURN: whole,
        Metric.FIRST_WORD: whole,
        **reached,
        **({Metric.PASSAGES_REFUSED: refused} if refused else {}),
        **({Metric.SEARCHED_BY_WORDS: 1} if answered.by_words else {}),
    }


def _log_turn(contact_id: str, answered: Answer, language: Language) -> None:
    """What happened, without a word of what was said."""
    log.info(
        "turn",
        extra={
            "event": "turn",
            "contact_id": contact_id,
            "status": answered.status.value,
            "reason": answered.reason.value if answered.reason else None,
            "timings_ms": {name: round(ms, 1) for name, ms in answered.timings_ms.items()},
            "sources": [citation.document for citation in answered.citations],
            "scores": [round(citation.score, 3) for citation in answered.citations],
            "by_words": answered.by_words,
            "language": language.value,
            "instructions": instructions(language).version,
        },
    )


@cache
def answer_service() -> AnswerService:
    """The service as the environment describes it; SettingsError when that is wrong."""
    settings = AnswerSettings.from_env()
    configure(settings.models.log_level)
    clients = AnswerClients(settings.models.region, settings.turn_seconds)
    embeddings = bedrock_embeddings(
        clients.embedding, settings.models.embedding_model, settings.models.embedding_dimensions
    )
    chat = bedrock_chat(
        clients.generation,
        settings.answer_model,
        settings.answer_base_model,
        settings.guardrail,
    )
    store = SnapshotStore(clients.s3, settings.index_bucket)
    prompts = load_all_prompts(settings.prompts_folder)
    return AnswerService(
        prompts=prompts,
        assistant=Assistant(
            knowledge=SnapshotCache(
                store, settings.snapshot_seconds, opener=index_opener(settings, clients, store)
            ).current,
            embed=question_embedder(embeddings),
            generate=chat_generator(chat, cache_instructions=settings.cache_instructions),
            prompts=prompts,
            search=SearchOptions(
                top_k=settings.top_k,
                dense_weight=settings.dense_weight,
                min_score=settings.min_score,
            ),
            redact_input=settings.redact_model_input,
        ),
        contacts=Contacts(clients.dynamodb, settings.contacts_table, settings.contact_ttl_days),
        metrics=Metrics(settings.models.stack),
        turn_seconds=settings.turn_seconds,
    )

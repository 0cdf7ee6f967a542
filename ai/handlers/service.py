"""What both ways into the answer function share: history, chain, storing the turn."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeVar

from ai.answer.chain import Assistant, answer
from ai.answer.generate import bedrock_chat, chat_generator
from ai.answer.prompt import instructions
from ai.clients import AnswerClients
from ai.contract import Reason
from ai.deadline import Deadline, within
from ai.embedding import bedrock_embeddings, question_embedder
from ai.handlers.contacts import Contacts
from ai.index.cache import SnapshotCache
from ai.index.knowledge import SearchOptions
from ai.index.store import SnapshotStore
from ai.logs import configure, log_failure
from ai.model import Answer, Exchange, Turn
from ai.privacy import redact
from ai.settings import AnswerSettings
from ai.speech.prompts import AnswerPrompts, load_prompts

log = logging.getLogger(__name__)

T = TypeVar("T")

HISTORY_SHARE: Final = 0.15
"""Of the turn, at most for reading the contact's earlier turns."""

STORE_SECONDS: Final = 0.4
"""At most for storing a turn after it was answered; part of what Connect's 8 s leave over 7."""


@dataclass(frozen=True, kw_only=True)
class AnswerService:
    """Everything a turn needs, made once per process. `turn_seconds` bounds one turn."""

    assistant: Assistant
    contacts: Contacts
    turn_seconds: float

    @property
    def prompts(self) -> AnswerPrompts:
        """The sentences around answers."""
        return self.assistant.prompts

    def ask(self, question: str, contact_id: str, deadline: Deadline) -> Answer:
        """Answer and keep the turn. Without a contact there is no history, and nothing is kept."""
        history: tuple[Exchange, ...] = ()
        if contact_id and question.strip():
            history = self._tried(
                "history_unread",
                lambda: within(
                    deadline.share(HISTORY_SHARE),
                    "history",
                    lambda: self.contacts.earlier(contact_id),
                ),
                otherwise=(),
            )
        answered = answer(question, self.assistant, deadline, history)
        _log_turn(contact_id, answered)
        if contact_id and answered.reason is not Reason.NO_QUESTION:
            turn = Turn(
                contact_id=contact_id,
                at=self.contacts.timestamp(),
                question=redact(question)[:1_000],
                answer=answered,
            )
            self._tried(
                "turn_unstored",
                lambda: within(STORE_SECONDS, "store", lambda: self.contacts.add(turn)),
                otherwise=None,
            )
        return answered

    def _tried(self, event: str, work: Callable[[], T], otherwise: T) -> T:
        """The result of something a caller must not wait for or suffer from; failing is logged."""
        try:
            return work()
        except Exception as error:  # noqa: BLE001
            log_failure(log, event, error)
            return otherwise


def _log_turn(contact_id: str, answered: Answer) -> None:
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
            "instructions": instructions().version,
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
    chat = bedrock_chat(clients.generation, settings.answer_model, settings.answer_base_model)
    store = SnapshotStore(clients.s3, settings.index_bucket)
    return AnswerService(
        assistant=Assistant(
            knowledge=SnapshotCache(store, settings.snapshot_seconds).current,
            embed=question_embedder(embeddings),
            generate=chat_generator(chat),
            prompts=load_prompts(settings.prompts_file),
            search=SearchOptions(
                top_k=settings.top_k,
                dense_weight=settings.dense_weight,
                min_score=settings.min_score,
            ),
        ),
        contacts=Contacts(clients.dynamodb, settings.contacts_table, settings.contact_ttl_days),
        turn_seconds=settings.turn_seconds,
    )

"""What answering takes, for every function that does it: settings, and the calls it makes."""

from dataclasses import dataclass

import pulumi

from infra.assistant.bedrock import guardrail_environment, may_guard, may_invoke
from infra.assistant.contacts import Contacts
from infra.assistant.documents import Documents
from infra.assistant.vectors import VectorStore
from infra.config import StackConfig
from infra.function import FunctionFamily
from infra.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Answering:
    """`family` is of those functions. `vectors` are there for index kind `s3-vectors`."""

    family: FunctionFamily
    config: StackConfig
    documents: Documents
    vectors: VectorStore | None
    contacts: Contacts

    def environment(self) -> dict[str, pulumi.Input[str]]:
        """All that `AnswerSettings` reads, but for what every function is told."""
        config = self.config
        return {
            "INDEX_BUCKET": self.documents.index.name,
            "CONTACTS_TABLE": self.contacts.name,
            "EMBEDDING_MODEL": config.knowledge.embedding_model,
            "EMBEDDING_DIMENSIONS": str(config.knowledge.embedding_dimensions),
            "ANSWER_MODEL": config.answers.answer_model,
            "DENSE_WEIGHT": config.answers.dense_weight,
            "MIN_SCORE": config.answers.min_score,
            "REDACT_MODEL_INPUT": str(config.answers.redact_model_input).lower(),
            "CACHE_INSTRUCTIONS": str(config.answers.cache_instructions).lower(),
            **guardrail_environment(config.answers.guardrail),
            "TURN_SECONDS": str(config.answers.turn_seconds),
            "CONTACT_TTL_DAYS": str(config.contact_retention_days),
            **(self.vectors.environment() if self.vectors else {}),
        }

    def permissions(self) -> list[Permission]:
        """Read the index, embed, generate, and keep the turn."""
        config, deployment = self.config, self.family.place.deployment
        return [
            *self.documents.read_index(),
            *(self.vectors.search() if self.vectors else []),
            may_invoke(deployment, "Embed", config.knowledge.embedding_model),
            may_invoke(deployment, "Generate", config.answers.answer_model),
            *may_guard(deployment, config.answers.guardrail),
            *self.contacts.keep_turns(),
        ]

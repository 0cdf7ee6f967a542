"""What answering takes, for every function that does it: settings, and the calls it makes."""

from dataclasses import dataclass

import pulumi

from infra.assistant.bedrock import guardrail_environment, may_guard, may_invoke
from infra.assistant.contacts import Contacts
from infra.assistant.documents import Documents
from infra.assistant.vectors import VectorStore
from infra.config import StackConfig
from infra.deployment import Deployment
from infra.key import DataKey
from infra.network import Network
from infra.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class Answering:
    """`code` is the archive; `key` encrypts logs. `vectors` are there for index kind `s3-vectors`.

    The functions run in `network` where there is one.
    """

    deployment: Deployment
    config: StackConfig
    documents: Documents
    vectors: VectorStore | None
    contacts: Contacts
    key: DataKey
    code: pulumi.Archive
    network: Network | None

    def environment(self) -> dict[str, pulumi.Input[str]]:
        """All that `AnswerSettings` reads."""
        config = self.config
        return {
            "INDEX_BUCKET": self.documents.index.name,
            "CONTACTS_TABLE": self.contacts.name,
            "EMBEDDING_MODEL": config.embedding_model,
            "EMBEDDING_DIMENSIONS": str(config.embedding_dimensions),
            "ANSWER_MODEL": config.answer_model,
            "DENSE_WEIGHT": config.dense_weight,
            "MIN_SCORE": config.min_score,
            "REDACT_MODEL_INPUT": str(config.redact_model_input).lower(),
            "CACHE_INSTRUCTIONS": str(config.cache_instructions).lower(),
            **guardrail_environment(config.guardrail),
            "TURN_SECONDS": str(config.turn_seconds),
            "CONTACT_TTL_DAYS": str(config.contact_retention_days),
            "LOG_LEVEL": config.log_level,
            **(self.vectors.environment() if self.vectors else {}),
        }

    def permissions(self) -> list[Permission]:
        """Read the index, embed, generate, and keep the turn."""
        config = self.config
        return [
            *self.documents.read_index(),
            *(self.vectors.search() if self.vectors else []),
            may_invoke(self.deployment, "Embed", config.embedding_model),
            may_invoke(self.deployment, "Generate", config.answer_model),
            *may_guard(self.deployment, config.guardrail),
            *self.contacts.keep_turns(),
        ]

"""What the assistant's functions are told by their environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from ai.environment import EnvironmentReader
from ai.errors import SettingsError

_DEFAULT_PROMPTS: Final = Path(__file__).resolve().parent.parent
"""The archive holds the prompts files next to the `ai` package."""


@dataclass(frozen=True, kw_only=True)
class ModelSettings:
    """Region and models; `embedding_dimensions` must be what the index is built with.

    `stack` is the stack's name, by which metrics are told apart.
    """

    region: str
    embedding_model: str
    embedding_dimensions: int
    log_level: str
    stack: str


@dataclass(frozen=True, kw_only=True)
class VectorSettings:
    """Of index kind `s3-vectors`: the vector bucket, and how its indexes' names begin."""

    bucket: str
    index: str


@dataclass(frozen=True, kw_only=True)
class GuardrailSettings:
    """A Bedrock guardrail that checks questions and drafts."""

    identifier: str
    version: str


@dataclass(frozen=True, kw_only=True)
class AnswerSettings:
    """Of the answer function.

    `turn_seconds` bounds one turn, below Connect's 8. `min_score` is the lowest cosine a passage
    may have; 0 leaves abstaining to the model. `answer_base_model` names the foundation model
    behind an application inference profile. With `cache_instructions` Bedrock keeps them between
    calls, where the model can. Without `redact_model_input` the models see what callers said, with
    their personal data; logs and tables never do.
    """

    models: ModelSettings
    index_bucket: str
    contacts_table: str
    answer_model: str
    answer_base_model: str | None
    turn_seconds: float
    top_k: int
    dense_weight: float
    min_score: float
    snapshot_seconds: float
    contact_ttl_days: int
    prompts_folder: Path
    redact_model_input: bool = True
    cache_instructions: bool = False
    guardrail: GuardrailSettings | None = None
    vectors: VectorSettings | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        settings = cls(
            models=_models(read),
            index_bucket=read.text("INDEX_BUCKET"),
            contacts_table=read.text("CONTACTS_TABLE"),
            answer_model=read.text("ANSWER_MODEL"),
            answer_base_model=read.optional("ANSWER_BASE_MODEL"),
            turn_seconds=read.number("TURN_SECONDS", float, 7.0, 1.0, 29.0),
            top_k=read.number("TOP_K", int, 5, 1, 20),
            dense_weight=read.number("DENSE_WEIGHT", float, 0.7, 0.0, 1.0),
            min_score=read.number("MIN_SCORE", float, 0.0, 0.0, 1.0),
            snapshot_seconds=read.number("SNAPSHOT_SECONDS", float, 2.0, 0.0, 3_600.0),
            contact_ttl_days=read.number("CONTACT_TTL_DAYS", int, 90, 1, 3_650),
            prompts_folder=Path(read.optional("PROMPTS_FOLDER") or _DEFAULT_PROMPTS),
            redact_model_input=read.flag("REDACT_MODEL_INPUT", default=True),
            cache_instructions=read.flag("CACHE_INSTRUCTIONS", default=False),
            guardrail=_guardrail(read),
            vectors=_vectors(read),
        )
        if "application-inference-profile" in settings.answer_model and not (
            settings.answer_base_model
        ):
            raise SettingsError(
                "ANSWER_MODEL is an application inference profile: "
                "set ANSWER_BASE_MODEL to the foundation model behind it"
            )
        return settings


@dataclass(frozen=True, kw_only=True)
class IngestSettings:
    """Of the ingest function.

    `gate_floor` and `gate_regression` are shares of the golden questions. `queue_url` is where a
    build that ran out of time asks to be continued; None where nobody listens.
    """

    models: ModelSettings
    documents_bucket: str
    index_bucket: str
    report_topic_arn: str
    queue_url: str | None
    gate_floor: float
    gate_regression: float
    dense_weight: float
    snapshots_kept: int
    embeddings_per_second: float
    vectors: VectorSettings | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        return cls(
            models=_models(read),
            documents_bucket=read.text("DOCUMENTS_BUCKET"),
            index_bucket=read.text("INDEX_BUCKET"),
            report_topic_arn=read.text("REPORT_TOPIC_ARN"),
            queue_url=read.optional("INGEST_QUEUE_URL"),
            gate_floor=read.number("GATE_FLOOR", float, 0.6, 0.0, 1.0),
            gate_regression=read.number("GATE_REGRESSION", float, 0.02, 0.0, 1.0),
            dense_weight=read.number("DENSE_WEIGHT", float, 0.7, 0.0, 1.0),
            snapshots_kept=read.number("SNAPSHOTS_KEPT", int, 10, 2, 1_000),
            embeddings_per_second=read.number("EMBEDDINGS_PER_SECOND", float, 30.0, 0.1, 10_000.0),
            vectors=_vectors(read),
        )


def _vectors(read: EnvironmentReader) -> VectorSettings | None:
    """None for index kind `snapshot`, which needs nothing but the index bucket."""
    if read.choice("INDEX_KIND", "SNAPSHOT", ("SNAPSHOT", "S3-VECTORS")) == "SNAPSHOT":
        return None
    return VectorSettings(bucket=read.text("VECTOR_BUCKET"), index=read.text("VECTOR_INDEX"))


def _guardrail(read: EnvironmentReader) -> GuardrailSettings | None:
    identifier = read.optional("GUARDRAIL_ID")
    if identifier is None:
        return None
    return GuardrailSettings(identifier=identifier, version=read.text("GUARDRAIL_VERSION"))


def _models(read: EnvironmentReader) -> ModelSettings:
    return ModelSettings(
        region=read.region(),
        embedding_model=read.text("EMBEDDING_MODEL"),
        embedding_dimensions=read.number("EMBEDDING_DIMENSIONS", int, 512, 1, 4_096),
        log_level=read.log_level(),
        stack=read.stack(),
    )

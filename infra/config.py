"""The stack's configuration. The only reader of `pulumi.Config`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

import pulumi
from pulumi.runtime import config as given

from infra.config_callbacks import CallbackConfig, callback_settings
from infra.config_chat import ChatConfig, chat_settings
from infra.config_connect import PIN, contact_center_values
from infra.config_reader import ConfigError, ConfigReader
from infra.config_security import security_values
from infra.holidays import ClosedSpell, closed_spells
from infra.hours import OpenDay, is_always
from infra.models import ALLOWED as MODELS_ALLOWED
from infra.models import GUARDRAIL, GUARDRAIL_ALLOWED, parse_model
from infra.people import Person
from infra.phone_number import NumberChoice
from infra.watch_config import watch_settings

NAMESPACE: Final = "saltware-contact-center"

LOG_RETENTION_DAYS: Final = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip
"""What CloudWatch Logs accepts (PutRetentionPolicy)."""

EMBEDDING_DIMENSIONS: Final = (256, 512, 1024)
"""What Titan Text Embeddings V2 offers."""

LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
SNAPSHOT: Final = "snapshot"
S3_VECTORS: Final = "s3-vectors"
INDEX_KINDS: Final = (SNAPSHOT, S3_VECTORS)
"""What callers are answered from: one file in memory, or Amazon S3 Vectors."""

FUNCTION_TARGETS: Final = ("lambda", "build-host")
_REGION_PATTERN = r"[a-z]{2}(?:-[a-z]+)+-\d"
_DASHBOARD_PATTERN = r"[0-9A-Za-z_-]{1,255}"


@dataclass(frozen=True, kw_only=True)
class StackConfig:
    """Everything in which stacks may differ; Pulumi.yaml says it for people, key by key."""

    project: str
    stack: str
    region: str
    profile: str | None
    instance_alias: str
    hours: tuple[OpenDay, ...]
    time_zone: str
    holidays: bool
    holidays_from: int
    closed_days: tuple[date, ...]
    language: str
    voice: str
    phone_number: NumberChoice
    users: tuple[Person, ...]
    caller_verification: str
    recording_days: int
    contact_rules: bool
    bot_logs: bool
    index: str
    embedding_model: str
    embedding_dimensions: int
    answer_model: str
    dense_weight: str
    min_score: str
    redact_model_input: bool
    cache_instructions: bool
    guardrail: str
    turn_seconds: int
    answer_memory_mb: int
    answer_concurrency: int
    ingest_memory_mb: int
    ingest_seconds: int
    gate_floor: int
    gate_regression: int
    snapshots_kept: int
    embeddings_per_second: int
    alert_emails: tuple[str, ...]
    report_emails: tuple[str, ...]
    longest_wait_seconds: int
    missed_calls: int
    log_level: str
    log_retention_days: int
    contact_retention_days: int
    document_version_days: int
    protect: bool
    documents_key: bool
    vpc: bool
    vpc_zones: tuple[str, ...]
    function_target: str
    snap_start: bool
    dashboard_name: str
    watch: str
    waiting_callers: int
    abandoned_calls: int
    concurrent_calls: int
    answer_failure_percent: int
    stale_index_hours: int
    runbooks: str
    monthly_budget_krw: int
    krw_per_usd: int
    callbacks: CallbackConfig
    chat: ChatConfig

    @property
    def counts_holidays(self) -> bool:
        """Whether nobody answers on public holidays: around the clock means on holidays too."""
        return self.holidays and not is_always(self.hours)

    @property
    def verifies(self) -> bool:
        """Whether known callers are asked for their PIN."""
        return self.caller_verification == PIN

    def closed_spells(self) -> tuple[ClosedSpell, ...]:
        """Days on which nobody answers.

        Raises:
            ConfigError: more than Connect takes.
        """
        try:
            return closed_spells(
                holidays_from=self.holidays_from if self.counts_holidays else None,
                closed_days=self.closed_days,
            )
        except ValueError as error:
            raise ConfigError(f"{NAMESPACE}:closedDays: {error}") from None

    @classmethod
    def load(cls) -> "StackConfig":
        """The configuration of the stack that is being deployed.

        Raises:
            ConfigError: it is not for the Pulumi CLI, or a key is wrong, missing or unknown; the
                message has one sentence for each.
        """
        values = _given_values()
        if values.get("deployedBy") == "callcenter":
            raise ConfigError(
                f"stack '{pulumi.get_stack()}' is deployed with `callcenter up`, "
                "not with the Pulumi CLI"
            )
        region = pulumi.Config("aws").get("region")
        return cls.parse(
            values,
            project=pulumi.get_project(),
            stack=pulumi.get_stack(),
            region=region or "ap-northeast-2",
            profile=pulumi.Config("aws").get("profile"),
        )

    @classmethod
    def parse(
        cls,
        values: Mapping[str, str],
        *,
        project: str,
        stack: str,
        region: str,
        profile: str | None = None,
    ) -> "StackConfig":
        """The same from plain strings, as `pulumi config` keeps them (lists are JSON)."""
        read = ConfigReader(NAMESPACE, values)
        aws = ConfigReader("aws", {"region": region})
        read.choice("deployedBy", "pulumi", ("pulumi", "callcenter"))
        config = cls(
            project=project,
            stack=stack,
            region=aws.text("region", None, _REGION_PATTERN, "a Region such as ap-northeast-2"),
            profile=profile,
            **contact_center_values(read),
            **_assistant(read),
            **_operations(read),
            **security_values(read),
            **watch_settings(read),
            callbacks=callback_settings(read),
            chat=chat_settings(read),
        )
        aws.finish()
        read.finish()
        return config


def _given_values() -> dict[str, str]:
    # `pulumi.Config` can ask for a key, but not tell which keys there are.
    keys = cast("Mapping[str, Any]", {**given.get_config_env(), **given.CONFIG.get()})
    config = pulumi.Config(NAMESPACE)
    names = [key.removeprefix(f"{NAMESPACE}:") for key in keys if key.startswith(f"{NAMESPACE}:")]
    return {name: str(config.require(name)) for name in names}


def _assistant(read: ConfigReader) -> dict[str, Any]:
    return {
        "index": read.choice("index", SNAPSHOT, INDEX_KINDS),
        "embedding_model": read.parsed(
            "embeddingModel", "amazon.titan-embed-text-v2:0", _model_id, MODELS_ALLOWED
        ),
        "embedding_dimensions": read.number_of("embeddingDimensions", 512, EMBEDDING_DIMENSIONS),
        "answer_model": read.parsed(
            "answerModel",
            "global.anthropic.claude-haiku-4-5-20251001-v1:0",
            _model_id,
            MODELS_ALLOWED,
        ),
        "dense_weight": read.text(
            "denseWeight", "0.7", r"(?:0(?:\.\d{1,2})?|1(?:\.0)?)", "a share from 0 to 1"
        ),
        "min_score": read.text("minScore", "0", r"0(?:\.\d{1,4})?", "a cosine such as 0.805"),
        "redact_model_input": read.flag("redactModelInput", default=True),
        "cache_instructions": read.flag("cacheInstructions", default=False),
        "guardrail": read.text("guardrail", "", GUARDRAIL, GUARDRAIL_ALLOWED),
        "turn_seconds": read.number("turnSeconds", 7, 3, 25),
        "answer_memory_mb": read.number("answerMemoryMb", 1024, 512, 10240),
        "answer_concurrency": read.number("answerConcurrency", 0, 0, 1000),
        "ingest_memory_mb": read.number("ingestMemoryMb", 2048, 512, 10240),
        "ingest_seconds": read.number("ingestSeconds", 300, 30, 900),
        "gate_floor": read.number("gateFloor", 60, 0, 100),
        "gate_regression": read.number("gateRegression", 2, 0, 100),
        "snapshots_kept": read.number("snapshotsKept", 10, 2, 100),
        "embeddings_per_second": read.number("embeddingsPerSecond", 30, 1, 1000),
        "contact_retention_days": read.number("contactRetentionDays", 90, 1, 3650),
        "document_version_days": read.number("documentVersionDays", 90, 1, 3650),
        "report_emails": read.emails("reportEmails"),
    }


def _operations(read: ConfigReader) -> dict[str, Any]:
    return {
        "alert_emails": read.emails("alertEmails"),
        "log_level": read.choice("logLevel", "INFO", LOG_LEVELS),
        "log_retention_days": read.number_of("logRetentionDays", 30, LOG_RETENTION_DAYS),
        "protect": read.flag("protect", default=False),
        "function_target": read.choice("functionTarget", "lambda", FUNCTION_TARGETS),
        "snap_start": read.flag("snapStart", default=True),
        "dashboard_name": read.text(
            "dashboardName",
            "Saltware-Contact-Center-Dashboard",
            _DASHBOARD_PATTERN,
            "1 to 255 letters, digits, hyphens and underscores",
        ),
    }


def _model_id(text: str) -> str:
    return parse_model(text).id

"""The stack's configuration. The only reader of `pulumi.Config`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from zoneinfo import available_timezones

import pulumi
from pulumi.runtime import config as given

from infra.config_reader import ConfigError, ConfigReader
from infra.hours import ALLOWED as HOURS_ALLOWED
from infra.hours import ALWAYS, OpenDay, parse_hours
from infra.models import ALLOWED as MODELS_ALLOWED
from infra.models import parse_model

NAMESPACE: Final = "saltware-contact-center"

LOG_RETENTION_DAYS: Final = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip
"""What CloudWatch Logs accepts (PutRetentionPolicy)."""

EMBEDDING_DIMENSIONS: Final = (256, 512, 1024)
"""What Titan Text Embeddings V2 offers."""

LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
FUNCTION_TARGETS: Final = ("lambda", "build-host")
VOICES: Final = ("Seoyeon", "Jihye")
LANGUAGES: Final = ("ko-KR",)
"""Those for which `flows` has prompts."""

# The alias becomes https://<alias>.my.connect.aws; Connect's CreateInstance API sets its form.
_ALIAS_PATTERN = r"(?!d-)[\da-zA-Z]+(?:-*[\da-zA-Z])*"
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
    language: str
    voice: str
    embedding_model: str
    embedding_dimensions: int
    answer_model: str
    turn_seconds: int
    answer_memory_mb: int
    answer_concurrency: int
    ingest_memory_mb: int
    ingest_seconds: int
    alert_emails: tuple[str, ...]
    report_emails: tuple[str, ...]
    longest_wait_seconds: int
    missed_calls: int
    log_level: str
    log_retention_days: int
    contact_retention_days: int
    document_version_days: int
    protect: bool
    function_target: str
    snap_start: bool
    dashboard_name: str

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
            **_contact_center(read),
            **_assistant(read),
            **_operations(read),
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


def _contact_center(read: ConfigReader) -> dict[str, Any]:
    return {
        "instance_alias": read.text(
            "instanceAlias",
            None,
            rf"(?=.{{1,45}}\Z){_ALIAS_PATTERN}",
            "1 to 45 letters, digits and inner hyphens that no other account uses",
        ),
        "hours": read.parsed("hours", ALWAYS, parse_hours, HOURS_ALLOWED),
        "time_zone": read.parsed("timeZone", "Asia/Seoul", _time_zone, "an IANA time zone name"),
        "language": read.choice("language", "ko-KR", LANGUAGES),
        "voice": read.choice("voice", "Seoyeon", VOICES),
        "longest_wait_seconds": read.number("longestWaitSeconds", 120, 20, 3600),
        "missed_calls": read.number("missedCalls", 3, 1, 1000),
    }


def _assistant(read: ConfigReader) -> dict[str, Any]:
    return {
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
        "turn_seconds": read.number("turnSeconds", 7, 3, 25),
        "answer_memory_mb": read.number("answerMemoryMb", 1024, 512, 10240),
        "answer_concurrency": read.number("answerConcurrency", 0, 0, 1000),
        "ingest_memory_mb": read.number("ingestMemoryMb", 2048, 512, 10240),
        "ingest_seconds": read.number("ingestSeconds", 300, 30, 900),
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


def _time_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(name)
    return name


def _model_id(text: str) -> str:
    return parse_model(text).id

"""What the functions are told by their environment. The only reader of `os.environ`."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self, TypeVar

from ai.errors import SettingsError

T = TypeVar("T", int, float)

_DEFAULT_PROMPTS: Final = Path(__file__).resolve().parent.parent / "prompts.ko.toml"
"""The archive holds it next to the `ai` package."""


@dataclass(frozen=True, kw_only=True)
class ModelSettings:
    """Region and models; `embedding_dimensions` must be what the index is built with."""

    region: str
    embedding_model: str
    embedding_dimensions: int
    log_level: str


@dataclass(frozen=True, kw_only=True)
class AnswerSettings:
    """Of the answer function.

    `turn_seconds` bounds one turn, below Connect's 8. `min_score` is the lowest cosine a passage
    may have; 0 leaves abstaining to the model. `answer_base_model` names the foundation model
    behind an application inference profile.
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
    prompts_file: Path

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = _Reader(os.environ if env is None else env)
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
            prompts_file=Path(read.optional("PROMPTS_FILE") or _DEFAULT_PROMPTS),
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
    """Of the ingest function."""

    models: ModelSettings
    documents_bucket: str
    index_bucket: str
    report_topic_arn: str

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = _Reader(os.environ if env is None else env)
        return cls(
            models=_models(read),
            documents_bucket=read.text("DOCUMENTS_BUCKET"),
            index_bucket=read.text("INDEX_BUCKET"),
            report_topic_arn=read.text("REPORT_TOPIC_ARN"),
        )


class _Reader:
    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = env

    def optional(self, name: str) -> str | None:
        return self._env.get(name, "").strip() or None

    def text(self, name: str) -> str:
        value = self.optional(name)
        if value is None:
            raise SettingsError(f"{name} is not set; the function can not work without it")
        return value

    def number(self, name: str, kind: Callable[[str], T], default: T, low: T, high: T) -> T:
        value = self.optional(name)
        if value is None:
            return default
        try:
            number = kind(value)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            raise SettingsError(f"{name} is {value!r}; it must be a number from {low} to {high}")
        return number

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = (self.optional(name) or default).upper()
        if value not in allowed:
            raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(allowed)}")
        return value


def _models(read: _Reader) -> ModelSettings:
    region = read.optional("AWS_REGION") or read.optional("AWS_DEFAULT_REGION")
    if region is None:
        raise SettingsError("AWS_REGION is not set; the runtime sets it, tools must do so")
    return ModelSettings(
        region=region,
        embedding_model=read.text("EMBEDDING_MODEL"),
        embedding_dimensions=read.number("EMBEDDING_DIMENSIONS", int, 512, 1, 4_096),
        log_level=read.choice("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
    )

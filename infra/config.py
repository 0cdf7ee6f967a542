"""The stack's configuration. The only reader of `pulumi.Config`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

import pulumi
from pulumi.runtime import config as given

from flows.recording import CallAnalysis
from flows.tongues import ENGLISH
from infra.config_answers import AnswerConfig, answer_settings
from infra.config_callbacks import CallbackConfig, callback_settings
from infra.config_chat import ChatConfig, chat_settings
from infra.config_connect import PIN, contact_center_values
from infra.config_knowledge import KnowledgeConfig, knowledge_settings
from infra.config_reader import ConfigError, ConfigReader
from infra.config_security import security_values
from infra.config_watch import WatchConfig, watch_settings
from infra.holidays import ClosedSpell, closed_spells
from infra.hours import OpenDay, is_always
from infra.people import Person
from infra.phone_number import NumberChoice, fault

NAMESPACE: Final = "saltware-contact-center"

LOG_RETENTION_DAYS: Final = (
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
)  # fmt: skip
"""What CloudWatch Logs accepts (PutRetentionPolicy)."""

LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR")
LAMBDA: Final = "lambda"
FUNCTION_TARGETS: Final = (LAMBDA, "build-host")
REGION: Final = "ap-northeast-2"
"""Seoul. Voices, models, numbers and prices are chosen for it, and tested nowhere else."""


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
    english_voice: str
    phone_number: NumberChoice
    users: tuple[Person, ...]
    caller_verification: str
    recording_days: int
    call_analysis: CallAnalysis
    contact_rules: bool
    bot_logs: bool
    log_level: str
    log_retention_days: int
    contact_retention_days: int
    protect: bool
    documents_key: bool
    vpc: bool
    vpc_zones: tuple[str, ...]
    function_target: str
    snap_start: bool
    answers: AnswerConfig
    knowledge: KnowledgeConfig
    watching: WatchConfig
    callbacks: CallbackConfig
    chat: ChatConfig

    @property
    def counts_holidays(self) -> bool:
        """Whether nobody answers on public holidays: around the clock means on holidays too."""
        return self.holidays and not is_always(self.hours)

    @property
    def voices(self) -> Mapping[str, str]:
        """Who speaks each language, by its locale as Lex writes it."""
        return {self.language.replace("-", "_"): self.voice, ENGLISH.locale: self.english_voice}

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
            region=REGION if region is None else region,
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
            region=aws.choice("region", REGION, (REGION,)),
            profile=profile,
            **contact_center_values(read),
            **_shared(read),
            **security_values(read),
            answers=answer_settings(read),
            knowledge=knowledge_settings(read),
            watching=watch_settings(read),
            callbacks=callback_settings(read),
            chat=chat_settings(read),
        )
        for key, why in config.contradictions():
            if not read.is_refused(key):
                read.complain(key, why)
        aws.finish()
        read.finish()
        return config

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """Keys that do not go with another, and why."""
        if why := fault(self.phone_number, self.region):
            yield "phoneNumber", why
        if not self.callbacks.can_be_booked(self.hours):
            yield (
                "callbackHours",
                f"is {self.callbacks.hours}; in none of its hours `hours` has people there",
            )
        if self.contact_rules and self.call_analysis is not CallAnalysis.DURING_CALL:
            why = f"goes with `callAnalysis: {CallAnalysis.DURING_CALL}` only, and it is "
            yield "contactRules", f"{why}{self.call_analysis}: one listens while a call lasts"


def _given_values() -> dict[str, str]:
    # `pulumi.Config` can ask for a key, but not tell which keys there are.
    keys = cast("Mapping[str, Any]", {**given.get_config_env(), **given.CONFIG.get()})
    config = pulumi.Config(NAMESPACE)
    names = [key.removeprefix(f"{NAMESPACE}:") for key in keys if key.startswith(f"{NAMESPACE}:")]
    return {name: str(config.require(name)) for name in names}


def _shared(read: ConfigReader) -> dict[str, Any]:
    """What is not about one part of the stack."""
    return {
        "log_level": read.choice("logLevel", "INFO", LOG_LEVELS),
        "log_retention_days": read.number_of("logRetentionDays", 30, LOG_RETENTION_DAYS),
        "contact_retention_days": read.number("contactRetentionDays", 90, 1, 3650),
        "protect": read.flag("protect", default=False),
        "function_target": read.choice("functionTarget", LAMBDA, FUNCTION_TARGETS),
        "snap_start": read.flag("snapStart", default=True),
    }

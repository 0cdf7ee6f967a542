"""What the two functions of callback scheduling are told by their environment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, tzinfo
from typing import Any, Self

from ai.environment import EnvironmentReader
from ai.errors import SettingsError
from ai.operations.callbacks.due import DueRules
from ai.operations.callbacks.opening import Opening, Span, span_of, zone_of
from ai.operations.callbacks.outbound import ConnectTarget
from ai.operations.callbacks.schedules import ScheduleTarget
from ai.operations.callbacks.slots import Calendar


@dataclass(frozen=True, kw_only=True)
class CommonSettings:
    """Of both. `stack` is the stack's name, by which metrics are told apart."""

    region: str
    stack: str
    log_level: str
    table: str
    schedule: ScheduleTarget
    opening: Opening
    zone: tzinfo

    @classmethod
    def read(cls, read: EnvironmentReader) -> Self:
        """SettingsError names the first variable that is wrong."""
        return cls(
            region=read.region(),
            stack=read.stack(),
            log_level=read.log_level(),
            table=read.text("CALLBACKS_TABLE"),
            schedule=ScheduleTarget(
                group=read.text("SCHEDULE_GROUP"),
                queue_arn=read.text("CALLBACKS_DUE_ARN"),
                role_arn=read.text("SCHEDULE_ROLE_ARN"),
                dead_letter_arn=read.text("SCHEDULE_DEAD_LETTER_ARN"),
                key_arn=read.text("SCHEDULE_KEY_ARN"),
            ),
            opening=Opening.of(read.text("OPENING")),
            zone=zone_of(read.text("TIME_ZONE")),
        )


@dataclass(frozen=True, kw_only=True)
class CallbackSettings:
    """Of the function that flows ask. `reminder` is None where there is none."""

    common: CommonSettings
    hours: Span
    days: int
    capacity: int
    reminder: timedelta | None

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        minutes = read.number("REMINDER_MINUTES", int, 0, 0, 1_440)
        return cls(
            common=CommonSettings.read(read),
            hours=_hours(read.optional("CALLBACK_HOURS") or "09:00-20:00"),
            days=read.number("CALLBACK_DAYS", int, 3, 1, 14),
            capacity=read.number("CALLBACK_CAPACITY", int, 3, 1, 100),
            reminder=timedelta(minutes=minutes) if minutes else None,
        )

    @property
    def calendar(self) -> Calendar:
        """Which hours may be booked."""
        return Calendar(
            opening=self.common.opening,
            zone=self.common.zone,
            hours=self.hours,
            days=self.days,
            capacity=self.capacity,
        )


@dataclass(frozen=True, kw_only=True)
class DueSettings:
    """Of the function that calls. `sms`: whether reminders are sent."""

    common: CommonSettings
    connect: ConnectTarget
    rules: DueRules
    sms: bool

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Self:
        """Read and check all; SettingsError names the first variable that is wrong."""
        read = EnvironmentReader.of(env)
        return cls(
            common=CommonSettings.read(read),
            connect=ConnectTarget(
                instance=read.text("CONNECT_INSTANCE_ID"),
                call_flows=_flows(read.text("CALLBACK_CALL_FLOW")),
                task_flow=read.text("CALLBACK_TASK_FLOW"),
                queue=read.text("CALLBACK_QUEUE"),
            ),
            rules=DueRules(
                voice=read.choice("OUTBOUND", "VOICE", ("VOICE", "TASK")) == "VOICE",
                attempts=read.number("CALLBACK_ATTEMPTS", int, 3, 1, 10),
                retry=timedelta(minutes=read.number("CALLBACK_RETRY_MINUTES", int, 10, 1, 240)),
            ),
            sms=read.choice("REMINDER", "NONE", ("NONE", "SMS")) == "SMS",
        )


def _hours(text: str) -> Span:
    opens, _, closes = text.partition("-")
    try:
        return span_of(opens.strip(), closes.strip())
    except ValueError as error:
        raise SettingsError(f"CALLBACK_HOURS is {text!r}, not such as 09:00-20:00") from error


def _flows(text: str) -> Mapping[str, str]:
    try:
        read: Any = json.loads(text)
        flows = {str(language): str(flow) for language, flow in read.items()}
    except (ValueError, AttributeError) as error:
        raise SettingsError("CALLBACK_CALL_FLOW is no JSON object of flows by language") from error
    if not flows:
        raise SettingsError("CALLBACK_CALL_FLOW names no flow")
    return flows

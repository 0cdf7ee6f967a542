"""EventBridge Scheduler and Connect's two calls, in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.ai.fakes.models_checked import refusal


def _nothing(_operation: str) -> None:
    pass


@dataclass
class FakeScheduler:
    """`schedules` are those that have not fired, by name."""

    schedules: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])
    before: Callable[[str], None] = _nothing

    def create_schedule(self, **request: Any) -> dict[str, Any]:
        self.before("create_schedule")
        if request["Name"] in self.schedules:
            raise refusal("ConflictException", "CreateSchedule")
        self.schedules[request["Name"]] = request
        return {"ScheduleArn": request["Name"]}

    def delete_schedule(self, **request: Any) -> dict[str, Any]:
        self.before("delete_schedule")
        if request["Name"] not in self.schedules:
            raise refusal("ResourceNotFoundException", "DeleteSchedule")
        del self.schedules[request["Name"]]
        return {}

    def due(self, now: datetime) -> list[str]:
        """Fire what is due by now, soonest first; the messages."""
        ready = sorted(
            (at(request), name) for name, request in self.schedules.items() if at(request) <= now
        )
        return [self.schedules.pop(name)["Target"]["Input"] for _, name in ready]


def at(request: dict[str, Any]) -> datetime:
    """When a schedule fires."""
    assert request["ScheduleExpressionTimezone"] == "UTC"
    told = request["ScheduleExpression"].removeprefix("at(").removesuffix(")")
    return datetime.fromisoformat(told).replace(tzinfo=UTC)


@dataclass
class FakeConnect:
    """Contacts that were begun, calls and tasks; a token that was seen begins nothing."""

    voice: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    tasks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    before: Callable[[str], None] = _nothing

    def start_outbound_voice_contact(self, **request: Any) -> dict[str, Any]:
        self.before("start_outbound_voice_contact")
        return _begin(self.voice, request)

    def start_task_contact(self, **request: Any) -> dict[str, Any]:
        self.before("start_task_contact")
        return _begin(self.tasks, request)


def _begin(contacts: list[dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    if request["ClientToken"] not in {contact["ClientToken"] for contact in contacts}:
        contacts.append(request)
    return {"ContactId": request["ClientToken"]}

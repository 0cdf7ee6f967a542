"""An answer function in memory, and the event files that it is called with."""

import copy
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from ai.handlers.contacts import Contacts
from ai.handlers.service import AnswerService
from ai.index.knowledge import KnowledgeIndex
from ai.metrics import Metrics
from tests.ai.fakes.assistants import ALL_PROMPTS, assistant
from tests.ai.fakes.dynamodb import FakeDynamoDB

EVENTS = Path(__file__).parents[2] / "events"
CONTACT = "4a573372-1f28-4e26-b97b-XXXXXXXXXXX1"


def event(name: str, **changes: Any) -> dict[str, Any]:
    """An event file, with top-level fields changed."""
    loaded: dict[str, Any] = json.loads((EVENTS / f"{name}.json").read_text(encoding="utf-8"))
    return {**loaded, **changes}


def with_attributes(lex_event: Mapping[str, Any], **attributes: str) -> dict[str, Any]:
    """A Lex event whose session has further attributes."""
    changed = copy.deepcopy(dict(lex_event))
    changed["sessionState"]["sessionAttributes"].update(attributes)
    return changed


class Clock:
    """A clock that moves a second whenever it is looked at."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 11, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def service(
    knowledge: KnowledgeIndex, table: FakeDynamoDB, sent: list[dict[str, Any]]
) -> AnswerService:
    """A service over an index and a table; what it counts goes to `sent`."""
    return AnswerService(
        assistant=assistant(knowledge),
        prompts=ALL_PROMPTS,
        contacts=Contacts(table.client, "contacts", 90, Clock()),
        metrics=Metrics("test", lambda line: sent.append(json.loads(line))),
        turn_seconds=5.0,
    )

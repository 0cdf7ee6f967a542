"""A contact record as Connect delivers it, reduced to what is kept of it.

Field names, types and values: Connect admin guide, "Contact records data model". What is read here
is all that is read: no number, no name and nothing that anybody said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final, TypeVar, cast

from ai.contract import CallbackStatus, Reason, RecordAttribute, Status, Tier
from ai.errors import RecordError

CUSTOMER_DISCONNECT: Final = "CUSTOMER_DISCONNECT"

LIVE: Final = frozenset({"VOICE", "CHAT"})
"""Channels in which somebody is there while the contact waits; tasks and mails wait by themselves.
"""

WAITING_THEMSELVES: Final = frozenset(
    {"INBOUND", "TRANSFER", "QUEUE_TRANSFER", "API", "WEBRTC_API", "DISCONNECT"}
)
"""Initiation methods by which customers are in a queue in person.

Callbacks wait for people while the customer does not (metric definitions, "Contacts queued for
callback are not counted as abandoned"); the others begin with an agent.
"""

CALLED_BACK: Final = frozenset({"requested", CallbackStatus.BOOKED, CallbackStatus.MOVED})
"""Values of the attribute by which somebody will call instead of the customer waiting."""

_ID: Final = re.compile(r"[A-Za-z0-9-]{1,256}")
_CODE: Final = re.compile(r"[A-Z][A-Z_]{0,63}")
_WORD: Final = re.compile(r"[a-z][a-z_]{0,31}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
_MARK: Final = re.compile(r"[1-5]")
_LONGEST_NAME: Final = 256
_LATEST: Final = datetime(2200, 1, 1, tzinfo=UTC)
"""No contact is later; times near the year 9999 would overflow in what is reckoned from them."""

T = TypeVar("T", bound=StrEnum)


@dataclass(frozen=True, kw_only=True)
class ContactRecord:
    """One contact; a chain of transfers and callbacks has several, with one `chain`.

    Times are in UTC, durations whole seconds. `handled` is talking, hold and work afterwards.
    `abandoned`: the customer left a queue for people before anybody took the contact.
    """

    contact_id: str
    updated_at: datetime
    chain: str
    previous_contact_id: str | None
    next_contact_id: str | None
    channel: str
    initiation: str
    started: datetime | None
    ended: datetime | None
    disconnect_reason: str | None
    queue: str | None
    queue_seconds: int | None
    handle_seconds: int | None
    hold_seconds: int | None
    abandoned: bool
    csat: int | None
    status: Status | None
    reason: Reason | None
    tier: Tier | None
    language: str | None
    callback: str | None

    @property
    def happened(self) -> datetime:
        """When it ended, as far as that is told."""
        return self.ended or self.updated_at


def record_of(given: Mapping[str, Any]) -> ContactRecord:
    """The record in a JSON object; fields that are not known are passed over.

    Raises:
        RecordError: a field is missing, or is not what the data model says.
    """
    fields = _Fields(given)
    queue, agent = fields.part("Queue"), fields.part("Agent")
    attributes = fields.part("Attributes")
    contact_id = fields.required_id("ContactId")
    return ContactRecord(
        contact_id=contact_id,
        updated_at=fields.required_time("LastUpdateTimestamp"),
        chain=fields.id("InitialContactId") or contact_id,
        previous_contact_id=fields.id("PreviousContactId"),
        next_contact_id=fields.id("NextContactId"),
        channel=fields.code("Channel") or "",
        initiation=fields.code("InitiationMethod") or "",
        started=fields.time("InitiationTimestamp"),
        ended=fields.time("DisconnectTimestamp"),
        disconnect_reason=fields.code("DisconnectReason"),
        queue=queue.name("Name"),
        queue_seconds=queue.seconds("Duration"),
        handle_seconds=_handled(agent),
        hold_seconds=agent.seconds("CustomerHoldDuration"),
        abandoned=_abandoned(fields, queue, agent, attributes),
        csat=_mark(attributes),
        status=attributes.member(RecordAttribute.STATUS, Status),
        reason=attributes.member(RecordAttribute.REASON, Reason),
        tier=attributes.member(RecordAttribute.TIER, Tier),
        language=attributes.word(RecordAttribute.LANGUAGE, _LANGUAGE),
        callback=attributes.word(RecordAttribute.CALLBACK, _WORD),
    )


def _abandoned(
    fields: "_Fields", queue: "_Fields", agent: "_Fields", attributes: "_Fields"
) -> bool:
    """Enqueued, never with an agent, and ended by the customer.

    So says the data model ("How to identify abandoned contacts") and the metric ("disconnected by
    the customer while in queue"). A contact that goes on as another one was transferred, or has
    its callback; a callback that the flow noted counts also where no other contact is named.
    """
    waited = queue.time("EnqueueTimestamp") is not None
    taken = agent.time("ConnectedToAgentTimestamp") or fields.time("ConnectedToAgentTimestamp")
    goes_on = fields.id("NextContactId") or fields.given("TransferredToEndpoint")
    return (
        fields.code("Channel") in LIVE
        and fields.code("InitiationMethod") in WAITING_THEMSELVES
        and waited
        and taken is None
        and fields.code("DisconnectReason") == CUSTOMER_DISCONNECT
        and not goes_on
        and attributes.word(RecordAttribute.CALLBACK, _WORD) not in CALLED_BACK
    )


def _handled(agent: "_Fields") -> int | None:
    """Average handle time is made of these (metric definitions); None without an agent."""
    parts = ("AgentInteractionDuration", "CustomerHoldDuration", "AfterContactWorkDuration")
    told = [seconds for part in parts if (seconds := agent.seconds(part)) is not None]
    return sum(told) if told else None


def _mark(attributes: "_Fields") -> int | None:
    told = attributes.word(RecordAttribute.CSAT, _MARK)
    return int(told) if told else None


class _Fields:
    """Fields of one JSON object. None is as good as not there: Connect writes null for nothing."""

    def __init__(self, values: Mapping[str, Any], within: str = "") -> None:
        self._values = values
        self._within = within

    def given(self, name: str) -> bool:
        return self._values.get(name) not in (None, "")

    def part(self, name: str) -> "_Fields":
        found = self._values.get(name)
        if found is None:
            return _Fields({}, f"{name}.")
        if not isinstance(found, dict):
            raise self._wrong(name)
        return _Fields(cast("dict[str, Any]", found), f"{name}.")

    def required_id(self, name: str) -> str:
        found = self.id(name)
        if found is None:
            raise self._wrong(name)
        return found

    def required_time(self, name: str) -> datetime:
        found = self.time(name)
        if found is None:
            raise self._wrong(name)
        return found

    def id(self, name: str) -> str | None:
        return self._matching(name, _ID)

    def code(self, name: str) -> str | None:
        return self._matching(name, _CODE)

    def name(self, name: str) -> str | None:
        found = self._text(name)
        if found is None:
            return None
        if len(found) > _LONGEST_NAME or not found.isprintable():
            raise self._wrong(name)
        return found

    def seconds(self, name: str) -> int | None:
        found = self._values.get(name)
        if found is None:
            return None
        if isinstance(found, bool) or not isinstance(found, int) or found < 0:
            raise self._wrong(name)
        return found

    def time(self, name: str) -> datetime | None:
        found = self._text(name)
        if found is None:
            return None
        try:
            read = datetime.fromisoformat(found)
            told = read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise self._wrong(name) from error
        if told > _LATEST:
            raise self._wrong(name)
        return told

    def member(self, name: str, kind: type[T]) -> T | None:
        """Of an attribute that anybody may set: what is none of the kind is left out."""
        found = self._values.get(name)
        return kind(found) if isinstance(found, str) and found in set(kind) else None

    def word(self, name: str, pattern: re.Pattern[str]) -> str | None:
        """Of an attribute, in the same way."""
        found = self._values.get(name)
        return found if isinstance(found, str) and pattern.fullmatch(found) else None

    def _matching(self, name: str, pattern: re.Pattern[str]) -> str | None:
        found = self._text(name)
        if found is not None and not pattern.fullmatch(found):
            raise self._wrong(name)
        return found

    def _text(self, name: str) -> str | None:
        found = self._values.get(name)
        if found is None:
            return None
        if not isinstance(found, str):
            raise self._wrong(name)
        return found or None

    def _wrong(self, name: str) -> RecordError:
        return RecordError(f"{self._within}{name} is not what a contact record has there")

"""What a played call leaves behind."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import NamedTuple

from flows.json_values import Json, JsonObject
from flows.simulator.contact import Contact


class Who(StrEnum):
    """Who is heard."""

    CALLER = "caller"
    SYSTEM = "system"
    AGENT = "agent"


class Party(StrEnum):
    """Who hears it: flows for agents (whispers, hold, transfers) are not heard by the customer."""

    CUSTOMER = "customer"
    AGENT = "agent"


class Ended(StrEnum):
    """How a call ends: hung up, waiting in a queue, with a person, or by a fault of the flow."""

    DISCONNECTED = "disconnected"
    QUEUED = "queued"
    TRANSFERRED = "transferred"
    ERROR = "error"


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One thing heard. `text` is without markup; `at` is seconds since the call began."""

    who: Who
    text: str
    flow: str
    action: str
    ssml: str | None = None
    at: float = 0.0
    to: Party = Party.CUSTOMER

    def to_json(self) -> dict[str, Json]:
        """As in the JSON of `callcenter call`."""
        return {
            "who": self.who.value,
            "text": self.text,
            "flow": self.flow,
            "action": self.action,
            "ssml": self.ssml,
            "at": round(self.at, 1),
            "to": self.to.value,
        }


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An error branch that was taken, and why: for people who look for the cause."""

    flow: str
    action: str
    error: str
    why: str


class Branch(NamedTuple):
    """A way that was taken: `label` is "NextAction", "Conditions/0" or "Errors/<ErrorType>".

    A label "" stands for an action that ended its flow, or went into a module.
    """

    flow: str
    action: str
    label: str


class CreatedKind(StrEnum):
    """What a call can leave to be done."""

    CALLBACK = "callback"
    TASK = "task"
    CHAT = "chat"
    THIRD_PARTY_CALL = "third party call"
    OUTBOUND_CALL = "outbound call"
    EMAIL = "email"
    SMS = "sms"
    CONTACT = "contact"


@dataclass(frozen=True, kw_only=True)
class Created:
    """Another contact that a call made; `values` are what it was made with."""

    kind: CreatedKind
    values: JsonObject


@dataclass(frozen=True, kw_only=True)
class CallResult:
    """A call from its beginning to its end.

    `path` holds the identifiers of the actions in the order they were played, `branches` each with
    its flow and the way taken. `seconds` is the call's length in virtual time, `error` says why
    when `ended` is "error". `agent_turns` is what only the agent heard and saw (whisper, hold,
    guide). `contact` is the contact as it was left: voice, recording, tags and all the rest.
    """

    contact_id: str
    turns: tuple[Turn, ...]
    ended: Ended
    queue: str | None
    attributes: Mapping[str, str]
    path: tuple[str, ...]
    faults: tuple[Fault, ...]
    seconds: float
    error: str | None = None
    branches: tuple[Branch, ...] = ()
    agent_turns: tuple[Turn, ...] = ()
    created: tuple[Created, ...] = ()
    contact: Contact | None = field(default=None, compare=False, repr=False)

    @property
    def callbacks(self) -> tuple[Created, ...]:
        """Callbacks that were asked for."""
        return tuple(made for made in self.created if made.kind is CreatedKind.CALLBACK)

    def to_json(self) -> dict[str, Json]:
        """As in the JSON of `callcenter call`."""
        return {
            "contact_id": self.contact_id,
            "turns": [turn.to_json() for turn in self.turns],
            "ended": self.ended.value,
            "queue": self.queue,
            "attributes": dict(self.attributes),
            "path": list(self.path),
            "faults": [asdict(fault) for fault in self.faults],
            "seconds": round(self.seconds, 1),
            "error": self.error,
            "agent_turns": [turn.to_json() for turn in self.agent_turns],
            "created": [{"kind": made.kind.value, **made.values} for made in self.created],
            "recording": {} if self.contact is None else self.contact.recording,
        }

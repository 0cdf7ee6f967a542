"""What a played call leaves behind."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from flows.json_values import Json


class Who(StrEnum):
    """Who is heard."""

    CALLER = "caller"
    SYSTEM = "system"
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

    def to_json(self) -> dict[str, Json]:
        """As in the JSON of `callcenter call`."""
        return {
            "who": self.who.value,
            "text": self.text,
            "flow": self.flow,
            "action": self.action,
            "ssml": self.ssml,
            "at": round(self.at, 1),
        }


@dataclass(frozen=True, kw_only=True)
class Fault:
    """An error branch that was taken, and why: for people who look for the cause."""

    flow: str
    action: str
    error: str
    why: str


@dataclass(frozen=True, kw_only=True)
class CallResult:
    """A call from its beginning to its end.

    `path` holds the identifiers of the actions in the order they were played, `seconds` is the
    call's length in virtual time, `error` says why when `ended` is "error".
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
        }

"""The state of one contact while its flows are played."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from flows.json_values import EMPTY, Json, JsonObject
from flows.simulator.world import DeployedQueue

MODULE_SCOPE: Final[Mapping[str, Callable[[], object] | None]] = {
    "flow_attributes": dict,
    "external": dict,
    "lex": dict,
    "metrics": dict,
    "customer_profile": dict,
    "case": dict,
    "view": dict,
    "data_tables": dict,
    "modules": dict,
    "loops": dict,
    "loop_values": dict,
    "stored_input": None,
    "invocation_id": None,
}
"""What a module does not see of its caller, and its caller not of it (contact-flow-modules)."""


class Talk(Protocol):
    """A conversation with a bot that is under way."""

    def fingerprint(self) -> Hashable:
        """What of it decides what comes next."""
        ...


@dataclass(slots=True)
class Place:
    """A flow that is being played, and the action it is at."""

    flow: str
    action: str = ""


@dataclass(kw_only=True, slots=True)
class Contact:
    """What flows read and write, and where they stand.

    Only `flow_attributes` and `loops` belong to one flow. That `external`, `lex` and the other
    results outlive a transfer is an assumption: the pages do not say.
    """

    contact_id: str
    customer: str
    dialed: str
    instance_arn: str
    region: str
    channel: str = "VOICE"
    initiation: str = "INBOUND"
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    related_attributes: dict[str, str] | None = None
    flow_attributes: dict[str, str] = field(default_factory=dict[str, str])
    external: JsonObject = field(default_factory=dict[str, Json])
    lex: JsonObject = field(default_factory=dict[str, Json])
    metrics: JsonObject = field(default_factory=dict[str, Json])
    customer_profile: JsonObject = field(default_factory=dict[str, Json])
    case: JsonObject = field(default_factory=dict[str, Json])
    view: JsonObject = field(default_factory=dict[str, Json])
    data_tables: JsonObject = field(default_factory=dict[str, Json])
    modules: JsonObject = field(default_factory=dict[str, Json])
    loops: dict[str, int] = field(default_factory=dict[str, int])
    loop_values: dict[str, Json] = field(default_factory=dict[str, Json])
    tags: dict[str, str] = field(default_factory=dict[str, str])
    references: dict[str, Json] = field(default_factory=dict[str, Json])
    segment: dict[str, Json] = field(default_factory=dict[str, Json])
    data: dict[str, str] = field(default_factory=dict[str, str])
    event_hooks: dict[str, str] = field(default_factory=dict[str, str])
    disabled_hooks: set[str] = field(default_factory=set[str])
    agent: Mapping[str, str] = field(default_factory=dict[str, str])
    stored_input: str | None = None
    invocation_id: str | None = None
    language: str = "en-US"
    voice: str = "Joanna"
    voice_engine: str | None = None
    voice_style: str | None = None
    name: str | None = None
    description: str | None = None
    customer_id: str | None = None
    callback_number: str | None = None
    queue: DeployedQueue | None = None
    waits_in: DeployedQueue | None = None
    queued_at: float = 0.0
    queue_transfers: int = 0
    priority: int = 5
    routing: JsonObject = field(default_factory=dict[str, Json])
    logging: bool = False
    recording: JsonObject = field(default_factory=dict[str, Json])
    processing: JsonObject = field(default_factory=dict[str, Json])
    streaming: bool = False
    previous_state: str | None = None
    assistant_session: str | None = None
    voice_id_stream: bool = False
    outbound_answered: bool = False
    buffering: bool = False
    buffered_keys: str = ""
    prompts: dict[str, int] = field(default_factory=dict[str, int])
    elapsed: float = 0.0
    function_seconds: float = 0.0
    deadline: float | None = None
    talk: Talk | None = None
    places: list[Place] = field(default_factory=list[Place])
    callers: list[Mapping[str, object]] = field(default_factory=list[Mapping[str, object]])

    def leave_flow(self) -> None:
        """What does not survive a transfer to another flow (adminguide, connect-attrib-list)."""
        self.flow_attributes = {}
        self.loops = {}
        self.loop_values = {}

    def enter_module(self, given: JsonObject) -> None:
        """A module begins: it sees the contact, and nothing of the flow that called it."""
        self.callers.append({name: getattr(self, name) for name in MODULE_SCOPE})
        for name, fresh in MODULE_SCOPE.items():
            setattr(self, name, None if fresh is None else fresh())
        self.modules = {"Input": given}

    def leave_module(self, result: str | None, data: JsonObject) -> None:
        """A module has ended: its caller finds its own values again, and the module's result."""
        for name, value in self.callers.pop().items():
            setattr(self, name, value)
        self.modules = {**self.modules, "Result": result, "ResultData": data}

    def queue_values(self) -> JsonObject:
        """`$.Queue`, empty until a queue has been chosen."""
        queue = self.queue
        if queue is None:
            return EMPTY
        values: dict[str, Json] = {"Name": queue.name, "ARN": queue.arn}
        if queue.outbound_number is not None:
            values["OutboundCallerId"] = {"Address": queue.outbound_number}
        return values

    def fingerprint(self) -> Hashable:
        """Equal for two contacts of one world whose calls go on alike.

        Holds the flow and action of each flow being played. Left out is the time of day (hours of
        operation), how much of Lex's 15 minutes is used up, and the state of the draws.
        """
        state = tuple(_frozen(getattr(self, name)) for name in _STATE)
        until = None if self.deadline is None else round(self.deadline - self.elapsed, 1)
        talk = None if self.talk is None else self.talk.fingerprint()
        places = tuple((place.flow, place.action) for place in self.places)
        return (places, state, until, talk, _frozen(self.callers))


_NOT_STATE: Final = frozenset(
    {"places", "callers", "talk", "elapsed", "deadline", "queued_at", "invocation_id"}
)
_STATE: Final = tuple(name for name in Contact.__slots__ if name not in _NOT_STATE)


def _frozen(value: object) -> Hashable:
    if isinstance(value, Mapping):
        return frozenset((key, _frozen(inner)) for key, inner in value.items())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, list | tuple):
        return tuple(_frozen(inner) for inner in value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, set):
        return frozenset(value)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value if isinstance(value, Hashable) else repr(value)

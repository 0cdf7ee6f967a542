"""The state of one contact while its flows are played."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.json_values import Json, JsonObject
from flows.simulator.world import DeployedQueue


@dataclass(kw_only=True, slots=True)
class Contact:
    """What flows read and write. Only `flow_attributes` and `loops` belong to one flow.

    That `external` and `lex` outlive a transfer is an assumption: the pages do not say.
    """

    contact_id: str
    customer: str
    dialed: str
    instance_arn: str
    region: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    flow_attributes: dict[str, str] = field(default_factory=dict[str, str])
    external: JsonObject = field(default_factory=dict[str, Json])
    lex: JsonObject = field(default_factory=dict[str, Json])
    metrics: JsonObject = field(default_factory=dict[str, Json])
    tags: dict[str, str] = field(default_factory=dict[str, str])
    loops: dict[str, int] = field(default_factory=dict[str, int])
    event_hooks: dict[str, str] = field(default_factory=dict[str, str])
    stored_input: str | None = None
    invocation_id: str | None = None
    language: str = "en-US"
    voice: str = "Joanna"
    name: str | None = None
    description: str | None = None
    customer_id: str | None = None
    callback_number: str | None = None
    queue: DeployedQueue | None = None
    priority: int = 5
    logging: bool = False
    recording: JsonObject = field(default_factory=dict[str, Json])
    streaming: bool = False

    def leave_flow(self) -> None:
        """What does not survive a transfer to another flow (adminguide, connect-attrib-list)."""
        self.flow_attributes = {}
        self.loops = {}

    def queue_values(self) -> Mapping[str, str]:
        """`$.Queue`, empty until a queue has been chosen."""
        return {} if self.queue is None else {"Name": self.queue.name, "ARN": self.queue.arn}

"""Everything a call needs around it: flows, queues, hours, bots, functions, people, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final, TypeAlias

from flows.json_values import Json, JsonObject
from flows.language import FlowType
from flows.simulator.hours import AROUND_THE_CLOCK, DeployedHours
from flows.simulator.lex.definition import BotDefinition, read_definition
from flows.simulator.program import Program, compile_flow
from flows.simulator.services import Service, Understand, no_services

AN_AGENT: Final[Mapping[str, str]] = {
    "UserName": "agent",
    "FirstName": "Agent",
    "LastName": "One",
    "ARN": "arn:aws:connect:ap-northeast-2:000000000000:instance/local/agent/agent",
}
"""`$.Agent` when a world names nobody."""


def _only(type_: str) -> JsonObject:
    action: JsonObject = {"Identifier": "end", "Type": type_, "Parameters": {}, "Transitions": {}}
    return {"Version": "2019-10-30", "StartAction": "end", "Metadata": {}, "Actions": [action]}


_ENDING: Final[Mapping[str, JsonObject]] = {
    type_: _only(type_) for type_ in ("DisconnectParticipant", "EndFlowModuleExecution")
}


@dataclass(frozen=True, kw_only=True)
class FunctionResult:
    """What an invocation gave: a payload or an error. `seconds` is how long it took.

    `retryable` marks throttles and service errors, which Connect tries again; an exception inside
    the function is none.
    """

    payload: Json = None
    error: str | None = None
    seconds: float = 0.0
    retryable: bool = False


Invoke: TypeAlias = Callable[[str, JsonObject, float], FunctionResult]
"""ARN, event, seconds left. Failing functions are results; what it raises goes through."""


def no_functions(arn: str, _event: JsonObject, _seconds: float) -> FunctionResult:
    """A world in which no function is deployed."""
    return FunctionResult(error=f"no function is deployed at {arn}")


@dataclass(frozen=True, kw_only=True)
class DeployedFlow:
    """A flow with its references resolved."""

    name: str
    content: JsonObject
    type: FlowType | str = FlowType.CONTACT_FLOW

    @cached_property
    def program(self) -> Program:
        """The content, prepared for playing; once per flow."""
        return compile_flow(self.name, self.content)


@dataclass(frozen=True, kw_only=True)
class DeployedQueue:
    """A queue. It is full when `waiting` reaches `max_contacts`; None takes any number.

    `agents` and `agent_after_seconds` hold for this queue in place of the world's. A queue that
    belongs to one agent has no hours.
    """

    name: str
    arn: str
    hours_arn: str | None = None
    max_contacts: int | None = None
    waiting: int = 0
    oldest_seconds: int = 0
    estimated_wait_seconds: int | None = None
    agents: int | None = None
    agent_after_seconds: float | None = None
    of_agent: bool = False
    outbound_number: str | None = None

    @property
    def is_full(self) -> bool:
        """Whether nobody more is taken."""
        return self.max_contacts is not None and self.waiting >= self.max_contacts


@dataclass(frozen=True, kw_only=True)
class DeployedBot:
    """A bot's alias. `definition` holds the properties of the `AWS::Lex::Bot` it was made from.

    `locales` are those that the alias has enabled. "*" is found in every language, and reads the
    first one that is defined.
    """

    name: str
    definition: JsonObject
    hook_arn: str | None = None
    locales: tuple[str, ...] = ("ko_KR",)
    bot_id: str = "BOT0000001"
    alias_id: str = "ALIAS00001"
    alias_name: str = "live"
    version: str = "1"

    def locale_for(self, language: str) -> str | None:
        """Where a contact that speaks `language` (`en-US`) finds the bot; None: nowhere."""
        wanted = language.replace("-", "_")
        return next((locale for locale in self.locales if locale in {wanted, "*"}), None)

    def recognised(self, locale: str) -> BotDefinition:
        """The definition of a locale, prepared for playing; once per bot.

        Raises:
            UnsupportedBotError: the bot does not define it.
        """
        if locale not in self._read:
            self._read[locale] = read_definition(self.definition, locale)
        return self._read[locale]

    @cached_property
    def _read(self) -> dict[str, BotDefinition]:
        return {}


@dataclass(frozen=True, kw_only=True)
class World:
    """What is deployed, and the state it is in when the call comes.

    Flows are keyed by ARN and by id, the rest by ARN; modules may also stand among the flows.
    `starts_at` must know its time zone.

    People: `agents` is how many are free in each queue. With none, `agent_after_seconds` is how
    long a caller waits for one; None: for ever. Their telephone rings for `ring_seconds` before
    they answer. They put the caller on hold for `agent_holds_seconds`, and leave the call
    `agent_leaves_after_seconds` after answering; None: the call is played up to them.

    The contact: `channel` is "VOICE" or "CHAT"; `attributes` are there from the beginning;
    `related_attributes` are those of the contact it came from, if any.

    Chance: `seed` drives percentage splits, unless `draw` gives the numbers (1 to 100).
    `dialable` says whether Connect may call a number. `service` and `understand` stand for what is
    not deployed here. `assume_deployed` takes every queue, flow, module and hours that is named
    for existing: open, empty, and ending at once.
    """

    flows: Mapping[str, DeployedFlow]
    starts_at: datetime
    modules: Mapping[str, DeployedFlow] = field(default_factory=dict[str, DeployedFlow])
    queues: Mapping[str, DeployedQueue] = field(default_factory=dict[str, DeployedQueue])
    hours: Mapping[str, DeployedHours] = field(default_factory=dict[str, DeployedHours])
    bots: Mapping[str, DeployedBot] = field(default_factory=dict[str, DeployedBot])
    invoke: Invoke = no_functions
    service: Service = no_services
    understand: Understand | None = None
    agents: int = 0
    agent_after_seconds: float | None = None
    ring_seconds: float = 0.0
    agent_holds_seconds: float | None = None
    agent_leaves_after_seconds: float | None = None
    agent_greeting: str = "(an agent answers)"
    agent: Mapping[str, str] = field(default_factory=lambda: dict(AN_AGENT))
    instance_arn: str = "arn:aws:connect:ap-northeast-2:000000000000:instance/local"
    region: str = "ap-northeast-2"
    channel: str = "VOICE"
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    related_attributes: Mapping[str, str] | None = None
    seed: int = 0
    draw: Callable[[], int] | None = None
    dialable: Callable[[str], bool] | None = None
    assume_deployed: bool = False

    def free_agents(self, queue: DeployedQueue) -> int:
        """How many are free for that queue."""
        return self.agents if queue.agents is None else queue.agents

    def wait_for_agent(self, queue: DeployedQueue) -> float | None:
        """Seconds until one answers; None when nobody ever does."""
        if self.free_agents(queue) > 0:
            return 0.0
        after = queue.agent_after_seconds
        return self.agent_after_seconds if after is None else after

    def find_deployed(self, reference: str) -> DeployedFlow | None:
        """A flow or module by ARN or id, with or without a version or alias after it."""
        last = last_part(reference)
        for key in (reference, last, last.partition(":")[0]):
            found = self._flows.get(key) or self._modules.get(key)
            if found is not None:
                return found
        return None

    def find_flow(self, reference: str) -> DeployedFlow | None:
        """By ARN or id; an ARN's last part will do."""
        return self.find_deployed(reference) or self._assumed(reference, "DisconnectParticipant")

    def find_module(self, reference: str) -> DeployedFlow | None:
        """By ARN or id, with or without a version or alias after it."""
        return self.find_deployed(reference) or self._assumed(reference, "EndFlowModuleExecution")

    def _assumed(self, reference: str, only: str) -> DeployedFlow | None:
        if not self.assume_deployed or not reference:
            return None
        return DeployedFlow(name=last_part(reference), content=_ENDING[only])

    def find_queue(self, reference: str) -> DeployedQueue | None:
        """By ARN or id."""
        found = self._queues.get(reference) or self._queues.get(last_part(reference))
        if found is None and self.assume_deployed and reference:
            return DeployedQueue(name=last_part(reference), arn=reference)
        return found

    def find_hours(self, reference: str) -> DeployedHours | None:
        """By ARN or id."""
        found = self._hours.get(reference) or self._hours.get(last_part(reference))
        return AROUND_THE_CLOCK if found is None and self.assume_deployed else found

    @cached_property
    def _modules(self) -> Mapping[str, DeployedFlow]:
        return {last_part(key): flow for key, flow in self.modules.items()} | dict(self.modules)

    @cached_property
    def _flows(self) -> Mapping[str, DeployedFlow]:
        return {last_part(key): flow for key, flow in self.flows.items()} | dict(self.flows)

    @cached_property
    def _queues(self) -> Mapping[str, DeployedQueue]:
        by_arn = {queue.arn: queue for queue in self.queues.values()} | dict(self.queues)
        return {last_part(key): queue for key, queue in by_arn.items()} | by_arn

    @cached_property
    def _hours(self) -> Mapping[str, DeployedHours]:
        return {last_part(key): hours for key, hours in self.hours.items()} | dict(self.hours)


def last_part(reference: str) -> str:
    """The id at the end of an ARN, without a version suffix such as `:$LATEST`."""
    return reference.rpartition("/")[2].partition(":$")[0]

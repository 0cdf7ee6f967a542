"""Everything a call needs around it: flows, queues, hours, bots, functions, people, the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TypeAlias

from flows.json_values import Json, JsonObject
from flows.language import FlowType
from flows.simulator.hours import DeployedHours
from flows.simulator.lex.definition import BotDefinition, read_definition
from flows.simulator.program import Program, compile_flow


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
    """A queue. It is full when `waiting` reaches `max_contacts`; None takes any number."""

    name: str
    arn: str
    hours_arn: str | None = None
    max_contacts: int | None = None
    waiting: int = 0
    oldest_seconds: int = 0

    @property
    def is_full(self) -> bool:
        """Whether nobody more is taken."""
        return self.max_contacts is not None and self.waiting >= self.max_contacts


@dataclass(frozen=True, kw_only=True)
class DeployedBot:
    """A bot's alias. `definition` holds the properties of the `AWS::Lex::Bot` it was made from."""

    name: str
    definition: JsonObject
    hook_arn: str | None = None
    locale: str = "ko_KR"
    bot_id: str = "BOT0000001"
    alias_id: str = "ALIAS00001"
    alias_name: str = "live"
    version: str = "1"

    @cached_property
    def recognised(self) -> BotDefinition:
        """The definition, prepared for playing; once per bot."""
        return read_definition(self.definition, self.locale)


@dataclass(frozen=True, kw_only=True)
class World:
    """What is deployed, and the state it is in when the call comes.

    Flows are keyed by ARN and by id, the rest by ARN. `agents` is how many are free in each queue;
    `starts_at` must know its time zone; `seed` drives percentage splits.
    """

    flows: Mapping[str, DeployedFlow]
    starts_at: datetime
    queues: Mapping[str, DeployedQueue] = field(default_factory=dict[str, DeployedQueue])
    hours: Mapping[str, DeployedHours] = field(default_factory=dict[str, DeployedHours])
    bots: Mapping[str, DeployedBot] = field(default_factory=dict[str, DeployedBot])
    invoke: Invoke = no_functions
    agents: int = 0
    agent_greeting: str = "(an agent answers)"
    instance_arn: str = "arn:aws:connect:ap-northeast-2:000000000000:instance/local"
    region: str = "ap-northeast-2"
    seed: int = 0

    def find_flow(self, reference: str) -> DeployedFlow | None:
        """By ARN or id; an ARN's last part will do."""
        return self._flows.get(reference) or self._flows.get(last_part(reference))

    def find_queue(self, reference: str) -> DeployedQueue | None:
        """By ARN or id."""
        return self._queues.get(reference) or self._queues.get(last_part(reference))

    def find_hours(self, reference: str) -> DeployedHours | None:
        """By ARN or id."""
        return self._hours.get(reference) or self._hours.get(last_part(reference))

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

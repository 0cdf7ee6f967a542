"""The flows that are explored together: found by name or reference, with what decides in them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from flows.explore.values import Path
from flows.json_values import Json, JsonObject, as_object, as_text
from flows.language import FlowType
from flows.simulator.paths import parse
from flows.simulator.program import Instruction, Program

STORED: Final = ("StoredCustomerInput",)

_DECORATION: Final = re.compile(r"^[${%<\s]+|[}%>\s]+$")
_KIND: Final = re.compile(r"^(?:flow|module)[:_-]", re.IGNORECASE)

AGENT_HOOKS: Final = frozenset({"AgentHold", "AgentWhisper", "DefaultAgentUI", "DisconnectAgentUI"})
AFTER_CALL_HOOKS: Final = frozenset({"CustomerRemaining"})
CALLER_TYPES: Final = frozenset({FlowType.CONTACT_FLOW, FlowType.CUSTOMER_QUEUE})
"""Flows whose listener is a caller that has nobody else on the line."""

QUIET_TYPES: Final = frozenset(
    {FlowType.CUSTOMER_QUEUE, FlowType.CUSTOMER_HOLD, FlowType.AGENT_HOLD}
)
"""Flows that go round until something outside ends them: an agent answers, a hold is over."""


REPLACED: Final[Mapping[str, str]] = {
    "GetMetricData": "Metrics",
    "GetCustomerProfile": "Customer",
    "GetCustomerProfileObject": "Customer",
    "GetCalculatedAttributesForCustomerProfile": "Customer",
    "CreateCustomerProfile": "Customer",
    "UpdateCustomerProfile": "Customer",
    "AssociateContactToCustomerProfile": "Customer",
    "CreateCase": "Case",
    "GetCase": "Case",
    "UpdateCase": "Case",
    "ShowView": "Views",
    "ConnectParticipantWithLexBot": "Lex",
    "InvokeLambdaFunction": "External",
}
"""Values that an action fills anew."""


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """Programs and flow types by name. `aliases` are further names of some of them."""

    programs: Mapping[str, Program]
    types: Mapping[str, FlowType]
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])

    def at(self, flow: str, action: str) -> Instruction | None:
        """The instruction there, if there is one."""
        return self.programs[flow].instructions.get(action)

    def find(self, reference: str) -> str | None:
        """The flow that a name, an ARN or a placeholder means, if it is one of these."""
        return self._names.get(reference) or self._names.get(plain_name(reference))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        own = {name: name for name in self.programs}
        every = {**{alias: name for alias, name in self.aliases.items() if name in own}, **own}
        return {**{plain_name(name): flow for name, flow in every.items()}, **every}

    @cached_property
    def references(self) -> Mapping[str, frozenset[str]]:
        """Which others of these each flow names, for whatever reason."""
        found: dict[str, frozenset[str]] = {}
        for name, program in self.programs.items():
            texts = [
                text
                for instruction in program.instructions.values()
                for text in (leads_to(instruction) or "", *_hooked(instruction).values())
            ]
            others = {self.find(text) for text in texts if text} - {None, name}
            found[name] = frozenset(other for other in others if other is not None)
        return found

    @cached_property
    def hooks(self) -> Mapping[str, str]:
        """Flows that play at an event, and at which one."""
        found: dict[str, str] = {}
        for instruction in self._instructions("UpdateContactEventHooks"):
            for event, text in _hooked(instruction).items():
                flow = self.find(text)
                if flow is not None:
                    found.setdefault(flow, event)
        return found

    @cached_property
    def entered(self) -> frozenset[str]:
        """Flows and modules that another one of these leads to."""
        found: set[str] = set()
        for name, program in self.programs.items():
            for instruction in program.instructions.values():
                flow = self.find(leads_to(instruction) or "")
                if flow is not None and flow != name:
                    found.add(flow)
        return frozenset(found)

    def for_callers(self, flow: str) -> bool:
        """Whether a caller without a person on the line hears it."""
        event = self.hooks.get(flow)
        away = event in AGENT_HOOKS or event in AFTER_CALL_HOOKS
        return self.types[flow] in CALLER_TYPES and not away

    @cached_property
    def relevant(self) -> frozenset[Path]:
        """Values on which some decision depends, however far away."""
        wanted = set(self._compared())
        sources = list(self._copies())
        while True:
            more = {path for target, paths in sources if target in wanted for path in paths}
            if more <= wanted:
                return frozenset(wanted)
            wanted |= more

    def _compared(self) -> Iterator[Path]:
        for instruction in self._instructions("Compare"):
            yield from paths_in(instruction.parameters.get("ComparisonValue"))
        for instruction in self._instructions("UpdateContactCallbackNumber"):
            for path in paths_in(instruction.parameters.get("CallbackNumber")):
                if path == STORED:
                    yield path
        for program in self.programs.values():
            for instruction in program.instructions.values():
                for condition in instruction.conditions:
                    yield from paths_in(condition.operand)

    def _copies(self) -> Iterator[tuple[Path, tuple[Path, ...]]]:
        for program in self.programs.values():
            for instruction in program.instructions.values():
                for target, value in written(instruction):
                    yield target, tuple(paths_in(value))

    def _instructions(self, kind: str) -> Iterable[Instruction]:
        for program in self.programs.values():
            for instruction in program.instructions.values():
                if instruction.type == kind:
                    yield instruction


def plain_name(reference: str) -> str:
    """What identifies a flow in an ARN, a placeholder, a file name or a name."""
    last = reference.rpartition("/")[2].partition(":$")[0]
    bare = _KIND.sub("", _DECORATION.sub("", last))
    return re.sub(r"[\s_-]+", "-", bare).casefold()


def leads_to(instruction: Instruction) -> str | None:
    """The flow or module that an action goes to, as written."""
    if instruction.type == "TransferToFlow":
        return as_text(instruction.parameters.get("ContactFlowId"))
    if instruction.type == "InvokeFlowModule":
        return as_text(instruction.parameters.get("FlowModuleId"))
    return None


def _hooked(instruction: Instruction) -> Mapping[str, str]:
    """Events and the flows that play at them, as written."""
    if instruction.type != "UpdateContactEventHooks":
        return {}
    hooks = as_object(instruction.parameters.get("EventHooks"))
    return {event: as_text(text) or "" for event, text in hooks.items()}


def paths_in(value: Json) -> Iterator[Path]:
    """Every reference to a value of the contact in a parameter."""
    text = as_text(value)
    if text is not None and "$" in text:
        for part in parse(text):
            if not isinstance(part, str):
                yield normal(part)


def normal(path: Path) -> Path:
    """One name for what has two: `$.LambdaInvocation.ResultData.x` is `$.External.x`."""
    if path[:2] == ("LambdaInvocation", "ResultData"):
        return ("External", *path[2:])
    return path


def written(instruction: Instruction) -> Iterator[tuple[Path, Json]]:
    """What an action writes into values of the contact, and from where."""
    parameters: JsonObject = instruction.parameters
    if instruction.type == "UpdateContactAttributes":
        for key, value in as_object(parameters.get("Attributes")).items():
            yield ("Attributes", key), value
    elif instruction.type == "UpdateFlowAttributes":
        for key, value in as_object(parameters.get("FlowAttributes")).items():
            yield ("FlowAttributes", key), as_object(value).get("Value")
    elif instruction.type == "UpdateContactData":
        for key in ("LanguageCode", "Name", "Description", "CustomerId"):
            if key in parameters:
                yield (key,), parameters[key]

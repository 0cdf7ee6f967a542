"""Flow content prepared for playing: branches looked up once, functions bound once."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.document import Action, read
from flows.json_values import JsonObject
from flows.language import FlowType
from flows.simulator.errors import BrokenFlowError


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """A result that meets it goes to `target`. `operand` may hold a path."""

    operator: str
    operand: str
    target: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Instruction:
    """One action, ready to be played. `in_modules`: whether any source allows it in a module."""

    identifier: str
    type: str
    parameters: JsonObject
    next: str | None
    conditions: tuple[Condition, ...]
    errors: Mapping[str, str]
    in_modules: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Program:
    """A flow, ready to be played."""

    name: str
    start: Instruction
    instructions: Mapping[str, Instruction]

    def at(self, identifier: str, *, source: str) -> Instruction:
        """The instruction with that identifier.

        Raises:
            BrokenFlowError: `source` leads to an action that is not there.
        """
        instruction = self.instructions.get(identifier)
        if instruction is None:
            raise BrokenFlowError(
                f"flow '{self.name}': action '{source}' leads to '{identifier}', "
                "which is not in the flow"
            )
        return instruction


def compile_flow(name: str, content: JsonObject) -> Program:
    """Prepares content.

    Raises:
        BrokenFlowError: it has no start.
    """
    document = read(content)
    instructions = {action.identifier: _instruction(action) for action in document.actions}
    if document.start is None or document.start not in instructions:
        raise BrokenFlowError(f"flow '{name}': StartAction {document.start!r} is not in the flow")
    return Program(name=name, start=instructions[document.start], instructions=instructions)


def _instruction(action: Action) -> Instruction:
    return Instruction(
        identifier=action.identifier,
        type=action.type,
        parameters=action.parameters,
        next=action.next,
        conditions=tuple(
            Condition(
                operator=branch.operator,
                operand=branch.operands[0] if branch.operands else "",
                target=branch.target,
            )
            for branch in action.conditions
        ),
        errors=_targets(action),
        in_modules=_is_allowed_in_modules(action),
    )


def _targets(action: Action) -> Mapping[str, str]:
    """Error branches; one that leads to "" is none, as in AWS's own samples."""
    return {branch.error: branch.target for branch in action.errors if branch.target}


def _is_allowed_in_modules(action: Action) -> bool:
    return action.known is None or action.known.may_stand_in(FlowType.MODULE)

"""Plays flows: one action after the other, into modules and other flows, until one stops."""

from typing import Final

from flows.language import ErrorType, FlowType
from flows.simulator.actions.registry import find_action
from flows.simulator.conditions import holds
from flows.simulator.contact import Place
from flows.simulator.errors import BrokenFlowError
from flows.simulator.line import Line
from flows.simulator.outcomes import (
    DONE,
    Done,
    Enter,
    Failed,
    Finished,
    IntoModule,
    IntoQueue,
    Outcome,
    Over,
    Result,
    Returned,
    Stop,
)
from flows.simulator.program import Instruction, Program
from flows.simulator.result import Party
from flows.simulator.world import DeployedFlow

GOES_ON_AFTER_ERROR: Final = frozenset({"MessageParticipant", "MessageParticipantIteratively"})
"""Without an error branch these take their next action (adminguide, play: the "Okay" branch)."""

HEARD_BY_AGENT: Final = frozenset(
    {FlowType.AGENT_TRANSFER, FlowType.QUEUE_TRANSFER, FlowType.AGENT_WHISPER, FlowType.AGENT_HOLD}
)
"""Flows whose participant is the agent (adminguide, create-contact-flow)."""

KNOWS_AGENT: Final = frozenset(
    {
        FlowType.AGENT_TRANSFER,
        FlowType.AGENT_WHISPER,
        FlowType.AGENT_HOLD,
        FlowType.CUSTOMER_WHISPER,
        FlowType.CUSTOMER_HOLD,
        FlowType.OUTBOUND_WHISPER,
    }
)
"""Flows in which `$.Agent` has values (adminguide, connect-attrib-list)."""

NESTING: Final = 5
"""How deep modules may call each other (adminguide, contact-flow-modules)."""


class FlowEndedError(Exception):
    """The flow stopped where it should not; the message says why."""


def play(line: Line, flow: DeployedFlow, *, as_module: bool = False) -> Stop:
    """Plays a flow, and those it transfers to, until something ends it.

    Raises:
        FlowEndedError: an error has no branch to take, or an action leads nowhere.
    """
    places = line.contact.places
    places.append(Place(flow.name))
    try:
        return _play(line, flow, in_module=as_module or flow.type == FlowType.MODULE)
    finally:
        places.pop()


def _play(line: Line, flow: DeployedFlow, *, in_module: bool) -> Stop:
    program = _begin(line, flow)
    instruction = program.start
    while True:
        line.enter(flow, instruction)
        action = find_action(flow.name, instruction)
        if in_module and not instruction.in_modules:
            outcome: Outcome = Failed(f"{instruction.type} is not supported in a module")
        else:
            outcome = action(line, instruction)
        if isinstance(outcome, IntoModule):
            outcome = _through_module(line, flow, outcome)
        if isinstance(outcome, Done | Result | Failed):
            instruction = _follow(line, program, instruction, outcome)
        elif isinstance(outcome, Enter):
            line.took("")
            line.contact.leave_flow()
            flow = outcome.flow
            program = _begin(line, flow)
            instruction = program.start
        else:
            line.took("")
            return outcome


def _begin(line: Line, flow: DeployedFlow) -> Program:
    contact = line.contact
    contact.places[-1].flow = flow.name
    if not contact.callers and not line.aside:
        line.listener = Party.AGENT if flow.type in HEARD_BY_AGENT else Party.CUSTOMER
        contact.agent = line.world.agent if flow.type in KNOWS_AGENT else {}
    return flow.program


def _through_module(
    line: Line, caller: DeployedFlow, step: IntoModule
) -> Done | Result | Failed | Finished | IntoQueue | Over:
    """Plays a module; what ends the call in it ends the call."""
    contact = line.contact
    if len(contact.callers) >= NESTING:
        return Failed(f"modules are nested {NESTING} deep already")
    action = contact.places[-1].action
    line.took("")
    contact.enter_module(step.given)
    returned = Returned()
    try:
        stop = play(line, step.module, as_module=True)
        if isinstance(stop, Returned):
            returned = stop
    finally:
        contact.leave_module(returned.result, returned.data)
    if isinstance(stop, Finished | IntoQueue | Over):
        return stop
    line.back_in(caller.name, action)
    return DONE if returned.result is None else Result(returned.result)


def _follow(
    line: Line, program: Program, instruction: Instruction, outcome: Done | Result | Failed
) -> Instruction:
    """The action that comes next: error, then conditions, then the default."""
    if isinstance(outcome, Failed):
        label, target = _after_error(line, instruction, outcome)
    elif isinstance(outcome, Result):
        label, target = _after_result(line, program, instruction, outcome.value)
    else:
        label, target = "NextAction", instruction.next
    if not target:
        raise FlowEndedError(
            f"flow '{program.name}': action '{instruction.identifier}' leads nowhere"
            + (f" after {outcome.why}" if isinstance(outcome, Failed) else "")
        )
    line.took(label)
    return program.at(target, source=instruction.identifier)


def _after_error(line: Line, instruction: Instruction, failed: Failed) -> tuple[str, str | None]:
    line.note(failed.error, failed.why)
    for error in (failed.error, ErrorType.NO_MATCHING_ERROR):
        target = instruction.errors.get(error)
        if target is not None:
            return f"Errors/{error}", target
    goes_on = instruction.type in GOES_ON_AFTER_ERROR
    return "NextAction", instruction.next if goes_on else None


def _after_result(
    line: Line, program: Program, instruction: Instruction, value: str | None
) -> tuple[str, str | None]:
    for index, condition in enumerate(instruction.conditions):
        try:
            if holds(condition.operator, value, line.text(condition.operand) or ""):
                return f"Conditions/{index}", condition.target
        except KeyError as unknown:
            raise BrokenFlowError(
                f"flow '{program.name}': action '{instruction.identifier}' compares with "
                f"{condition.operator!r}, which is no operator"
            ) from unknown
    default = instruction.errors.get(ErrorType.NO_MATCHING_CONDITION)
    if default is None:
        return "NextAction", instruction.next
    return f"Errors/{ErrorType.NO_MATCHING_CONDITION}", default

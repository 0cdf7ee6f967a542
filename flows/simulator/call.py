"""Places a call: flows, one after the other, from the entry to the end."""

from collections.abc import Callable
from typing import Final

from flows.language import ErrorType
from flows.simulator.actions.registry import find_action
from flows.simulator.caller import Caller
from flows.simulator.conditions import holds
from flows.simulator.contact import Contact
from flows.simulator.errors import BrokenFlowError, UnknownFlowError
from flows.simulator.line import HungUpError, Line
from flows.simulator.outcomes import Enter, Failed, Outcome, Over, Result
from flows.simulator.program import Instruction, Program
from flows.simulator.result import CallResult, Ended, Turn
from flows.simulator.world import DeployedFlow, World

GOES_ON_AFTER_ERROR: Final = frozenset({"MessageParticipant", "MessageParticipantIteratively"})
"""Without an error branch these take their next action (adminguide, play: the "Okay" branch)."""

DIALED: Final = "+82700000000"


class _FlowEndedError(Exception):
    """The flow stopped where it should not; the message says why."""


def place_call(
    world: World,
    caller: Caller,
    *,
    entry: str,
    customer: str,
    contact_id: str,
    on_turn: Callable[[Turn], None] | None = None,
    dialed: str = DIALED,
) -> CallResult:
    """Plays a call. `entry` is a flow's ARN, id or name; `on_turn` hears each turn as it happens.

    Raises:
        SimulatorError: the flow can not be played (see flows.simulator.errors). What fails within
            a flow takes its error branch instead, and is told in `faults`.
    """
    contact = Contact(
        contact_id=contact_id,
        customer=customer,
        dialed=dialed,
        instance_arn=world.instance_arn,
        region=world.region,
    )
    line = Line(world, caller, contact, on_turn)
    error = None
    try:
        over = _play(line, _entry(world, entry))
    except HungUpError:
        over = Over(Ended.DISCONNECTED)
    except _FlowEndedError as stop:
        over, error = Over(Ended.ERROR), str(stop)
    return _result(line, over, error)


def _result(line: Line, over: Over, error: str | None) -> CallResult:
    return CallResult(
        contact_id=line.contact.contact_id,
        turns=tuple(line.turns),
        ended=over.ended,
        queue=over.queue,
        attributes=line.contact.attributes,
        path=tuple(line.path),
        faults=tuple(line.faults),
        seconds=line.elapsed,
        error=error,
    )


def _entry(world: World, entry: str) -> DeployedFlow:
    flow = world.find_flow(entry)
    if flow is None:
        flow = next((flow for flow in world.flows.values() if flow.name == entry), None)
    if flow is None:
        names = ", ".join(sorted({flow.name for flow in world.flows.values()})) or "none"
        raise UnknownFlowError(f"no flow '{entry}' is deployed; there are: {names}")
    return flow


def _play(line: Line, flow: DeployedFlow) -> Over:
    program = flow.program
    instruction = program.start
    while True:
        line.enter(flow, instruction)
        outcome = find_action(flow.name, instruction)(line, instruction)
        if isinstance(outcome, Over):
            return outcome
        if isinstance(outcome, Enter):
            line.contact.leave_flow()
            flow = outcome.flow
            program = flow.program
            instruction = program.start
        else:
            instruction = _follow(line, program, instruction, outcome)


def _follow(
    line: Line, program: Program, instruction: Instruction, outcome: Outcome
) -> Instruction:
    """The action that comes next: error, then conditions, then the default."""
    if isinstance(outcome, Failed):
        target = _after_error(line, instruction, outcome)
    elif isinstance(outcome, Result):
        target = _after_result(line, program, instruction, outcome.value)
    else:
        target = instruction.next
    if not target:
        raise _FlowEndedError(
            f"flow '{program.name}': action '{instruction.identifier}' leads nowhere"
            + (f" after {outcome.why}" if isinstance(outcome, Failed) else "")
        )
    return program.at(target, source=instruction.identifier)


def _after_error(line: Line, instruction: Instruction, failed: Failed) -> str | None:
    line.note(failed.error, failed.why)
    target = instruction.errors.get(failed.error)
    if target is None:
        target = instruction.errors.get(ErrorType.NO_MATCHING_ERROR)
    if target is None and instruction.type in GOES_ON_AFTER_ERROR:
        target = instruction.next
    return target


def _after_result(
    line: Line, program: Program, instruction: Instruction, value: str | None
) -> str | None:
    for condition in instruction.conditions:
        try:
            if holds(condition.operator, value, line.text(condition.operand) or ""):
                return condition.target
        except KeyError as unknown:
            raise BrokenFlowError(
                f"flow '{program.name}': action '{instruction.identifier}' compares with "
                f"{condition.operator!r}, which is no operator"
            ) from unknown
    default = instruction.errors.get(ErrorType.NO_MATCHING_CONDITION)
    return default if default is not None else instruction.next

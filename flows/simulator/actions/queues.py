"""Where a call goes: queue, other flow, end."""

from flows.language import ErrorType
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Enter, Failed, Outcome, Over
from flows.simulator.program import Instruction
from flows.simulator.result import Ended


def update_contact_target_queue(line: Line, instruction: Instruction) -> Outcome:
    """Chooses the queue; an agent's own queue is not played yet and takes the error branch."""
    reference = line.text(instruction.parameters.get("QueueId"))
    queue = line.world.find_queue(reference) if reference else None
    if queue is None:
        return Failed(f"there is no queue {reference!r}")
    line.contact.queue = queue
    return DONE


def update_contact_routing_behavior(line: Line, instruction: Instruction) -> Outcome:
    """Sets the priority in the queue. An adjustment of the waiting time changes nothing here."""
    priority = line.text(instruction.parameters.get("QueuePriority"))
    if priority is not None and priority.isdigit():
        line.contact.priority = int(priority)
    return DONE


def transfer_contact_to_queue(line: Line, _instruction: Instruction) -> Outcome:
    """Into the chosen queue; with somebody free, through to them."""
    queue = line.contact.queue
    if queue is None:
        return Failed("no queue has been chosen")
    if queue.is_full:
        return Failed(f"queue '{queue.name}' is full", ErrorType.QUEUE_AT_CAPACITY)
    if line.world.agents < 1:
        return Over(Ended.QUEUED, queue.name)
    line.agent_answers()
    return Over(Ended.TRANSFERRED, queue.name)


def transfer_to_flow(line: Line, instruction: Instruction) -> Outcome:
    """On to another flow."""
    reference = line.text(instruction.parameters.get("ContactFlowId"))
    flow = line.world.find_flow(reference) if reference else None
    return Failed(f"there is no flow {reference!r}") if flow is None else Enter(flow)


def disconnect_participant(_line: Line, _instruction: Instruction) -> Outcome:
    """Hangs up."""
    return Over(Ended.DISCONNECTED)


def end_flow_execution(_line: Line, _instruction: Instruction) -> Outcome:
    """Ends the flow; a contact that is in no queue ends with it."""
    return Over(Ended.DISCONNECTED)

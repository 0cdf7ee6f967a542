"""Queues: choosing one, waiting in it, leaving it for another, being called back."""

from typing import Final

from flows.json_values import Json, as_text
from flows.language import ErrorType
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, IntoQueue, Outcome, Over
from flows.simulator.program import Instruction
from flows.simulator.result import CreatedKind, Ended
from flows.simulator.world import DeployedQueue, last_part

TRANSFERS: Final = 11
"""How often a contact may go from queue to queue (adminguide, transfer-to-queue)."""

CALLBACK_SECONDS: Final = 259_200
"""Longest delay of a callback: three days (devguide, contact-actions-createcallbackcontact)."""


def named_queue(line: Line, instruction: Instruction) -> DeployedQueue | None:
    """The queue of `QueueId`, or an agent's own of `AgentId`; None when there is none."""
    parameters = instruction.parameters
    agent = line.text(parameters.get("AgentId"))
    if agent:
        return DeployedQueue(name=last_part(agent), arn=agent, of_agent=True)
    reference = line.text(parameters.get("QueueId"))
    return line.world.find_queue(reference) if reference else None


def update_contact_target_queue(line: Line, instruction: Instruction) -> Outcome:
    """Chooses the queue, or an agent: whoever is named is taken for an agent that exists."""
    queue = named_queue(line, instruction)
    if queue is None:
        return Failed(f"there is no queue {line.text(instruction.parameters.get('QueueId'))!r}")
    line.contact.queue = queue
    return DONE


def transfer_contact_to_queue(line: Line, _instruction: Instruction) -> Outcome:
    """Into the chosen queue, which ends the flow."""
    queue = line.contact.queue
    if line.contact.waits_in is not None:
        return Failed("the contact is in a queue already; a queue flow dequeues it")
    if queue is None:
        return Failed("no queue has been chosen")
    return _into(queue)


def dequeue_contact_and_transfer_to_queue(line: Line, instruction: Instruction) -> Outcome:
    """From a queue flow into another queue; what fails leaves the contact where it was."""
    if line.contact.waits_in is None:
        return Failed("the contact is in no queue")
    queue = named_queue(line, instruction)
    if queue is None:
        return Failed(f"there is no queue {line.text(instruction.parameters.get('QueueId'))!r}")
    if line.contact.queue_transfers >= TRANSFERS:
        return Failed(f"the contact has changed queues {TRANSFERS} times already")
    return _into(queue)


def _into(queue: DeployedQueue) -> Outcome:
    if queue.is_full:
        return Failed(f"queue '{queue.name}' is full", ErrorType.QUEUE_AT_CAPACITY)
    return IntoQueue(queue)


def transfer_contact_to_agent(line: Line, _instruction: Instruction) -> Outcome:
    """To the chosen agent; when they are busy the call ends."""
    queue = line.contact.queue
    if line.world.agents < 1:
        return Over(Ended.DISCONNECTED)
    line.agent_answers()
    return Over(Ended.TRANSFERRED, None if queue is None else queue.name)


def create_callback_contact(line: Line, instruction: Instruction) -> Outcome:
    """Leaves a callback; the flow goes on, most often to its end.

    Without UpdateContactCallbackNumber the caller's own number is called (an assumption).
    """
    contact = line.contact
    if contact.channel != "VOICE":
        return Failed("only telephone calls can be called back")
    named = line.text(instruction.parameters.get("QueueId"))
    found = named_queue(line, instruction)
    if named and found is None:
        return Failed(f"there is no queue {named!r}")
    queue = found or contact.queue
    flow = line.text(instruction.parameters.get("ContactFlowId"))
    if queue is None and not flow:
        return Failed("no queue is named or chosen")
    if flow and line.world.find_flow(flow) is None:
        return Failed(f"there is no flow {flow!r}")
    values: dict[str, Json] = {
        "number": contact.callback_number or contact.customer,
        "queue": None if queue is None else queue.name,
        "flow": flow,
    }
    for name, key, least in _CALLBACK_NUMBERS:
        given = as_text(instruction.parameters.get(name))
        if given is not None:
            if not given.isdecimal() or not least <= int(given) <= CALLBACK_SECONDS:
                return Failed(f"{name} is {given!r}; {least} to {CALLBACK_SECONDS} is accepted")
            values[key] = int(given)
    line.create(CreatedKind.CALLBACK, values)
    return DONE


_CALLBACK_NUMBERS: Final = (
    ("InitialCallDelaySeconds", "delay_seconds", 1),
    ("MaximumConnectionAttempts", "attempts", 1),
    ("RetryDelaySeconds", "retry_seconds", 1),
)
"""Parameter, its name in the result, and the least it may be."""


def update_contact_routing_behavior(line: Line, instruction: Instruction) -> Outcome:
    """Sets the priority in the queue. An adjustment of the waiting time is only noted."""
    priority = line.text(instruction.parameters.get("QueuePriority"))
    if priority is not None and priority.isdecimal():
        line.contact.priority = int(priority)
    adjustment = line.text(instruction.parameters.get("QueueTimeAdjustmentSeconds"))
    if adjustment is not None:
        line.contact.routing = {**line.contact.routing, "QueueTimeAdjustmentSeconds": adjustment}
    return DONE


def update_contact_routing_criteria(line: Line, instruction: Instruction) -> Outcome:
    """Which agents may take it. Exports and documents name the action differently."""
    criteria = instruction.parameters.get("RoutingCriteria")
    if not criteria:
        return Failed("RoutingCriteria has no steps")
    line.contact.routing = {**line.contact.routing, "Criteria": criteria}
    return DONE


def route_contact_to_agent(line: Line, instruction: Instruction) -> Outcome:
    """From a queue straight to one agent, even a busy one; without a name it fails."""
    agent = line.text(instruction.parameters.get("AgentId"))
    if line.contact.waits_in is None:
        return Failed("the contact is in no queue")
    if not agent and not instruction.parameters.get("Agent"):
        return Failed("names no agent")
    if line.world.agents < 1:
        return Failed("the agent is not there")
    return IntoQueue(
        DeployedQueue(name=last_part(agent or "agent"), arn=agent or "", of_agent=True)
    )

"""Hours, staffing and queues: CheckHoursOfOperation, CheckMetricData, GetMetricData."""

from math import ceil
from typing import Final

from flows.json_values import Json, as_text
from flows.simulator.actions.queues import named_queue
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.world import DeployedQueue

AGENT_METRICS: Final = frozenset(
    {"NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"}
)


def check_hours_of_operation(line: Line, instruction: Instruction) -> Outcome:
    """True or False, by the hours named or those of the chosen queue; an agent has none."""
    named = line.text(instruction.parameters.get("HoursOfOperationId"))
    if named is None:
        queue = line.contact.queue
        if queue is not None and queue.of_agent:
            return Failed("an agent's queue has no hours")
        named = None if queue is None else queue.hours_arn
    hours = line.world.find_hours(named or "")
    if hours is None and not named:
        return Failed("no hours are named, and the chosen queue has none")
    if hours is None:
        return Failed(f"there are no hours {named}")
    return Result("True" if hours.is_open(line.now) else "False")


def check_metric_data(line: Line, instruction: Instruction) -> Outcome:
    """Comes to the number, for conditions to compare."""
    queue = _queue(line, instruction)
    if queue is None:
        return Failed("no queue is named or chosen")
    metric = as_text(instruction.parameters.get("MetricType")) or ""
    if metric in AGENT_METRICS:
        return Result(str(line.world.free_agents(queue)))
    if metric == "NumberOfContactsInQueue":
        return Result(str(_size(line, queue)))
    if metric == "OldestContactInQueueAgeSeconds":
        return Result(str(_oldest(line, queue)))
    return Failed(f"there is no metric {metric!r}")


def get_metric_data(line: Line, instruction: Instruction) -> Outcome:
    """Fills `$.Metrics`; what is not known of the contact is left out, as without activity."""
    queue = _queue(line, instruction)
    if queue is None:
        return Failed("no queue is named or chosen")
    free = {"Count": str(line.world.free_agents(queue))}
    wait = _estimated_wait(line, queue)
    metrics: dict[str, Json] = {
        "Queue": {
            "Name": queue.name,
            "ARN": queue.arn,
            "Size": str(_size(line, queue)),
            "OldestContactAge": str(_oldest(line, queue)),
            "EstimatedWaitTime": wait,
        },
        "Agents": {"Online": free, "Available": free, "Staffed": free},
    }
    if line.contact.waits_in is not None:
        position = str(_ahead(line, line.contact.waits_in) + 1)
        metrics["Contact"] = {"PositionInQueue": position, "EstimatedWaitTime": wait}
    line.contact.metrics = metrics
    return DONE


def _queue(line: Line, instruction: Instruction) -> DeployedQueue | None:
    named = instruction.parameters.get("QueueId") or instruction.parameters.get("AgentId")
    return named_queue(line, instruction) if named else line.contact.queue


def _waits_in(line: Line, queue: DeployedQueue) -> bool:
    return line.contact.waits_in is not None and line.contact.waits_in.arn == queue.arn


def _ahead(line: Line, queue: DeployedQueue) -> int:
    """How many are served before the contact; they go one by one until it is answered."""
    contact = line.contact
    if contact.deadline is None or not _waits_in(line, queue):
        return queue.waiting
    whole, left = contact.deadline - contact.queued_at, contact.deadline - contact.elapsed
    return ceil(queue.waiting * left / whole) if whole else 0


def _size(line: Line, queue: DeployedQueue) -> int:
    return _ahead(line, queue) + 1 if _waits_in(line, queue) else queue.waiting


def _oldest(line: Line, queue: DeployedQueue) -> int:
    if not _waits_in(line, queue):
        return queue.oldest_seconds
    waited = line.contact.elapsed - line.contact.queued_at
    return int(queue.oldest_seconds + waited if queue.oldest_seconds else waited)


def _estimated_wait(line: Line, queue: DeployedQueue) -> str | None:
    """What the world says of the queue, less what has been waited; else how long it will be."""
    contact = line.contact
    waited = contact.elapsed - contact.queued_at if _waits_in(line, queue) else 0.0
    if queue.estimated_wait_seconds is not None:
        return str(int(max(queue.estimated_wait_seconds - waited, 0)))
    if contact.deadline is not None and _waits_in(line, queue):
        return str(int(contact.deadline - contact.elapsed))
    return None

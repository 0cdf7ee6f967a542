"""Decisions: Compare, Loop, Wait, percentages, hours, metrics."""

from typing import Final

from flows.json_values import JsonObject, as_text
from flows.simulator.line import Line
from flows.simulator.outcomes import DONE, Failed, Outcome, Result
from flows.simulator.program import Instruction
from flows.simulator.world import DeployedQueue

AGENT_METRICS: Final = frozenset(
    {"NumberOfAgentsAvailable", "NumberOfAgentsStaffed", "NumberOfAgentsOnline"}
)


def compare(line: Line, instruction: Instruction) -> Outcome:
    """Comes to the value; a missing one meets no condition."""
    return Result(line.text(instruction.parameters.get("ComparisonValue")))


def loop(line: Line, instruction: Instruction) -> Outcome:
    """ContinueLooping as often as LoopCount says, then DoneLooping once, then from the start."""
    loops, key = line.contact.loops, instruction.identifier
    text = line.text(instruction.parameters.get("LoopCount"))
    if text is None or not text.isdigit():
        return Failed(f"LoopCount is {text!r}, not a number")
    rounds = loops.get(key, 0)
    if rounds < int(text):
        loops[key] = rounds + 1
        return Result("ContinueLooping")
    loops[key] = 0
    return Result("DoneLooping")


def wait(line: Line, instruction: Instruction) -> Outcome:
    """Lets time go by. Exports write TimeLimitSeconds, the documents TimeoutSeconds."""
    parameters = instruction.parameters
    text = line.text(parameters.get("TimeLimitSeconds", parameters.get("TimeoutSeconds")))
    if text is None or not text.isdigit():
        return Failed(f"TimeLimitSeconds is {text!r}, not a number")
    line.elapsed += int(text)
    return Result("WaitCompleted")


def distribute_by_percentage(line: Line, _instruction: Instruction) -> Outcome:
    """A number from 1 to 100, drawn with the world's seed."""
    return Result(str(line.random.randint(1, 100)))


def check_hours_of_operation(line: Line, instruction: Instruction) -> Outcome:
    """True or False, by the hours named or those of the chosen queue."""
    named = line.text(instruction.parameters.get("HoursOfOperationId"))
    if named is None:
        queue = line.contact.queue
        named = None if queue is None else queue.hours_arn
    if not named:
        return Failed("no hours are named, and the chosen queue has none")
    hours = line.world.find_hours(named)
    if hours is None:
        return Failed(f"there are no hours {named}")
    return Result("True" if hours.is_open(line.now) else "False")


def check_metric_data(line: Line, instruction: Instruction) -> Outcome:
    """Comes to the number, for conditions to compare."""
    queue = _queue(line, instruction.parameters)
    if queue is None:
        return Failed("no queue is named or chosen")
    metric = as_text(instruction.parameters.get("MetricType")) or ""
    if metric in AGENT_METRICS:
        return Result(str(line.world.agents))
    if metric == "NumberOfContactsInQueue":
        return Result(str(queue.waiting))
    if metric == "OldestContactInQueueAgeSeconds":
        return Result(str(queue.oldest_seconds))
    return Failed(f"there is no metric {metric!r}")


def get_metric_data(line: Line, instruction: Instruction) -> Outcome:
    """Fills `$.Metrics`."""
    queue = _queue(line, instruction.parameters)
    if queue is None:
        return Failed("no queue is named or chosen")
    agents = {"Count": str(line.world.agents)}
    line.contact.metrics = {
        "Queue": {
            "Name": queue.name,
            "ARN": queue.arn,
            "Size": str(queue.waiting),
            "OldestContactAge": str(queue.oldest_seconds),
        },
        "Agents": {"Online": agents, "Available": agents, "Staffed": agents},
    }
    return DONE


def _queue(line: Line, parameters: JsonObject) -> DeployedQueue | None:
    named = line.text(parameters.get("QueueId"))
    return line.world.find_queue(named) if named else line.contact.queue

"""Decisions: Compare, Loop, Wait, percentages."""

from collections.abc import Sequence

from flows.json_values import Json, JsonObject, as_list
from flows.language import LOOP_COUNT, WAIT_SECONDS
from flows.simulator.caller import Silence
from flows.simulator.line import Line
from flows.simulator.outcomes import Failed, Outcome, Result
from flows.simulator.program import Instruction


def compare(line: Line, instruction: Instruction) -> Outcome:
    """Comes to the value; a missing one meets no condition."""
    return Result(line.text(instruction.parameters.get("ComparisonValue")))


def loop(line: Line, instruction: Instruction) -> Outcome:
    """ContinueLooping as often as LoopCount says, then DoneLooping once, then from the start.

    The count belongs to the action's identifier. Newer loops have a name, under which their index
    (from 0) can be read, and may go through a list instead of counting.
    """
    parameters, contact, key = instruction.parameters, line.contact, instruction.identifier
    elements = _elements(line, parameters)
    text = line.text(parameters.get("LoopCount"))
    if elements is not None:
        times = len(elements)
    elif text is None or not text.isdecimal() or not LOOP_COUNT[0] <= int(text) <= LOOP_COUNT[1]:
        return Failed(
            f"LoopCount is {text!r}, not a number from {LOOP_COUNT[0]} to {LOOP_COUNT[1]}"
        )
    else:
        times = int(text)
    rounds = contact.loops.get(key, 0)
    name = line.text(parameters.get("LoopName")) or key
    if rounds < times:
        contact.loops[key] = rounds + 1
        values: dict[str, Json] = {"Index": str(rounds)}
        if elements is not None:
            values |= {"Element": elements[rounds], "Elements": elements}
        contact.loop_values[name] = values
        return Result("ContinueLooping")
    contact.loops[key] = 0
    return Result("DoneLooping")


def _elements(line: Line, parameters: JsonObject) -> Sequence[Json] | None:
    """What a loop goes through: a list, or the path of one in a function's JSON answer."""
    given = parameters.get("LoopArray", parameters.get("LoopElements"))
    if isinstance(given, str):
        return line.values(given)
    return as_list(given) if isinstance(given, list) else None


def wait(line: Line, instruction: Instruction) -> Outcome:
    """Lets time go by. Exports write TimeLimitSeconds, the documents TimeoutSeconds.

    A chat's customer may come back meanwhile, which is an event when the action names it. On a
    call nobody is asked; that it is allowed there is where the pages disagree.
    """
    parameters = instruction.parameters
    text = line.text(parameters.get("TimeLimitSeconds", parameters.get("TimeoutSeconds")))
    if text is None or not text.isdecimal() or int(text) > WAIT_SECONDS[1]:
        return Failed(f"TimeLimitSeconds is {text!r}, not a number up to {WAIT_SECONDS[1]}")
    events = as_list(parameters.get("Events"))
    if line.contact.channel != "VOICE" and "CustomerReturned" in events:
        action = line.wait(float(text))
        if not isinstance(action, Silence):
            return Result("CustomerReturned")
        return Result("WaitCompleted")
    line.advance(int(text))
    return Result("WaitCompleted")


def distribute_by_percentage(line: Line, _instruction: Instruction) -> Outcome:
    """A number from 1 to 100, drawn with the world's seed."""
    return Result(str(line.draw()))

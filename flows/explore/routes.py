"""Where a path leads: queues, people, other flows, modules, the end."""

from collections.abc import Iterator
from typing import Final

from flows.explore.junction import Choice, Junction, Outcome
from flows.explore.state import LOOP, Draft, Ending, Place
from flows.json_values import as_text, is_true

MODULE_DEPTH: Final = 5
"""How deep modules may call modules (adminguide, contact-flow-modules)."""

_NOT_IN_MODULES: Final = (
    "External",
    "Lex",
    "Customer",
    "Metrics",
    "StoredCustomerInput",
    "FlowAttributes",
    "Modules",
)


def disconnect(junction: Junction) -> Iterator[Outcome]:
    """Hangs up."""
    yield junction.stop(Ending.DISCONNECTED)


def end_flow(junction: Junction) -> Iterator[Outcome]:
    """The flow ends; the contact with it, unless it waits in a queue."""
    yield junction.stop(Ending.ENDED)


def queue(junction: Junction) -> Iterator[Outcome]:
    """Into the queue; full; or a fault."""
    yield junction.stop(Ending.QUEUE)
    yield from junction.errors()


def agent(junction: Junction) -> Iterator[Outcome]:
    """Through to an agent."""
    yield junction.stop(Ending.AGENT)
    yield from junction.errors()


def third_party(junction: Junction) -> Iterator[Outcome]:
    """To another number, perhaps with a return."""
    if is_true(junction.parameters.get("ContinueFlowExecution")) and junction.instruction.next:
        yield junction.done(choice=Choice.RESULT)
    yield junction.stop(Ending.THIRD_PARTY, choice=Choice.RESULT)
    yield from junction.errors()


def flow(junction: Junction) -> Iterator[Outcome]:
    """On to another flow; one that is not at hand is an end."""
    draft = junction.draft.copy()
    written = as_text(junction.parameters.get("ContactFlowId")) or ""
    value = junction.evaluate(draft, written)
    reference = value if isinstance(value, str) else written
    found = junction.atlas.find(reference)
    if found is not None:
        draft.callers = ()
        draft.forget("FlowAttributes", missing=True)
        draft.forget(LOOP)
        draft.place = _start(junction, found)
        yield junction.enter(draft)
    elif reference:
        yield junction.stop(Ending.FLOW, reference)
    yield from junction.errors()


def module(junction: Junction) -> Iterator[Outcome]:
    """Into a module; of one that is not at hand every result is possible."""
    found = junction.atlas.find(as_text(junction.parameters.get("FlowModuleId")) or "")
    draft = _outside(junction.draft.copy())
    if found is None:
        for index, condition in enumerate(junction.instruction.conditions):
            branch = f"condition:{index}"
            target = condition.target
            yield junction.go(Choice.RESULT, branch, target, draft.copy(), value=condition.operand)
        yield junction.otherwise(Choice.RESULT, draft)
    elif len(draft.callers) < MODULE_DEPTH:
        draft.callers = (*draft.callers, draft.place)
        draft.place = _start(junction, found)
        yield junction.enter(draft)
    yield from junction.errors()


def end_module(junction: Junction) -> Iterator[Outcome]:
    """Back to where the module was called from, with its result."""
    draft = junction.draft.copy()
    if not draft.callers:
        yield junction.stop(Ending.RETURNED)
        return
    result = junction.evaluate(draft, junction.parameters.get("Result"))
    draft.place = draft.callers[-1]
    draft.callers = draft.callers[:-1]
    _outside(draft)
    instruction = junction.atlas.at(draft.place.flow, draft.place.action)
    if instruction is None:
        yield junction.stop(Ending.DEAD, "the module was called from nowhere")
        return
    back = Junction(junction.atlas, instruction, draft, exact=junction.exact)
    yield from back.decide(Choice.RESULT, result, draft)


def _outside(draft: Draft) -> Draft:
    """Modules and their callers do not see each other's values; what comes back is unknown."""
    for root in _NOT_IN_MODULES:
        draft.forget(root)
    return draft


def _start(junction: Junction, name: str) -> Place:
    return Place(name, junction.atlas.programs[name].start.identifier)

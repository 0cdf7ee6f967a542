"""What can come of each action type."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final, TypeAlias

from flows.explore import listening, routes
from flows.explore.atlas import REPLACED, paths_in, written
from flows.explore.junction import DEFAULT, NO_ERROR, Choice, Junction, Outcome
from flows.explore.notices import records_at_once, records_people
from flows.explore.state import LOOP, Draft, Ending, Mark
from flows.explore.values import PHONE, Fact, Unknown
from flows.json_values import as_text
from flows.language import ACTION_TYPES, ErrorType
from flows.simulator.conditions import holds

Outcomes: TypeAlias = Iterator[Outcome]

CHANNEL: Final = ("Channel",)
TASK: Final = "TASK"
"""Of the channels the one in which nothing is said."""


def outcomes(junction: Junction) -> Outcomes:
    """Everything that can come of the action."""
    if junction.in_module and not junction.instruction.in_modules:
        return iter((junction.fails(NO_ERROR, choice=Choice.GOES_ON),))
    return _BY_TYPE.get(junction.instruction.type, _anything)(junction)


def _anything(junction: Junction) -> Outcomes:
    """An action without meaning of its own here: each result, each error, and otherwise on."""
    instruction = junction.instruction
    known = ACTION_TYPES.get(instruction.type)
    draft = junction.draft.copy()
    root = REPLACED.get(instruction.type)
    if root is not None:
        draft.forget(root)
    choice = Choice.VIEW if instruction.type == "ShowView" else Choice.RESULT
    if known is not None and known.ending == "always":
        yield junction.stop(Ending.ENDED, instruction.type)
        return
    if instruction.conditions:
        yield from _each_result(junction, draft, choice)
    elif known is not None and known.ending == "on_success":
        yield junction.stop(Ending.ENDED, instruction.type)
    else:
        yield junction.done(draft)
    if choice is Choice.VIEW:
        yield junction.stop(Ending.HUNG_UP, choice=Choice.HANG_UP)
    yield from junction.errors()


def _each_result(junction: Junction, draft: Draft, choice: Choice) -> Outcomes:
    instruction = junction.instruction
    for index, condition in enumerate(instruction.conditions):
        ahead = draft.copy()
        if choice is Choice.VIEW and ("Views", "Action") in junction.relevant:
            ahead.values["Views", "Action"] = condition.operand
        yield junction.go(
            choice, f"condition:{index}", condition.target, ahead, value=condition.operand
        )
    if DEFAULT in instruction.errors or instruction.type not in ACTION_TYPES:
        yield junction.otherwise(choice, draft.copy(), "anything else")


def _callback_number(junction: Junction) -> Outcomes:
    """A text that is no number, such as the "Timeout" of somebody who keyed in nothing, fails."""
    paths = list(paths_in(junction.parameters.get("CallbackNumber")))
    number = junction.draft.values.get(paths[0]) if paths else None
    if isinstance(number, str) and not number.startswith("+"):
        yield junction.fails(ErrorType.INVALID_CALLBACK_NUMBER.value, choice=Choice.GOES_ON)
        return
    draft = junction.draft.copy()
    if not isinstance(number, Unknown) or draft.suppose(number, Fact(PHONE, "", met=True)):
        yield junction.done(draft)
    yield from junction.errors()


def _message(junction: Junction) -> Outcomes:
    yield junction.done(junction.heard())
    yield from junction.errors(junction.tried)


def _values(junction: Junction) -> Outcomes:
    """All values are read before any is written."""
    draft = junction.draft.copy()
    new = [
        (path, junction.evaluate(draft, text))
        for path, text in written(junction.instruction)
        if path in junction.relevant
    ]
    draft.values.update((path, value) for path, value in new if value is not None)
    yield junction.done(draft)
    yield from junction.errors()


def _function(junction: Junction) -> Outcomes:
    answered = junction.draft.copy()
    asynchronous = as_text(junction.parameters.get("InvocationType")) == "ASYNCHRONOUS"
    answered.forget("External", missing=asynchronous)
    yield junction.done(answered, Choice.FUNCTION)
    yield from junction.errors(lambda draft: draft.forget("External", missing=True))


def _compare(junction: Junction) -> Outcomes:
    draft = junction.draft.copy()
    compared = junction.parameters.get("ComparisonValue")
    value = junction.evaluate(draft, compared)
    by_channel = list(paths_in(compared)) == [CHANNEL]
    for outcome in junction.decide(Choice.VALUE, value, draft):
        if by_channel and outcome.value == TASK and isinstance(outcome.ahead, Draft):
            outcome.ahead.marks |= {Mark.TASK}
        yield outcome
    yield from junction.errors()


def _loop(junction: Junction) -> Outcomes:
    count = as_text(junction.parameters.get("LoopCount")) or ""
    path = (LOOP, junction.flow, junction.instruction.identifier)
    if junction.exact and count.isdigit():
        draft = junction.draft.copy()
        rounds = int(str(draft.values.pop(path, None) or 0))
        if rounds < int(count):
            draft.values[path] = str(rounds + 1)
        result = "ContinueLooping" if rounds < int(count) else "DoneLooping"
        yield from junction.decide(Choice.RESULT, result, draft)
    else:
        for result in ("ContinueLooping", "DoneLooping"):
            for outcome in junction.decide(Choice.RESULT, result, junction.draft.copy()):
                yield replace(outcome, bounded=result == "ContinueLooping")
    yield from junction.errors()


def _hours(junction: Junction) -> Outcomes:
    results = ["True", "False"]
    other = {condition.operand for condition in junction.instruction.conditions} - {*results}
    for result in [*results, *sorted(other)]:
        yield from junction.decide(Choice.RESULT, result, junction.draft.copy())
    yield from junction.errors()


def _metric(junction: Junction) -> Outcomes:
    draft = junction.draft.copy()
    yield from junction.decide(Choice.RESULT, draft.fresh(("(metric)",)), draft)
    yield from junction.errors()


def _percentage(junction: Junction) -> Outcomes:
    seen: set[int] = set()
    conditions = junction.instruction.conditions
    for drawn in range(1, 101):
        index = next(
            (i for i, c in enumerate(conditions) if _drawn(c.operator, drawn, c.operand)), -1
        )
        if index in seen:
            continue
        seen.add(index)
        if index < 0:
            yield junction.otherwise(Choice.RESULT, junction.draft.copy(), str(drawn))
        else:
            target = conditions[index].target
            yield junction.go(Choice.RESULT, f"condition:{index}", target, value=str(drawn))
    yield from junction.errors()


def _drawn(operator: str, drawn: int, operand: str) -> bool:
    try:
        return holds(operator, str(drawn), operand)
    except KeyError:
        return False


def _recording(junction: Junction) -> Outcomes:
    draft = junction.draft.copy()
    on = records_people(junction.parameters) or records_at_once(junction.parameters)
    draft.marks = draft.marks | {Mark.RECORDING} if on else draft.marks - {Mark.RECORDING}
    if junction.instruction.conditions:
        yield from _each_result(junction, draft, Choice.RESULT)
    else:
        yield junction.done(draft)
    yield from junction.errors()


_BY_TYPE: Final[Mapping[str, Callable[[Junction], Outcomes]]] = {
    "CheckHoursOfOperation": _hours,
    "CheckMetricData": _metric,
    "Compare": _compare,
    "ConnectParticipantWithLexBot": listening.bot,
    "DequeueContactAndTransferToQueue": routes.queue,
    "DisconnectParticipant": routes.disconnect,
    "DistributeByPercentage": _percentage,
    "EndFlowExecution": routes.end_flow,
    "EndFlowModuleExecution": routes.end_module,
    "GetParticipantInput": listening.keys,
    "InvokeFlowModule": routes.module,
    "InvokeLambdaFunction": _function,
    "Loop": _loop,
    "MessageParticipant": _message,
    "MessageParticipantIteratively": listening.waiting,
    "TransferContactToAgent": routes.agent,
    "TransferContactToQueue": routes.queue,
    "TransferParticipantToThirdParty": routes.third_party,
    "TransferToFlow": routes.flow,
    "UpdateContactAttributes": _values,
    "UpdateContactCallbackNumber": _callback_number,
    "UpdateContactData": _values,
    "UpdateContactRecordingAndAnalyticsBehavior": _recording,
    "UpdateContactRecordingBehavior": _recording,
    "UpdateFlowAttributes": _values,
}

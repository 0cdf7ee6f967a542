"""What an action's result is compared with."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from flows.checks.jsonpath import is_reference
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problem, Problems, error, warning
from flows.document import Action, ConditionBranch
from flows.json_values import as_list, as_text, is_true
from flows.language import MENU_KEYS, ActionType, Operator

_OPERATORS: Final = frozenset(operator.value for operator in Operator)
_AGENT_METRICS: Final = "NumberOfAgents"
_WAIT_DONE: Final = "WaitCompleted"


def check_conditions(action: Action, known: ActionType) -> Problems:
    """Everything in `Transitions.Conditions`."""
    name = action.identifier
    if action.conditions and not known.operators:
        yield error(
            "no-conditions", f"{action.type} takes no conditions; compare with Compare", name
        )
        return
    for condition in action.conditions:
        yield from _check_condition(action, condition, known)
    yield from _check_doubles(action)
    given = {operand for branch in action.conditions for operand in branch.operands}
    for missing in sorted(known.needed_operands - given):
        if not any(has_placeholder(operand) for operand in given):
            yield error("missing-condition", f"needs a condition for {missing!r}", name)
    special = _SPECIAL.get(action.type)
    if special is not None:
        yield from special(action)


def _check_condition(action: Action, condition: ConditionBranch, known: ActionType) -> Problems:
    name, operator = action.identifier, condition.operator
    if condition.nested:
        yield warning(
            "nested-condition",
            f"{operator} holds conditions, which the service refuses; chain two Compare",
            name,
        )
        return
    if has_placeholder(operator):
        return
    if operator not in _OPERATORS:
        yield error(
            "unknown-operator",
            f"there is no operator {operator!r}; use one of {', '.join(sorted(known.operators))}",
            name,
        )
    elif operator not in known.operators:
        yield error(
            "wrong-operator",
            f"{action.type} compares with {', '.join(sorted(known.operators))}, not {operator}",
            name,
        )
    yield from _check_operands(action, condition, known)


def _check_operands(action: Action, condition: ConditionBranch, known: ActionType) -> Problems:
    name, operands = action.identifier, condition.operands
    wanted = 0 if condition.operator == Operator.EXISTS else 1
    if len(operands) != wanted:
        if wanted or operands:
            yield error(
                "operands",
                f"{condition.operator} has {wanted} operand{'' if wanted == 1 else 's'}; this has "
                f"{len(operands)}",
                name,
            )
        return
    for operand in operands:
        if operand == "":
            yield error(
                "empty-operand",
                "the service refuses an empty operand; let the value be a word such as 'none'",
                name,
            )
        elif has_placeholder(operand):
            continue
        elif known.operands and operand not in known.operands:
            yield warning(
                "impossible-result",
                f"{action.type} gives {', '.join(sorted(known.operands))}, never {operand!r}",
                name,
            )
        elif condition.operator.startswith("Number") and not _is_number(operand):
            yield warning(
                "number-operand", f"{operand!r} is no number, so this is never true", name
            )


def _is_number(operand: str) -> bool:
    if is_reference(operand):
        return True
    try:
        float(operand)
    except ValueError:
        return False
    return True


def _check_doubles(action: Action) -> Problems:
    counted = Counter((branch.operator, branch.operands) for branch in action.conditions)
    for (operator, operands), count in counted.items():
        if count > 1:
            yield warning(
                "double-condition",
                f"compares {count} times with {operator} {' '.join(operands)}; keep the first",
                action.identifier,
            )


def _check_menu(action: Action) -> Problems:
    if is_true(action.parameters.get("StoreInput")):
        if action.conditions:
            yield _menu_problem(
                action, "stores what is keyed in, so it takes no conditions; compare it after"
            )
        return
    for branch in action.conditions:
        for operand in branch.operands:
            if operand not in MENU_KEYS and operand and not has_placeholder(operand):
                yield _menu_problem(action, f"branches on one key of 0-9 * #, not on {operand!r}")


def _menu_problem(action: Action, message: str) -> Problem:
    return error("menu-condition", message, action.identifier)


def _check_split(action: Action) -> Problems:
    limits = [
        float(operand)
        for branch in action.conditions
        for operand in branch.operands
        if not has_placeholder(operand) and not is_reference(operand) and _is_number(operand)
    ]
    yield from _check_branching(action)
    if any(limit > 101 or limit <= 0 for limit in limits):
        yield error(
            "percentages", "a share is under 1 or over 100 percent in all", action.identifier
        )
    if limits != sorted(set(limits)):
        yield warning(
            "percentages",
            "the limits must rise, each the sum of the shares so far; some are never reached",
            action.identifier,
        )


def _check_metric(action: Action) -> Problems:
    yield from _check_branching(action)
    metric = as_text(action.parameters.get("MetricType")) or ""
    if not metric.startswith(_AGENT_METRICS):
        return
    for branch in action.conditions:
        if (branch.operator, branch.operands) != (Operator.NUMBER_GREATER_THAN, ("0",)):
            yield warning(
                "wrong-operator",
                f"{metric} is only compared with NumberGreaterThan 0",
                action.identifier,
            )


def _check_branching(action: Action) -> Problems:
    if not action.conditions:
        yield warning(
            "no-branches", f"{action.type} compares with nothing; add conditions", action.identifier
        )


def _check_wait(action: Action) -> Problems:
    given = {operand for branch in action.conditions for operand in branch.operands}
    events = {text for text in map(as_text, as_list(action.parameters.get("Events"))) if text}
    if _WAIT_DONE not in given:
        yield error("wait-events", f"needs a condition for {_WAIT_DONE!r}", action.identifier)
    for event in sorted(events - given):
        yield error(
            "wait-events", f"waits for {event} but has no condition for it", action.identifier
        )
    known = events | {_WAIT_DONE, "Continue"}
    for odd in sorted(operand for operand in given - known if not has_placeholder(operand)):
        yield warning("wait-events", f"never gives {odd!r}; name it in 'Events'", action.identifier)


_SPECIAL: Final[dict[str, Callable[[Action], Problems]]] = {
    "GetParticipantInput": _check_menu,
    "DistributeByPercentage": _check_split,
    "CheckMetricData": _check_metric,
    "Compare": _check_branching,
    "Wait": _check_wait,
}

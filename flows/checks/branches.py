"""Where an action leads: next, errors, conditions."""

from flows.checks.problem import Problem, Problems, error, warning
from flows.document import Action, ConditionBranch
from flows.json_values import is_true
from flows.language import ActionType, Ending, ErrorType, Operator

_MENU_ERRORS = frozenset(
    {
        ErrorType.NO_MATCHING_ERROR,
        ErrorType.NO_MATCHING_CONDITION,
        ErrorType.INPUT_TIME_LIMIT_EXCEEDED,
    }
)


def check_branches(action: Action, known: ActionType) -> Problems:
    """Everything in `Transitions`."""
    yield from _check_next(action, known)
    yield from _check_errors(action, known)
    for condition in action.conditions:
        yield from _check_condition(action, condition, known)
    yield from _check_results(action, known)


def _check_next(action: Action, known: ActionType) -> Problems:
    name = action.identifier
    if known.ending is Ending.ALWAYS:
        if action.targets:
            yield warning("after-end", f"{action.type} ends the flow; its branches are dead", name)
    elif action.next is None and not _may_lack_next(action, known):
        yield error("no-next", "has no 'NextAction'; the flow would stop here without a word", name)


def _may_lack_next(action: Action, known: ActionType) -> bool:
    return known.ending is Ending.ON_SUCCESS or bool(action.conditions)


def _wanted_errors(action: Action, known: ActionType) -> tuple[frozenset[str], frozenset[str]]:
    """Errors that must have a branch, and errors that may, for what this action does."""
    if action.type != "GetParticipantInput":
        return known.errors, known.possible_errors
    if is_true(action.parameters.get("StoreInput")):
        stored = frozenset({ErrorType.NO_MATCHING_ERROR})
        return stored, stored | {ErrorType.INVALID_PHONE_NUMBER}
    if not action.conditions and not action.errors and "EnableDTMFBuffer" in action.parameters:
        return frozenset(), _MENU_ERRORS
    return _MENU_ERRORS, _MENU_ERRORS


def _check_errors(action: Action, known: ActionType) -> Problems:
    name = action.identifier
    needed, possible = _wanted_errors(action, known)
    for missing in sorted(needed - action.error_types):
        yield error("missing-error-branch", f"needs a branch for {missing}", name)
    for missing in sorted(known.usual_errors - needed - action.error_types):
        yield warning("missing-error-branch", f"should have a branch for {missing}", name)
    for odd in sorted(action.error_types - possible):
        yield warning(
            "impossible-error-branch",
            f"{action.type} never gives {odd} here; delete the branch",
            name,
        )
    if len(action.error_types) < len(action.errors):
        yield error("double-error-branch", "has two branches for the same error", name)


def _check_condition(action: Action, condition: ConditionBranch, known: ActionType) -> Problems:
    name = action.identifier
    operator, operands = condition.operator, condition.operands
    if operator not in {known_operator.value for known_operator in Operator}:
        yield error("unknown-operator", f"there is no operator {operator!r}", name)
    elif known.operators and operator not in known.operators:
        yield error(
            "wrong-operator",
            f"{action.type} compares with {', '.join(sorted(known.operators))}, not {operator}",
            name,
        )
    if len(operands) != 1:
        yield error("operands", f"a condition has one operand; this has {len(operands)}", name)
    elif operands[0] == "":
        yield error("empty-operand", "the service refuses an empty operand", name)
    elif known.operands and operands[0] not in known.operands:
        yield warning(
            "impossible-result",
            f"{action.type} gives {', '.join(sorted(known.operands))}, never {operands[0]!r}",
            name,
        )


def _check_results(action: Action, known: ActionType) -> Problems:
    name = action.identifier
    if action.conditions and not known.operators:
        yield error("no-conditions", f"{action.type} takes no conditions; delete them", name)
    if action.type == "GetParticipantInput":
        yield from _check_menu(action)
    if known.needed_operands:
        given = {operand for branch in action.conditions for operand in branch.operands}
        for missing in sorted(known.needed_operands - given):
            yield error("missing-condition", f"needs a condition for {missing!r}", name)


def _check_menu(action: Action) -> Problems:
    if is_true(action.parameters.get("StoreInput")):
        if action.conditions:
            yield _menu_problem(action, "stores what is keyed in, so it takes no conditions")
        return
    for branch in action.conditions:
        for operand in branch.operands:
            if len(operand) != 1 or operand not in "0123456789*#":
                yield _menu_problem(action, f"branches on one key of 0-9 * #, not on {operand!r}")


def _menu_problem(action: Action, message: str) -> Problem:
    return error("menu-condition", message, action.identifier)

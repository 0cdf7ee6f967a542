"""Where an action leads on, and where its errors lead."""

from flows.checks.conditions import check_conditions
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import Action
from flows.json_values import as_list, is_true
from flows.language import ActionType, Ending, ErrorType

_MENU_ERRORS = frozenset(
    {
        ErrorType.NO_MATCHING_ERROR,
        ErrorType.NO_MATCHING_CONDITION,
        ErrorType.INPUT_TIME_LIMIT_EXCEEDED,
    }
)
_NONE: frozenset[str] = frozenset()


def check_branches(action: Action, known: ActionType) -> Problems:
    """Everything in `Transitions`."""
    yield from _check_next(action, known)
    yield from _check_errors(action, known)
    yield from check_conditions(action, known)


def _check_next(action: Action, known: ActionType) -> Problems:
    name = action.identifier
    if known.ending is Ending.ALWAYS:
        if action.targets:
            yield warning("after-end", f"{action.type} ends the flow; its branches are dead", name)
    elif action.next is None and known.ending is Ending.NEVER and action.type != "Compare":
        if action.conditions:
            yield warning("no-next", "has no 'NextAction'; lead it where no condition does", name)
        else:
            yield error(
                "no-next", "has no 'NextAction'; the flow would stop here without a word", name
            )


def wanted_errors(
    action: Action, known: ActionType
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Errors that must have a branch, that should, and that may, for what this action does."""
    chosen = _BY_PARAMETERS.get(action.type)
    if chosen is not None:
        return chosen(action, known)
    return known.errors, known.usual_errors, known.possible_errors


_Wanted = tuple[frozenset[str], frozenset[str], frozenset[str]]


def _of_menu(action: Action, _known: ActionType) -> _Wanted:
    stored = frozenset[str]({ErrorType.NO_MATCHING_ERROR})
    if "EnableDTMFBuffer" in action.parameters:
        return _NONE, _NONE, _MENU_ERRORS
    store = action.parameters.get("StoreInput")
    if is_true(store):
        return stored, _NONE, stored | {ErrorType.INVALID_PHONE_NUMBER}
    if isinstance(store, str) and has_placeholder(store):
        return stored, _NONE, _MENU_ERRORS | {ErrorType.INVALID_PHONE_NUMBER}
    return _MENU_ERRORS, _NONE, _MENU_ERRORS


def _of_wait(action: Action, known: ActionType) -> _Wanted:
    lost = frozenset({"ParticipantNotFound"})
    waits_for_bot = "BotParticipantDisconnected" in as_list(action.parameters.get("Events"))
    usual = known.usual_errors | (lost if waits_for_bot else _NONE)
    return known.errors, usual, known.possible_errors - (_NONE if waits_for_bot else lost)


def _of_third_party(action: Action, known: ActionType) -> _Wanted:
    resumes = is_true(action.parameters.get("ContinueFlowExecution"))
    return known.errors, known.other_errors if resumes else _NONE, known.possible_errors


def _of_recording(action: Action, known: ActionType) -> _Wanted:
    chat = "ChatBehavior" in action.parameters
    return known.errors, known.other_errors if chat else _NONE, known.possible_errors


_BY_PARAMETERS = {
    "GetParticipantInput": _of_menu,
    "Wait": _of_wait,
    "TransferParticipantToThirdParty": _of_third_party,
    "UpdateContactRecordingAndAnalyticsBehavior": _of_recording,
}


def _check_errors(action: Action, known: ActionType) -> Problems:
    name = action.identifier
    needed, usual, possible = wanted_errors(action, known)
    given = action.error_types
    for missing in sorted(needed - given):
        yield error("missing-error-branch", f"needs a branch for {missing}", name)
    for missing in sorted(usual - needed - given):
        yield warning("missing-error-branch", f"should have a branch for {missing}", name)
    if known.ending is not Ending.ALWAYS:
        for odd in sorted(branch for branch in given - possible if not has_placeholder(branch)):
            yield warning(
                "impossible-error-branch",
                f"{action.type} never gives {odd} here; delete the branch",
                name,
            )
    if len(given) < len(action.errors):
        yield error("double-error-branch", "has two branches for the same error; keep one", name)

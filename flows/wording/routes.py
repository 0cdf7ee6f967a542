"""Where an action can lead, and why: what NextAction really means, branch by branch.

Conditions, NoMatchingCondition and NextAction overlap in the flow language, and exports write a
NextAction even where it is never taken. Here each way stands once.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.document import Action
from flows.json_values import is_true
from flows.language import Ending


class Way(StrEnum):
    """How a caller comes to take a route."""

    NEXT = "next"
    CHOICE = "choice"
    OTHERWISE = "otherwise"
    MISSED = "missed"
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True)
class Route:
    """One way on. `cause` is an error type, or an operator with `operand`."""

    way: Way
    target: str
    cause: str = ""
    operand: str = ""


_COMPLETE: Final = frozenset({"CheckHoursOfOperation", "Loop"})
_BY_CALLER: Final = frozenset({"GetParticipantInput"})
_SETTLED: Final = "NoMatchingCondition"


def routes_of(action: Action) -> tuple[Route, ...]:
    """Every route in reading order: onward, by result, missed, faults."""
    choices = tuple(
        Route(
            way=Way.CHOICE,
            target=branch.target,
            cause=branch.operator,
            operand=branch.operands[0] if branch.operands else "",
        )
        for branch in action.conditions
    )
    errors = tuple(
        Route(way=_way(action, branch.error), target=branch.target, cause=branch.error)
        for branch in action.errors
    )
    onward = _onward(action, decided=bool(choices), settled=_SETTLED in action.error_types)
    ways = (*onward, *choices, *errors)
    return tuple(sorted(ways, key=lambda route: _ORDER.index(route.way)))


_ORDER: Final = (Way.NEXT, Way.CHOICE, Way.OTHERWISE, Way.MISSED, Way.FAULT)


def is_menu(action: Action) -> bool:
    """Whether it takes one key and branches on it."""
    return action.type in _BY_CALLER and bool(
        action.conditions or "InputTimeLimitExceeded" in action.error_types
    )


def keys_of(menu: Action) -> frozenset[tuple[str, str]]:
    """What can be pressed at a menu, and where that and its faults lead."""
    return frozenset(
        (route.operand or route.cause, route.target)
        for route in routes_of(menu)
        if route.way is not Way.MISSED
    )


def stores_input(action: Action) -> bool:
    """Whether it takes several keys and keeps them."""
    return action.type in _BY_CALLER and is_true(action.parameters.get("StoreInput"))


def ends_here(action: Action) -> bool:
    """Whether taking it as meant ends this flow."""
    ending = Ending.NEVER if action.known is None else action.known.ending
    goes_on = is_true(action.parameters.get("ContinueFlowExecution"))
    return ending is not Ending.NEVER and not goes_on


def _onward(action: Action, *, decided: bool, settled: bool) -> tuple[Route, ...]:
    """NextAction, where the service follows it."""
    if action.next is None or ends_here(action):
        return ()
    if not decided and not settled:
        return (Route(way=Way.NEXT, target=action.next),)
    if settled or action.type in _COMPLETE:
        return ()
    return (Route(way=Way.OTHERWISE, target=action.next, cause=_SETTLED),)


def _way(action: Action, error: str) -> Way:
    if error == _SETTLED:
        return Way.MISSED if action.type in _BY_CALLER else Way.OTHERWISE
    if error in {"InputTimeLimitExceeded", "InvalidPhoneNumber"} and action.type in _BY_CALLER:
        return Way.MISSED
    return Way.FAULT

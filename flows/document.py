"""Flow content as read from anywhere: lenient, so that everything wrong can be said at once."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flows.json_values import Json, JsonObject, as_list, as_object, as_text
from flows.language import ACTION_TYPES, ActionType

UNNAMED: Final = "(no identifier)"


@dataclass(frozen=True, kw_only=True)
class ErrorBranch:
    """Where an error leads."""

    error: str
    target: str


@dataclass(frozen=True, kw_only=True)
class ConditionBranch:
    """Where a result leads. `nested`: an operand is a condition itself, and is left out."""

    operator: str
    operands: tuple[str, ...]
    target: str
    nested: bool = False


@dataclass(frozen=True, kw_only=True)
class Action:
    """One action. `next` is None where there is none (Connect's exports also write "")."""

    index: int
    identifier: str
    type: str
    parameters: JsonObject
    next: str | None
    errors: tuple[ErrorBranch, ...]
    conditions: tuple[ConditionBranch, ...]
    malformed: tuple[str, ...]

    @property
    def known(self) -> ActionType | None:
        """What the language says of its type; None for types that do not exist."""
        return ACTION_TYPES.get(self.type)

    @property
    def error_types(self) -> frozenset[str]:
        """Errors that have a branch."""
        return frozenset(branch.error for branch in self.errors)

    @property
    def targets(self) -> tuple[str, ...]:
        """Every identifier it leads to, each once."""
        following = () if self.next is None else (self.next,)
        branches = (*self.conditions, *self.errors)
        return tuple(dict.fromkeys((*following, *(branch.target for branch in branches))))


@dataclass(frozen=True, kw_only=True)
class Document:
    """A flow's content. `actions` keeps their order, and doubles too."""

    version: str | None
    start: str | None
    actions: tuple[Action, ...]
    malformed: tuple[str, ...]

    def by_identifier(self) -> Mapping[str, Action]:
        """Actions by identifier; of doubles the first."""
        found: dict[str, Action] = {}
        for action in self.actions:
            found.setdefault(action.identifier, action)
        return found


def unwrap(content: Json) -> Json:
    """The flow inside what `describe-contact-flow` and its like print; anything else as it is."""
    for key in ("ContactFlow", "ContactFlowModule", "Content"):
        if isinstance(content, dict) and "Actions" not in content and key in content:
            content = _parsed(content[key])
    return content


def _parsed(value: Json) -> Json:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def read(content: JsonObject) -> Document:
    """Reads content of any shape; what is not as it should be is told in `malformed`."""
    malformed: list[str] = []
    actions = content.get("Actions")
    if not isinstance(actions, list):
        malformed.append("'Actions' must be a list of actions")
    return Document(
        version=as_text(content.get("Version")),
        start=as_text(content.get("StartAction")),
        actions=tuple(_action(index, item) for index, item in enumerate(as_list(actions))),
        malformed=tuple(malformed),
    )


def _action(index: int, item: Json) -> Action:
    entry = as_object(item)
    malformed = [
        f"'{key}' must be an object"
        for key in ("Parameters", "Transitions")
        if key in entry and not isinstance(entry[key], dict)
    ]
    if not isinstance(item, dict):
        malformed.append("an action must be an object")
    transitions = as_object(entry.get("Transitions"))
    errors = _errors(transitions, malformed)
    conditions = _conditions(transitions, malformed)
    return Action(
        index=index,
        identifier=as_text(entry.get("Identifier")) or UNNAMED,
        type=as_text(entry.get("Type")) or "",
        parameters=as_object(entry.get("Parameters")),
        next=as_text(transitions.get("NextAction")) or None,
        errors=errors,
        conditions=conditions,
        malformed=tuple(malformed),
    )


def _branches(transitions: JsonObject, key: str, malformed: list[str]) -> Sequence[JsonObject]:
    value = transitions.get(key)
    if value is not None and not isinstance(value, list):
        malformed.append(f"'Transitions.{key}' must be a list")
    entries = as_list(value)
    if any(not isinstance(entry, dict) for entry in entries):
        malformed.append(f"every entry of 'Transitions.{key}' must be an object")
    return [entry for entry in entries if isinstance(entry, dict)]


def _errors(transitions: JsonObject, malformed: list[str]) -> tuple[ErrorBranch, ...]:
    found: list[ErrorBranch] = []
    for entry in _branches(transitions, "Errors", malformed):
        error, target = as_text(entry.get("ErrorType")), as_text(entry.get("NextAction"))
        if not error or target is None:
            malformed.append("every error branch needs 'ErrorType' and 'NextAction'")
            continue
        found.append(ErrorBranch(error=error, target=target))
    return tuple(found)


def _conditions(transitions: JsonObject, malformed: list[str]) -> tuple[ConditionBranch, ...]:
    found: list[ConditionBranch] = []
    for entry in _branches(transitions, "Conditions", malformed):
        condition, target = as_object(entry.get("Condition")), as_text(entry.get("NextAction"))
        operator = as_text(condition.get("Operator"))
        if not operator or target is None:
            malformed.append("every condition needs 'Condition.Operator' and 'NextAction'")
            continue
        entries = as_list(condition.get("Operands"))
        operands = (as_text(operand) for operand in entries)
        found.append(
            ConditionBranch(
                operator=operator,
                operands=tuple(operand for operand in operands if operand is not None),
                target=target,
                nested=any(isinstance(operand, dict) for operand in entries),
            )
        )
    return tuple(found)

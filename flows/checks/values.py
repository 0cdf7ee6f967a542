"""One value of an action: its kind (literal, reference, both), its form, its limits."""

from collections.abc import Iterator
from typing import Final

from flows.checks.jsonpath import is_reference, is_whole
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problem, Problems, error, warning
from flows.document import Action
from flows.json_values import Json, as_text
from flows.shape import Form, Kind, Parameter

_BOOLEANS: Final = frozenset({"true", "false"})
_TYPED: Final = frozenset(
    {"InvokeFlowModule", "EndFlowModuleExecution", "ShowView", "UpsertDataTableValues"}
    | {"ConnectParticipantWithAgenticCX"}
)
"""Actions whose JSON values have types of their own (a module's schema, a view's, a table's)."""


def check_value(action: Action, value: Json, parameter: Parameter, path: str) -> Problems:
    """Everything about one value, at the place that `path` names."""
    if parameter.form is Form.JSON:
        yield from _check_json(action, value, path)
        return
    if isinstance(value, dict | list):
        yield wrong_shape(action, path, "a text")
        return
    text = as_text(value)
    if text is None:
        yield wrong_shape(action, path, "a text, not null")
        return
    if not isinstance(value, str):
        yield _not_a_string(action, path, value)
    if text == "":
        yield _empty(action, parameter, path)
    elif not has_placeholder(text):
        yield from _check_kind(action, text, parameter, path)


def wrong_shape(action: Action, path: str, wanted: str) -> Problem:
    """A value of another JSON kind than belongs there."""
    return error("wrong-shape", f"{path or 'Parameters'} must be {wanted}", action.identifier)


def _check_json(action: Action, value: Json, path: str) -> Iterator[Problem]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _check_json(action, inner, f"{path}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _check_json(action, inner, f"{path}[{index}]")
    elif value == "":
        yield _empty_string(action, path)
    elif isinstance(value, bool | int | float) and action.type not in _TYPED:
        yield _not_a_string(action, path, value)


def _not_a_string(action: Action, path: str, value: Json) -> Problem:
    return warning(
        "not-a-string", f'{path} is {value!r}; write it as text: "{value}"', action.identifier
    )


def _empty(action: Action, parameter: Parameter, path: str) -> Problem:
    if parameter.form is Form.ID:
        return warning("unset-id", f"{path} is empty; choose the resource", action.identifier)
    return _empty_string(action, path)


def _empty_string(action: Action, path: str) -> Problem:
    return error(
        "empty-string",
        f"{path} is empty, which the service refuses; leave it out or give it a value",
        action.identifier,
    )


def _check_kind(action: Action, text: str, parameter: Parameter, path: str) -> Problems:
    if not is_reference(text):
        if parameter.kind is Kind.PATH:
            yield _wrong_kind(action, path, text, "must be a JSONPath such as $.Attributes.x")
        else:
            yield from _check_literal(action, text, parameter, path)
    elif parameter.kind is Kind.STATIC:
        yield _wrong_kind(action, path, text, "must be written out; it takes no JSONPath")
    elif parameter.kind is not Kind.MIXED and not is_whole(text):
        yield _wrong_kind(
            action,
            path,
            text,
            "must be one JSONPath and nothing else; compose it in an attribute before",
        )


def _wrong_kind(action: Action, path: str, text: str, advice: str) -> Problem:
    return error("wrong-value-kind", f"{path} is {text[:60]!r}; it {advice}", action.identifier)


def _check_literal(action: Action, text: str, parameter: Parameter, path: str) -> Problems:
    if parameter.form is Form.BOOLEAN:
        if text.casefold() not in _BOOLEANS:
            yield error(
                "wrong-value", f'{path} is {text!r}; write "True" or "False"', action.identifier
            )
    elif parameter.form is Form.NUMBER:
        yield from _check_number(action, text, parameter, path)
    elif parameter.values:
        yield from _check_choice(action, text, parameter, path)


def _check_number(action: Action, text: str, parameter: Parameter, path: str) -> Problems:
    digits = text.strip().removeprefix("-")
    least, most = parameter.least, parameter.most
    if digits.isascii() and digits.isdigit() and len(digits) < 20:
        number = int(text)
        if (least is None or number >= least) and (most is None or number <= most):
            return
    bounds = f"from {least} to {most}" if most is not None else f"of at least {least}"
    yield error(
        "out-of-range",
        f"{path} is {text!r}; it must be a whole number{'' if least is None else ' ' + bounds}",
        action.identifier,
    )


def _check_choice(action: Action, text: str, parameter: Parameter, path: str) -> Problems:
    if text in parameter.values:
        return
    values = ", ".join(parameter.values)
    same = [value for value in parameter.values if value.casefold() == text.casefold()]
    if same and parameter.form is Form.ONLY:
        yield warning(
            "wrong-value", f"{path} is {text!r}; write {same[0]}, letters as they are", _id(action)
        )
    elif parameter.form is Form.ONLY:
        yield error("wrong-value", f"{path} is {text!r}; use one of {values}", _id(action))
    elif not same:
        yield warning("wrong-value", f"{path} is {text!r}; known are {values}", _id(action))


def _id(action: Action) -> str:
    return action.identifier

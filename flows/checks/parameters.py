"""What an action is told: names, presence, emptiness, kinds and ranges."""

from collections.abc import Iterator, Mapping
from typing import Final

from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import Action
from flows.json_values import Json, as_object, as_text
from flows.language import (
    FUNCTION_SECONDS,
    INTERDIGIT_SECONDS,
    LOOP_COUNT,
    MENU_SECONDS,
    WAIT_SECONDS,
    ActionType,
)

IDS: Final = frozenset({"ContactFlowId", "QueueId", "PromptId", "AgentId", "HoursOfOperationId"})
"""Parameters that exports leave empty when a resource was not chosen."""

RANGES: Final[Mapping[tuple[str, str], tuple[int, int]]] = {
    ("GetParticipantInput", "InputTimeLimitSeconds"): MENU_SECONDS,
    ("GetParticipantInput", "InterdigitTimeLimitSeconds"): INTERDIGIT_SECONDS,
    ("InvokeLambdaFunction", "InvocationTimeLimitSeconds"): FUNCTION_SECONDS,
    ("Loop", "LoopCount"): LOOP_COUNT,
    ("Wait", "TimeLimitSeconds"): WAIT_SECONDS,
}


def check_parameters(action: Action, known: ActionType) -> Problems:
    """Everything in `Parameters`."""
    yield from _check_names(action, known)
    for path, value in _walk(action.parameters):
        yield from _check_value(action, path, value)
    yield from _check_ranges(action)
    if action.type == "UpdateContactEventHooks":
        hooks = as_object(action.parameters.get("EventHooks"))
        if len(hooks) > 1:
            yield error(
                "event-hooks", "sets one event at a time; use one action each", action.identifier
            )


def _check_names(action: Action, known: ActionType) -> Problems:
    given = frozenset(action.parameters)
    for group in known.required:
        if not group & given:
            yield error(
                "missing-parameter", f"needs {' or '.join(sorted(group))}", action.identifier
            )
    prompts = given & {"PromptId", "Text", "SSML", "Media"}
    if len(prompts) > 1:
        yield error(
            "two-prompts",
            f"plays one of {', '.join(sorted(prompts))}; keep one",
            action.identifier,
        )
    for odd in sorted(given - known.parameters) if known.parameters else ():
        yield warning(
            "unknown-parameter", f"{action.type} is not known to take {odd!r}", action.identifier
        )


def _walk(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every scalar, with where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(inner, f"{path}.{index}")
    else:
        yield path, value


def _check_value(action: Action, path: str, value: Json) -> Problems:
    name = action.identifier
    if value == "":
        if path in IDS:
            yield warning("unset-id", f"{path} is empty; choose the resource", name)
        else:
            yield error("empty-string", f"{path} is empty; the service refuses that", name)
    elif value is not None and not isinstance(value, str) and action.type != "InvokeFlowModule":
        yield warning("not-a-string", f"{path} is {value!r}; write it as a string", name)


def _check_ranges(action: Action) -> Problems:
    values = dict(action.parameters)
    values["InterdigitTimeLimitSeconds"] = as_object(values.get("DTMFConfiguration")).get(
        "InterdigitTimeLimitSeconds"
    )
    for (type_, name), (least, most) in RANGES.items():
        if type_ != action.type:
            continue
        text = as_text(values.get(name))
        if not text or text.startswith("$.") or has_placeholder(text):
            continue
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            yield error(
                "out-of-range",
                f"{name} is {text!r}; it must be a whole number from {least} to {most}",
                action.identifier,
            )

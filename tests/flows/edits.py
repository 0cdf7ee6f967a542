"""Sound flows with one thing changed, for the validator to find."""

import json
from typing import Any, Final

from flows.catalog import FLOWS
from flows.json_values import Json, JsonObject
from flows.validate import Problem, Severity, find_problems

REMOVED: Final = "(removed)"
"""As a new value: takes the entry out."""


def edited(path: str, value: Json) -> JsonObject:
    """Our main flow with one entry set to something else.

    `path` goes by "/", from the flow's top or from an action's identifier; "+" appends to a list.
    """
    flow: Any = json.loads(json.dumps(FLOWS["main"].content))
    *way, last = path.split("/")
    place: Any = flow
    for step in way:
        if place is flow and step not in flow:
            place = next(entry for entry in flow["Actions"] if entry["Identifier"] == step)
        else:
            place = _child(place, step)
    if last == "+":
        place.append(value)
    elif value == REMOVED:
        place.pop(last)
    else:
        place[last] = value
    return flow


def _child(place: Any, step: str) -> Any:
    return place[int(step)] if step.isdigit() else place[step]


def codes(flow: Json, *, type: str = "CONTACT_FLOW") -> list[str]:  # noqa: A002
    """Codes of all problems."""
    return [problem.code for problem in find_problems(flow, type=type)]


def errors(flow: Json) -> list[str]:
    """Codes of the errors alone."""
    return [p.code for p in find_problems(flow) if p.severity is Severity.ERROR]


def first_code(flow: Json) -> str | None:
    """Code of the first problem, None when there is none."""
    problems: list[Problem] = find_problems(flow)
    return problems[0].code if problems else None

"""From steps to content: identifiers, branches, and a place for each block in the designer.

Everything follows from the structure alone, so that the same steps always give the same bytes.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Final

from flows.builder.steps import Step, step_of
from flows.json_values import Json, JsonObject
from flows.language import IDENTIFIER_CHARACTERS, VERSION

_COLUMN: Final = 260
_ROW: Final = 210
_NOT_IN_IDENTIFIER: Final = re.compile(r"[^0-9A-Za-z가-힣]+")


def assemble(start: Step) -> JsonObject:
    """The content of the flow that begins with `start`.

    Raises:
        UnfinishedFlowError: a `Later` was never told which step it is.
    """
    columns = _columns(start)
    steps = [step for column in columns for step in column]
    identifiers = _identifiers(steps)
    return {
        "Version": VERSION,
        "StartAction": identifiers[start],
        "Metadata": _metadata(columns, identifiers),
        "Actions": [_action(step, identifiers) for step in steps],
    }


def _columns(start: Step) -> Sequence[Sequence[Step]]:
    """Steps by their distance from the start; each once."""
    columns: list[list[Step]] = [[start]]
    seen = {start}
    while columns[-1]:
        column: list[Step] = []
        for step in columns[-1]:
            for target in step.targets:
                if target not in seen:
                    seen.add(target)
                    column.append(target)
        columns.append(column)
    return columns[:-1]


def _identifiers(steps: Sequence[Step]) -> Mapping[Step, str]:
    """A readable identifier each; a second step of the same name gets "-2", and so on."""
    counts: dict[str, int] = {}
    identifiers: dict[Step, str] = {}
    for step in steps:
        slug = _slug(step.name)
        counts[slug] = counts.get(slug, 0) + 1
        identifiers[step] = slug if counts[slug] == 1 else f"{slug}-{counts[slug]}"
    return identifiers


def _slug(name: str) -> str:
    """The name with hyphens; a long one is cut and told apart by a hash of the whole."""
    slug = _NOT_IN_IDENTIFIER.sub("-", name).strip("-").lower()
    longest = IDENTIFIER_CHARACTERS - 4
    if len(slug) <= longest:
        return slug
    digest = hashlib.sha256(name.encode()).hexdigest()[:6]
    return f"{slug[: longest - 7].rstrip('-')}-{digest}"


def _action(step: Step, identifiers: Mapping[Step, str]) -> JsonObject:
    return {
        "Identifier": identifiers[step],
        "Type": step.type,
        "Parameters": step.parameters,
        "Transitions": _transitions(step, identifiers),
    }


def _transitions(step: Step, identifiers: Mapping[Step, str]) -> JsonObject:
    if step.next is None:
        return {}
    transitions: dict[str, Json] = {"NextAction": identifiers[step_of(step.next)]}
    if step.cases:
        transitions["Conditions"] = [
            {
                "NextAction": identifiers[step_of(case.target)],
                "Condition": {"Operator": case.operator.value, "Operands": [case.operand]},
            }
            for case in step.cases
        ]
    if step.errors:
        transitions["Errors"] = [
            {"NextAction": identifiers[step_of(target)], "ErrorType": str(error)}
            for error, target in step.errors.items()
        ]
    return transitions


def _metadata(columns: Sequence[Sequence[Step]], identifiers: Mapping[Step, str]) -> JsonObject:
    """Where the designer draws each block. It has no meaning when the flow runs."""
    return {
        "entryPointPosition": {"x": 20, "y": 20},
        "ActionMetadata": {
            identifiers[step]: {
                "position": {"x": 160 + x * _COLUMN, "y": 20 + y * _ROW},
                "isFriendlyName": True,
            }
            for x, column in enumerate(columns)
            for y, step in enumerate(column)
        },
    }

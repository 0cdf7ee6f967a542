"""The validator: every problem of a flow's content, not the first."""

from collections.abc import Iterator

from flows.checks.branches import check_branches
from flows.checks.parameters import check_parameters
from flows.checks.problem import Problem, Problems, Severity, error
from flows.checks.speech import check_speech
from flows.checks.structure import (
    check_document,
    check_identifiers,
    check_reachable,
    check_targets,
    is_legacy,
)
from flows.document import Action, read
from flows.json_values import Json
from flows.language import FlowType

__all__ = ["Problem", "Severity", "find_problems"]


def find_problems(
    content: Json,
    *,
    type: str = FlowType.CONTACT_FLOW,  # noqa: A002 - the API's name for it
) -> list[Problem]:
    """Everything wrong with a flow, errors first, in the order of its actions.

    `content` is the parsed JSON; `type` is one of `FlowType`.
    """
    return sorted(_find(content, type), key=lambda problem: problem.severity is Severity.WARNING)


def _find(content: Json, flow_type: str) -> Iterator[Problem]:
    if flow_type not in FlowType.__members__:
        yield error("flow-type", f"there is no flow type {flow_type!r}; use {', '.join(FlowType)}")
        return
    if not isinstance(content, dict):
        yield error("malformed", "a flow is a JSON object with Version, StartAction and Actions")
        return
    if is_legacy(content):
        yield error(
            "legacy-format",
            "this is the designer's old export format; import it in the designer and export it "
            "through the API (describe-contact-flow)",
        )
        return
    document = read(content)
    yield from check_document(document, content)
    yield from check_identifiers(document)
    yield from check_targets(document)
    yield from check_reachable(document)
    for action in document.actions:
        yield from _check_action(action, FlowType(flow_type))


def _check_action(action: Action, flow_type: FlowType) -> Problems:
    for sentence in action.malformed:
        yield error("malformed", sentence, action.identifier)
    known = action.known
    if known is None:
        yield error(
            "unknown-type",
            f"there is no action type {action.type!r}" if action.type else "has no 'Type'",
            action.identifier,
        )
        return
    if known.flow_types and flow_type not in known.flow_types:
        yield error(
            "not-in-flow-type", f"{action.type} may not stand in a {flow_type}", action.identifier
        )
    yield from check_parameters(action, known)
    yield from check_branches(action, known)
    yield from check_speech(action)

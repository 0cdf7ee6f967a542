"""The validator: every problem of a flow's content, not the first."""

from collections.abc import Iterator

from flows.checks.branches import check_branches
from flows.checks.flow_types import Setting, guess_of
from flows.checks.graph import graph_of
from flows.checks.lex import check_session
from flows.checks.modules import check_settings
from flows.checks.order import check_order
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
from flows.checks.types import check_type, check_unknown_type
from flows.document import Action, Document, read, unwrap
from flows.json_values import Json, JsonObject
from flows.language import FlowType

__all__ = ["Problem", "Severity", "find_problems"]


def find_problems(
    content: Json,
    *,
    type: str | None = None,  # noqa: A002 - the API's name for it
) -> list[Problem]:
    """Everything wrong with a flow, errors first, in the order of its actions.

    `content` is the parsed JSON; `type` is one of `FlowType`. Without a type it is guessed (see
    `flows.checks.flow_types`), and where an action stands is then no error. `flows.checks.codes`
    says what each code means.
    """
    try:
        found = list(_find(unwrap(content), type))
    except RecursionError:
        return [error("malformed", "the JSON is nested too deep; a flow needs a dozen levels")]
    return sorted(found, key=lambda problem: problem.severity is Severity.WARNING)


def _find(content: Json, flow_type: str | None) -> Iterator[Problem]:
    if flow_type is not None and flow_type not in FlowType.__members__:
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
    told = flow_type is not None
    setting = Setting(
        flow_type=FlowType(flow_type) if flow_type else guess_of(document, content), told=told
    )
    yield from _check_whole(document, content, setting)
    for action in document.actions:
        yield from _check_action(action, setting)


def _check_whole(document: Document, content: JsonObject, setting: Setting) -> Problems:
    graph = graph_of(document)
    yield from check_document(document, content)
    yield from check_settings(content, setting)
    yield from check_identifiers(document)
    yield from check_targets(document)
    yield from check_reachable(graph, document.start)
    yield from check_order(graph, document.start, setting)


def _check_action(action: Action, setting: Setting) -> Problems:
    for sentence in action.malformed:
        yield error("malformed", sentence, action.identifier)
    known = action.known
    if known is None:
        yield from check_unknown_type(action)
        return
    yield from check_type(action, known, setting)
    yield from check_parameters(action, known)
    yield from check_branches(action, known)
    yield from check_speech(action)
    if action.type == "ConnectParticipantWithLexBot":
        yield from check_session(action)

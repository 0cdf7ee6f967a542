"""The document as a whole: version, start, size, identifiers, reachability."""

from collections import Counter

from flows.checks.graph import Graph
from flows.checks.placeholders import has_placeholder
from flows.checks.problem import Problems, error, warning
from flows.document import UNNAMED, Action, Document
from flows.json_values import JsonObject, compact
from flows.language import (
    CONTENT_CHARACTERS,
    FORBIDDEN_IN_IDENTIFIER,
    IDENTIFIER_CHARACTERS,
    MAX_ACTIONS,
    RESERVED_IDENTIFIERS,
    VERSION,
    Ending,
)


def is_legacy(content: JsonObject) -> bool:
    """Whether it is the designer's old export format, which no API takes."""
    return "Actions" not in content and "modules" in content


def check_document(document: Document, content: JsonObject) -> Problems:
    """Version, start, and how much there is."""
    for sentence in document.malformed:
        yield error("malformed", sentence)
    if document.version != VERSION and not has_placeholder(document.version or ""):
        yield error("version", f"'Version' is {document.version!r}; it must be \"{VERSION}\"")
    identifiers = {action.identifier for action in document.actions}
    if document.start not in identifiers and not has_placeholder(document.start or ""):
        yield error(
            "start", f"'StartAction' is {document.start!r}, which is no action; name the first one"
        )
    if len(document.actions) > MAX_ACTIONS:
        yield error(
            "too-many-actions",
            f"{len(document.actions)} actions; a flow takes {MAX_ACTIONS}: move a part of it "
            "into a flow of its own and transfer there",
        )
    characters = len(compact(content))
    if characters > CONTENT_CHARACTERS:
        yield error(
            "too-large",
            f"the content has {characters} characters; Connect takes {CONTENT_CHARACTERS}: "
            "split the flow",
        )


def check_identifiers(document: Document) -> Problems:
    """Each present, once, and of allowed characters."""
    for identifier, count in Counter(action.identifier for action in document.actions).items():
        if identifier == UNNAMED:
            yield error("no-identifier", f"{count} action(s) have no 'Identifier'; give each one")
            continue
        if count > 1:
            yield error(
                "double-identifier",
                f"{count} actions share this identifier; rename all but one",
                action=identifier,
            )
        if has_placeholder(identifier):
            continue
        if len(identifier) > IDENTIFIER_CHARACTERS:
            yield error(
                "long-identifier",
                f"{len(identifier)} characters; an identifier has at most {IDENTIFIER_CHARACTERS}: "
                "shorten it",
                action=identifier,
            )
        forbidden = sorted(set(identifier) & FORBIDDEN_IN_IDENTIFIER)
        if forbidden:
            yield error(
                "forbidden-character",
                f"an identifier may not hold {' '.join(forbidden)}; leave it out",
                action=identifier,
            )
        if identifier in RESERVED_IDENTIFIERS:
            yield error(
                "reserved-identifier",
                "the service reserves this identifier; rename the action",
                action=identifier,
            )


def check_targets(document: Document) -> Problems:
    """Every branch leads to an action that is there."""
    identifiers = {action.identifier for action in document.actions}
    for action in document.actions:
        for target in action.targets:
            if target in identifiers or has_placeholder(target):
                continue
            if target == "" and _ends_itself(action):
                continue
            yield error(
                "dangling",
                f"leads to {target!r}, which is no action of this flow; lead it to one that is",
                action=action.identifier,
            )


def _ends_itself(action: Action) -> bool:
    return action.known is not None and action.known.ending is not Ending.NEVER


def check_reachable(graph: Graph, start: str | None) -> Problems:
    """Every action can be reached from the start."""
    if start is None or start not in graph.actions:
        return
    seen = graph.reached((start,))
    for identifier in graph.actions:
        if identifier not in seen:
            yield warning(
                "unreachable", "nothing leads here; connect it or delete it", action=identifier
            )

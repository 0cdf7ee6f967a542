"""What a picture shows of a flow: boxes and the lines between them, before anything has a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Final

from flows.diagram.groups import groups_of, rounds_in
from flows.document import Action, Document, read
from flows.json_values import JsonObject
from flows.wording.routes import Route, Way, routes_of
from flows.wording.telling import body, route_name, title
from flows.wording.words import Kind, Words, kind_of


class Strength(IntEnum):
    """How a line is drawn."""

    FAULT = 0
    MISSED = 1
    GOOD = 2


_STRENGTHS: Final = {Way.FAULT: Strength.FAULT, Way.MISSED: Strength.MISSED}


@dataclass(kw_only=True, eq=False)
class Box:
    """One box: an action, or several that belong together. `number` is what jumps refer to.

    `tooltip` tells everything in full, with identifiers.
    """

    kind: Kind
    title: str
    lines: list[str]
    actions: list[Action]
    number: int = 0
    is_start: bool = False
    tooltip: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class Line:
    """From box to box. `labels` are the causes; a plain fault needs none."""

    source: Box
    target: Box
    strength: Strength
    labels: tuple[str, ...]


@dataclass(kw_only=True, eq=False)
class Graph:
    """Boxes in reading order. `jumps` are lines that are told by number instead of drawn."""

    boxes: list[Box] = field(default_factory=list[Box])
    lines: list[Line] = field(default_factory=list[Line])
    jumps: list[Line] = field(default_factory=list[Line])


def graph_of(content: JsonObject, names: Words) -> Graph:
    """The boxes and lines of any content; what nothing leads to stands at the end."""
    document = read(content)
    actions = {a.identifier: a for a in _reading_order(document)}
    groups = groups_of(actions, document.start)
    boxes: dict[str, Box] = {}
    graph = Graph()
    for group in groups:
        box = _box(group, names, number=len(graph.boxes) + 1)
        box.is_start = group[0].identifier == document.start
        graph.boxes.append(box)
        boxes.update({action.identifier: box for action in group})
    for box in list(graph.boxes):
        graph.lines.extend(_lines(box, boxes, names))
    _split_ends(graph)
    return graph


def _reading_order(document: Document) -> list[Action]:
    """As a caller would come by: onward and choices before misses and faults; then the rest."""
    known = document.by_identifier()
    order: dict[str, Action] = {}
    waiting: list[Sequence[str]] = [[document.start or ""], list(known)]
    for first in waiting:
        stack = list(reversed(first))
        while stack:
            identifier = stack.pop()
            if identifier in order or identifier not in known:
                continue
            order[identifier] = known[identifier]
            stack.extend(reversed([route.target for route in routes_of(known[identifier])]))
    return list(order.values())


def _box(group: Sequence[Action], names: Words, *, number: int) -> Box:
    first = group[0]
    kind = kind_of(first.type)
    if kind is not Kind.SETTING:
        lines, heading = [body(first, names)], title(first, names)
        if len(group) > 1:
            heading = f"{heading} · {names.phrase('again', rounds_in(group))}"
    else:
        lines = [f"{title(each, names)}: {body(each, names)}".rstrip(": ") for each in group]
        heading = ""
    told = "\n".join(f"{each.identifier} ({each.type}) {body(each, names)}" for each in group)
    return Box(
        kind=kind, title=heading, lines=lines, actions=list(group), number=number, tooltip=told
    )


def _lines(box: Box, boxes: Mapping[str, Box], names: Words) -> list[Line]:
    """One line per target: with its strongest cause, and every cause that is worth a word."""
    causes: dict[Box, list[tuple[Route, str]]] = {}
    for action in box.actions:
        for route in routes_of(action):
            target = boxes.get(route.target)
            if target is not None and (target is not box or route.way is not Way.NEXT):
                causes.setdefault(target, []).append((route, route_name(action, route, names)))
    inner = causes.get(box)
    if inner is not None and len(box.actions) > 1:
        del causes[box]
    return [_line(box, target, found) for target, found in causes.items()]


def _line(source: Box, target: Box, causes: Sequence[tuple[Route, str]]) -> Line:
    strength = max(_STRENGTHS.get(route.way, Strength.GOOD) for route, _ in causes)
    shown = [
        name
        for route, name in causes
        if name
        and (route.way is not Way.FAULT or strength is Strength.FAULT)
        and route.cause != "NoMatchingError"
    ]
    return Line(source=source, target=target, strength=strength, labels=tuple(dict.fromkeys(shown)))


def _split_ends(graph: Graph) -> None:
    """An end that many lines lead to is drawn once for each, so that no line crosses the page."""
    leading = {line.source for line in graph.lines}
    for end in [box for box in graph.boxes if box.kind is Kind.END and box not in leading]:
        incoming = [line for line in graph.lines if line.target is end]
        shown = [line for line in incoming if line.strength > Strength.FAULT]
        if len(incoming) < 2 or not shown:
            continue
        for line in incoming:
            graph.lines.remove(line)
            if line.strength is Strength.FAULT:
                graph.jumps.append(line)
                continue
            copy = end
            if line is not shown[0]:
                copy = replace(end)
                graph.boxes.append(copy)
            graph.lines.append(
                Line(
                    source=line.source,
                    target=copy,
                    strength=line.strength,
                    labels=line.labels,
                )
            )

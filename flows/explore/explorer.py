"""Explores flows, and judges what was found."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flows.explore.atlas import Atlas
from flows.explore.branches import branches_of
from flows.explore.graph import Graph, build
from flows.explore.judge import Judge
from flows.explore.report import Finding, FlowReport
from flows.explore.shapes import MOST_PATHS, count_paths
from flows.json_values import JsonObject
from flows.language import FlowType
from flows.simulator.errors import BrokenFlowError
from flows.simulator.program import Program, compile_flow

MOST_STATES: Final = 100_000
"""Of a coarse exploration; what lies beyond is not looked at, and the report says so."""


@dataclass(frozen=True, kw_only=True)
class Explorable:
    """A flow's content, with or without its references resolved, and its type.

    `name` is what other flows call it, when that is not the key it is given under.
    """

    content: JsonObject
    type: FlowType = FlowType.CONTACT_FLOW
    name: str | None = None


def explore(flows: Mapping[str, Explorable]) -> tuple[FlowReport, ...]:
    """One report a flow, in the order given. Flows find each other by name, id or reference.

    Never raises for content: a flow that can not be played has a dead end at its start.
    """
    programs: dict[str, Program] = {}
    broken: dict[str, FlowReport] = {}
    for name, flow in flows.items():
        try:
            programs[name] = compile_flow(name, flow.content)
        except BrokenFlowError as error:
            finding = Finding(flow=name, action=None, why=str(error))
            broken[name] = FlowReport(flow=name, type=flow.type, dead_ends=(finding,))
    reports = dict(broken)
    for names in _neighbours(_atlas(flows, programs)):
        atlas = _atlas(flows, {name: programs[name] for name in programs if name in names})
        graph, precision = _walk(atlas)
        reports.update((report.flow, report) for report in _reports(atlas, graph, precision))
    return tuple(reports[name] for name in flows)


def _atlas(flows: Mapping[str, Explorable], programs: Mapping[str, Program]) -> Atlas:
    return Atlas(
        programs=programs,
        types={name: flows[name].type for name in programs},
        aliases={flows[name].name or name: name for name in programs},
    )


def _neighbours(atlas: Atlas) -> list[set[str]]:
    """Flows that have to do with each other; the rest is explored by itself."""
    groups: list[set[str]] = []
    for name, others in atlas.references.items():
        group = {name, *others}
        for other in [known for known in groups if known & group]:
            group |= other
            groups.remove(other)
        groups.append(group)
    return groups


def _walk(atlas: Atlas) -> tuple[Graph, str]:
    """With all that is known; with less where that gives too many states."""
    graph = _from_all_roots(atlas, exact=True)
    if graph.complete:
        return graph, "exact"
    return _from_all_roots(atlas, exact=False, most=MOST_STATES), "coarse"


def _from_all_roots(atlas: Atlas, *, exact: bool, most: int | None = None) -> Graph:
    """Flows that no other one leads to are where calls begin; then what is left in circles."""
    roots = [name for name in atlas.programs if name not in atlas.entered]
    while True:
        graph = build(atlas, roots, exact=exact, most=most)
        seen = {state.place.flow for state in graph.states}
        left = [name for name in atlas.programs if name not in seen]
        if not left or not graph.complete:
            return graph
        roots.append(left[0])


def _reports(atlas: Atlas, graph: Graph, precision: str) -> Iterator[FlowReport]:
    judge = Judge(atlas, graph)
    covered: dict[str, set[tuple[str, str]]] = {name: set() for name in atlas.programs}
    numbers: dict[str, list[int]] = {name: [] for name in atlas.programs}
    for number, state in enumerate(graph.states):
        numbers[state.place.flow].append(number)
        for edge in graph.edges[number]:
            if edge.branch is not None:
                covered[edge.place.flow].add((edge.place.action, edge.branch))
    for name, program in atlas.programs.items():
        every = {
            (action, branch)
            for action, instruction in program.instructions.items()
            for branch in branches_of(instruction)
        }
        yield FlowReport(
            flow=name,
            type=atlas.types[name],
            states=len(numbers[name]),
            paths=_paths(graph, program.start.identifier, numbers[name]),
            branches=len(every),
            covered_branches=len(every & covered[name]),
            uncovered=tuple(sorted(" ".join(branch) for branch in every - covered[name])),
            dead_ends=judge.dead_ends(numbers[name]),
            endless=judge.endless(name),
            silent_ends=judge.silent_ends(numbers[name]),
            ai_without_notice=judge.ai_without_notice(numbers[name]),
            recording_without_notice=judge.recording_without_notice(numbers[name]),
            no_person=judge.no_person(numbers[name]),
            precision=precision,
            truncated=not graph.complete,
        )


def _paths(graph: Graph, start: str, numbers: Iterable[int]) -> int:
    inside = set(numbers)
    entries = [number for number in inside if graph.states[number].place.action == start]
    first = [n for n in entries if n in graph.roots or _comes_from_outside(graph, n, inside)]
    ways = sum(count_paths(graph, number, inside.__contains__) for number in first)
    return min(ways, MOST_PATHS)


def _comes_from_outside(graph: Graph, number: int, inside: set[int]) -> bool:
    arrived = graph.arrived[number]
    return arrived is None or arrived[0] not in inside

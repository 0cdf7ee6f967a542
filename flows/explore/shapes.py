"""Shapes of the graph of states: cycles, what can be reached, how many paths there are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from flows.explore.graph import Edge, Graph

MOST_PATHS: Final = 10**15
"""Below 2^53, so that every reader of JSON gets the number right."""


def cycles(graph: Graph, keep: Callable[[int, Edge], bool]) -> list[list[int]]:
    """States that go round among themselves by edges that `keep` (Tarjan's components)."""
    search = _Search(graph, keep)
    for number in range(len(graph.states)):
        if number not in search.order:
            search.visit(number)
    return search.found


class _Search:
    def __init__(self, graph: Graph, keep: Callable[[int, Edge], bool]) -> None:
        self.order: dict[int, int] = {}
        self.found: list[list[int]] = []
        self._low: dict[int, int] = {}
        self._open: list[int] = []
        self._is_open: set[int] = set()
        self._next = [
            [target for edge, target in graph.inner(number) if keep(number, edge)]
            for number in range(len(graph.states))
        ]

    def visit(self, start: int) -> None:
        """Depth first, without recursion: paths can be thousands of states long."""
        work = [(self._enter(start), iter(self._next[start]))]
        while work:
            number, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                self._leave(number)
                if work:
                    parent = work[-1][0]
                    self._low[parent] = min(self._low[parent], self._low[number])
            elif target not in self.order:
                work.append((self._enter(target), iter(self._next[target])))
            elif target in self._is_open:
                self._low[number] = min(self._low[number], self.order[target])

    def _enter(self, number: int) -> int:
        self.order[number] = self._low[number] = len(self.order)
        self._open.append(number)
        self._is_open.add(number)
        return number

    def _leave(self, number: int) -> None:
        if self._low[number] != self.order[number]:
            return
        component: list[int] = []
        while not component or component[-1] != number:
            component.append(self._open.pop())
            self._is_open.discard(component[-1])
        if len(component) > 1 or number in self._next[number]:
            self.found.append(sorted(component))


def leading_to(graph: Graph, goals: Iterable[int]) -> set[int]:
    """States from which one of the goals can be reached, the goals included."""
    before: list[list[int]] = [[] for _ in graph.states]
    for number in range(len(graph.states)):
        for _, target in graph.inner(number):
            before[target].append(number)
    reached = set(goals)
    todo = list(reached)
    while todo:
        for number in before[todo.pop()]:
            if number not in reached:
                reached.add(number)
                todo.append(number)
    return reached


@dataclass(kw_only=True)
class _Visit:
    number: int
    at: int = 0
    paths: int = 0


def count_paths(graph: Graph, start: int, inside: Callable[[int], bool]) -> int:
    """Ways from a state to an end, to a state outside, or back to a state of the same way.

    Depth first; a state that is met again on another way counts with what was found for it first.
    Counts up to `MOST_PATHS`, which then means "at least".
    """
    known: dict[int, int] = {}
    active = {start}
    work = [_Visit(number=start)]
    while work:
        visit = work[-1]
        edges = graph.edges[visit.number]
        if visit.at == len(edges):
            work.pop()
            active.discard(visit.number)
            known[visit.number] = min(visit.paths, MOST_PATHS)
            continue
        target = edges[visit.at].target
        if isinstance(target, int) and inside(target) and target not in active:
            if target not in known:
                active.add(target)
                work.append(_Visit(number=target))
                continue
            visit.paths += known[target]
        else:
            visit.paths += 1
        visit.at += 1
    return known[start]

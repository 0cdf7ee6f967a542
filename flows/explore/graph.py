"""All states that can be reached, and what leads from one to the next."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from flows.explore.atlas import Atlas
from flows.explore.junction import Choice, Junction, Outcome
from flows.explore.liveness import Liveness
from flows.explore.outcomes import outcomes
from flows.explore.state import Draft, End, Ending, Place, State

STATES: Final = 20_000
"""More states than this, and the exploration is repeated with less memory."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """What came of a state. `target` is a state's number, or the end of the path."""

    choice: Choice
    value: str
    place: Place
    branch: str | None
    bounded: bool
    target: int | End

    @property
    def label(self) -> str:
        """For people: `key 1`."""
        return f"{self.choice} {self.value}".strip()


@dataclass(kw_only=True)
class Graph:
    """States by number. `arrived[n]` is the state and the edge from which `n` was first seen."""

    states: list[State] = field(default_factory=list[State])
    edges: list[tuple[Edge, ...]] = field(default_factory=list[tuple[Edge, ...]])
    arrived: list[tuple[int, Edge] | None] = field(default_factory=list["tuple[int, Edge] | None"])
    roots: set[int] = field(default_factory=set[int])
    complete: bool = True

    def inner(self, number: int) -> Iterator[tuple[Edge, int]]:
        """Edges that lead to another state."""
        for edge in self.edges[number]:
            if isinstance(edge.target, int):
                yield edge, edge.target

    def path_to(self, number: int) -> list[str]:
        """A shortest way there: actions with what was decided at them."""
        steps = [self.states[number].place.action]
        step = self.arrived[number]
        while step is not None:
            before, edge = step
            if edge.choice is not Choice.GOES_ON:
                steps.append(f"[{edge.label}]")
            steps.append(self.states[before].place.action)
            step = self.arrived[before]
        return list(reversed(steps))


def build(
    atlas: Atlas, roots: Iterable[str], *, exact: bool = True, most: int | None = None
) -> Graph:
    """Walks from the starts of these flows. `complete` is False when there were too many states."""
    most = STATES if most is None else most
    graph = Graph()
    liveness = Liveness(atlas)
    numbers: dict[State, int] = {}
    todo: deque[int] = deque()

    def number_of(draft: Draft) -> int:
        needed = liveness.needed(draft)
        state = draft.freeze(needed, liveness.marks(draft, needed))
        number = numbers.setdefault(state, len(numbers))
        if number == len(graph.states):
            graph.states.append(state)
            graph.edges.append(())
            graph.arrived.append(None)
            todo.append(number)
        return number

    for name in roots:
        graph.roots.add(number_of(_start(atlas, name)))
    while todo:
        number = todo.popleft()
        edges: list[Edge] = []
        for outcome in _outcomes(atlas, graph.states[number], exact=exact):
            seen = len(graph.states)
            ahead = outcome.ahead
            edge = _edge(outcome, ahead if isinstance(ahead, End) else number_of(ahead))
            if len(graph.states) > seen:
                graph.arrived[seen] = (number, edge)
            edges.append(edge)
        graph.edges[number] = tuple(edges)
        if len(graph.states) > most:
            graph.complete = False
            break
    return graph


def _start(atlas: Atlas, name: str) -> Draft:
    draft = Draft(place=Place(name, atlas.programs[name].start.identifier))
    draft.forget("FlowAttributes", missing=True)
    return draft


def _outcomes(atlas: Atlas, state: State, *, exact: bool) -> Iterator[Outcome]:
    instruction = atlas.at(state.place.flow, state.place.action)
    if instruction is None:
        return
    junction = Junction(atlas, instruction, state.thaw(), exact=exact)
    any_outcome = False
    for outcome in outcomes(junction):
        any_outcome = True
        yield outcome
    if not any_outcome:
        yield junction.stop(Ending.DEAD, f"nothing can follow {instruction.type}")


def _edge(outcome: Outcome, target: int | End) -> Edge:
    return Edge(
        choice=outcome.choice,
        value=outcome.value,
        place=outcome.place,
        branch=outcome.branch,
        bounded=outcome.bounded,
        target=target,
    )

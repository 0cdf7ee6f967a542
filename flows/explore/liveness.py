"""Which values can still matter at an action: the others are forgotten, so that states merge."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from flows.explore.atlas import REPLACED, STORED, Atlas, leads_to, paths_in, written
from flows.explore.junction import DEFAULT
from flows.explore.state import LOOP, Draft, Place
from flows.explore.values import Path
from flows.json_values import as_text, is_true
from flows.simulator.program import Instruction

_NOTHING: Final[frozenset[Path]] = frozenset()


class Liveness:
    """Computed once for a set of flows."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        before: dict[Place, list[tuple[Place, str]]] = {}
        readers: dict[Path, list[Place]] = {}
        for name, program in atlas.programs.items():
            for identifier, instruction in program.instructions.items():
                place = Place(name, identifier)
                for following, renewed in self._next(name, instruction):
                    before.setdefault(following, []).append((place, renewed))
                for path in _reads(name, instruction):
                    readers.setdefault(path, []).append(place)
        self._live: dict[Place, set[Path]] = {}
        for path, places in readers.items():
            self._spread(path, places, before)
        for live in self._live.values():
            live |= {path[:length] for path in live for length in range(1, len(path))}

    def needed(self, draft: Draft) -> Collection[Path]:
        """Values, and what they say of everything below them, that can still be read."""
        live = self._live.get(draft.place, _NOTHING)
        if not draft.callers:
            return live
        return live.union(*(self._live.get(place, _NOTHING) for place in draft.callers))

    def _spread(
        self, path: Path, places: list[Place], before: Mapping[Place, list[tuple[Place, str]]]
    ) -> None:
        todo = list(places)
        while todo:
            place = todo.pop()
            live = self._live.setdefault(place, set())
            if path not in live:
                live.add(path)
                todo.extend(b for b, renewed in before.get(place, ()) if renewed != path[0])

    def _next(self, name: str, instruction: Instruction) -> Iterator[tuple[Place, str]]:
        """Where an action leads, and the root of values that are new there."""
        renewed = _renewed(instruction)
        worked = {instruction.next, *(condition.target for condition in instruction.conditions)}
        yield from ((Place(name, target), renewed) for target in worked if target)
        for error, target in instruction.errors.items():
            closed = error == DEFAULT or renewed == "External"
            yield Place(name, target), renewed if closed else ""
        reference = leads_to(instruction)
        if reference is None:
            return
        found = self._atlas.find(reference)
        flows = [found] if found is not None else list(self._atlas.programs)
        if found is not None or "$" in reference:
            for flow in flows:
                yield Place(flow, self._atlas.programs[flow].start.identifier), ""


def _renewed(instruction: Instruction) -> str:
    if instruction.type == "GetParticipantInput":
        stores = is_true(instruction.parameters.get("StoreInput"))
        return STORED[0] if stores else ""
    return REPLACED.get(instruction.type, "")


def _reads(name: str, instruction: Instruction) -> Iterator[Path]:
    """What an action reads, as far as exploring follows it."""
    if instruction.type == "Loop":
        yield (LOOP, name, instruction.identifier)
    yield from paths_in(instruction.parameters.get("ComparisonValue"))
    yield from paths_in(instruction.parameters.get("CallbackNumber"))
    yield from paths_in(leads_to(instruction))
    if instruction.type == "EndFlowModuleExecution":
        yield from paths_in(as_text(instruction.parameters.get("Result")))
    for condition in instruction.conditions:
        yield from paths_in(condition.operand)
    for _, value in written(instruction):
        yield from paths_in(value)

"""What can still matter at an action: the rest is forgotten, so that states merge."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from flows.explore.atlas import REPLACED, STORED, Atlas, leads_to, paths_in, written
from flows.explore.junction import DEFAULT
from flows.explore.notices import heard_in
from flows.explore.state import LOOP, Draft, Mark, Place
from flows.explore.values import Path
from flows.json_values import as_text, is_true
from flows.language import ACTION_TYPES, Ending
from flows.simulator.program import Instruction

_MARK: Final = "#mark"
_SPOKEN: Final[Path] = (_MARK, Mark.SPOKEN)
_AI_NOTICE: Final[Path] = (_MARK, Mark.AI_NOTICE)
_RECORDING: Final[Path] = (_MARK, Mark.RECORDING)
PROMPTS: Final = frozenset(
    {
        "ConnectParticipantWithLexBot",
        "GetParticipantInput",
        "MessageParticipant",
        "MessageParticipantIteratively",
    }
)
"""Actions that play words; wherever they may not stand, exploring would have to keep the mark."""

_NOTHING: Final[frozenset[Path]] = frozenset()

_Before: TypeAlias = Mapping[Place, list[tuple[Place, frozenset[Path]]]]
"""What leads to a place, and which values (by their root) and marks are new on the way."""


class Liveness:
    """Computed once for a set of flows."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        before: dict[Place, list[tuple[Place, frozenset[Path]]]] = {}
        readers: dict[Path, list[Place]] = {}
        for name, program in atlas.programs.items():
            for identifier, instruction in program.instructions.items():
                place = Place(name, identifier)
                for following, renewed in self._next(name, instruction):
                    before.setdefault(following, []).append((place, renewed))
                for path in (*_reads(name, instruction), *_judged_by(instruction)):
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

    def marks(self, draft: Draft, needed: Collection[Path]) -> frozenset[Mark]:
        """Marks by which a state ahead can still be judged (flows/explore/judge.py).

        Who was told of the recording stays told: whether there is one matters no more, and having
        been told only where another may begin.
        """
        gone: set[Mark] = set()
        if _SPOKEN not in needed:
            gone.add(Mark.SPOKEN)
        if _AI_NOTICE not in needed:
            gone.add(Mark.AI_NOTICE)
        if Mark.RECORDING_NOTICE in draft.marks:
            told = set[Mark]() if _RECORDING in needed else {Mark.RECORDING_NOTICE}
            gone |= {Mark.RECORDING, *told}
        return draft.marks - gone

    def _spread(self, path: Path, places: list[Place], before: _Before) -> None:
        todo = list(places)
        while todo:
            place = todo.pop()
            live = self._live.setdefault(place, set())
            if path not in live:
                live.add(path)
                known = {path, path[:1]}
                todo.extend(b for b, renewed in before.get(place, ()) if known.isdisjoint(renewed))

    def _next(self, name: str, instruction: Instruction) -> Iterator[tuple[Place, frozenset[Path]]]:
        """Where an action leads, and what is new there."""
        root = _renewed(instruction)
        told = _tells(instruction)
        new = frozenset([(root,), *told])
        worked = {instruction.next, *(condition.target for condition in instruction.conditions)}
        yield from ((Place(name, target), new) for target in worked if target)
        for error, target in instruction.errors.items():
            closed = error == DEFAULT or root == "External"
            yield Place(name, target), new if closed else frozenset(told)
        reference = leads_to(instruction)
        if reference is None:
            return
        found = self._atlas.find(reference)
        flows = [found] if found is not None else list(self._atlas.programs)
        if found is not None or "$" in reference:
            for flow in flows:
                yield Place(flow, self._atlas.programs[flow].start.identifier), _NOTHING


def _renewed(instruction: Instruction) -> str:
    if instruction.type == "GetParticipantInput":
        stores = is_true(instruction.parameters.get("StoreInput"))
        return STORED[0] if stores else ""
    return REPLACED.get(instruction.type, "")


def _tells(instruction: Instruction) -> Iterable[Path]:
    """A prompt decides anew, however it goes, whether the caller has heard words."""
    plays = instruction.type in PROMPTS and Mark.SPOKEN in heard_in(instruction.parameters)
    return (_SPOKEN,) if plays else ()


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


def _judged_by(instruction: Instruction) -> Iterator[Path]:
    """Marks by which the action is judged, or that may begin with it."""
    known = ACTION_TYPES.get(instruction.type)
    if known is not None and known.ending is not Ending.NEVER:
        yield _SPOKEN
    if instruction.type == "ConnectParticipantWithLexBot":
        yield _AI_NOTICE
    if instruction.type.startswith("UpdateContactRecording"):
        yield _RECORDING

"""What is wrong with the paths of a flow."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from flows.explore.atlas import QUIET_TYPES, Atlas
from flows.explore.graph import Edge, Graph
from flows.explore.junction import BY_CALLER
from flows.explore.notices import heard_in, records_at_once
from flows.explore.report import Finding
from flows.explore.shapes import cycles, leading_to
from flows.explore.state import PERSON, End, Ending, Mark, State
from flows.json_values import as_list
from flows.language import FlowType
from flows.simulator.program import Instruction

BOT: Final = "ConnectParticipantWithLexBot"
CALLBACK: Final = "CreateCallbackContact"
_SILENT: Final = frozenset({Ending.DISCONNECTED, Ending.ENDED})
_TAKES_TIME: Final = frozenset({"MessageParticipant", "MessageParticipantIteratively", "Wait"})
_BOTH_LISTEN: Final = frozenset({Ending.QUEUE, Ending.AGENT})


class Judge:
    """Looks at the states of one flow at a time, each with the shortest way there."""

    def __init__(self, atlas: Atlas, graph: Graph) -> None:
        self._atlas = atlas
        self._graph = graph
        self._endless = cycles(graph, self._goes_on_alone)
        people = [number for number in range(len(graph.states)) if self._reaches_person(number)]
        self._to_person = leading_to(graph, people)

    def dead_ends(self, numbers: Iterable[int]) -> tuple[Finding, ...]:
        """Where a call stops though nobody meant it to."""
        return self._findings(
            (number, f"{edge.label}: {end.name}")
            for number, edge, end in self._ends(numbers)
            if end.ending is Ending.DEAD
        )

    def silent_ends(self, numbers: Iterable[int]) -> tuple[Finding, ...]:
        """Where the caller is cut off without a word since they last did something."""
        return self._findings(
            (number, "the call ends without words")
            for number, _, end in self._ends(numbers)
            if end.ending in _SILENT
            and Mark.SPOKEN not in self._state(number).marks
            and self._hears_end(number, end)
        )

    def endless(self, flow: str) -> tuple[Finding, ...]:
        """Where a call goes round without anybody's choice."""
        return self._findings(
            (component[0], "goes round without a choice of the caller: " + self._round(component))
            for component in self._endless
            if self._state(component[0]).place.flow == flow
        )

    def ai_without_notice(self, numbers: Iterable[int]) -> tuple[Finding, ...]:
        """Where a bot answers somebody who was not told that it is one."""
        return self._findings(
            (number, "a bot answers; the caller was not told that it is an AI")
            for number in numbers
            if self._is_caller(number)
            and self._instruction(number).type == BOT
            and Mark.AI_NOTICE not in self._state(number).marks
            and Mark.AI_NOTICE not in heard_in(self._instruction(number).parameters)
        )

    def recording_without_notice(self, numbers: Iterable[int]) -> tuple[Finding, ...]:
        """Where a call that nobody was told of is recorded, or joined by a person while it is."""
        return self._findings(
            (number, "the call is recorded; the caller was not told")
            for number in numbers
            if self._is_caller(number)
            and Mark.RECORDING_NOTICE not in self._state(number).marks
            and (self._records_now(number) or self._joins_recorded(number))
        )

    def no_person(self, numbers: Iterable[int]) -> tuple[Finding, ...]:
        """Where the caller is asked, or the call begins, and nothing leads to a person any more."""
        return self._findings(
            (number, "from here the caller can not reach a person")
            for number in numbers
            if number not in self._to_person
            and self._is_caller(number)
            and (number in self._graph.roots or self._asks(number))
        )

    def _findings(self, found: Iterable[tuple[int, str]]) -> tuple[Finding, ...]:
        """Each weakness of an action once, with the first path that shows it."""
        kept: dict[tuple[str, str], Finding] = {}
        for number, why in found:
            place = self._state(number).place
            if (place.action, why) not in kept:
                kept[place.action, why] = Finding(
                    flow=place.flow,
                    action=place.action,
                    why=why,
                    path=tuple(self._graph.path_to(number)),
                )
        return tuple(kept.values())

    def _ends(self, numbers: Iterable[int]) -> Iterator[tuple[int, Edge, End]]:
        for number in numbers:
            for edge in self._graph.edges[number]:
                if isinstance(edge.target, End):
                    yield number, edge, edge.target

    def _state(self, number: int) -> State:
        return self._graph.states[number]

    def _instruction(self, number: int) -> Instruction:
        place = self._state(number).place
        return self._atlas.programs[place.flow].instructions[place.action]

    def _is_caller(self, number: int) -> bool:
        return self._atlas.for_callers(self._state(number).place.flow)

    def _hears_end(self, number: int, end: End) -> bool:
        """Ending a queue's flow leaves the caller in the queue; a task hears nothing."""
        if Mark.TASK in self._state(number).marks:
            return False
        flow = self._state(number).place.flow
        waits_on = end.ending is Ending.ENDED and self._atlas.types[flow] is not (
            FlowType.CONTACT_FLOW
        )
        return self._is_caller(number) and not waits_on

    def _asks(self, number: int) -> bool:
        return any(edge.choice in BY_CALLER for edge in self._graph.edges[number])

    def _records_now(self, number: int) -> bool:
        instruction = self._instruction(number)
        return instruction.type.startswith("UpdateContactRecording") and records_at_once(
            instruction.parameters
        )

    def _joins_recorded(self, number: int) -> bool:
        return Mark.RECORDING in self._state(number).marks and any(
            isinstance(edge.target, End) and edge.target.ending in _BOTH_LISTEN
            for edge in self._graph.edges[number]
        )

    def _reaches_person(self, number: int) -> bool:
        flow = self._state(number).place.flow
        if self._instruction(number).type == CALLBACK:
            return True
        waits = self._atlas.types[flow] is not FlowType.CONTACT_FLOW
        for edge in self._graph.edges[number]:
            if isinstance(edge.target, End) and (
                edge.target.ending in PERSON
                or edge.target.ending is Ending.RETURNED
                or (edge.target.ending is Ending.ENDED and waits)
            ):
                return True
        return False

    def _goes_on_alone(self, number: int, edge: Edge) -> bool:
        """Whether an edge can be taken for ever without anybody's choice."""
        if edge.choice in BY_CALLER or edge.bounded:
            return False
        instruction = self._instruction(number)
        if self._atlas.types[self._state(number).place.flow] in QUIET_TYPES:
            return instruction.type not in _TAKES_TIME
        if instruction.type == "MessageParticipantIteratively":
            return False
        return not (instruction.type == "Wait" and as_list(instruction.parameters.get("Events")))

    def _round(self, component: Sequence[int]) -> str:
        names = list(dict.fromkeys(self._state(number).place.action for number in component))
        return ", ".join(names[:8]) + (", …" if len(names) > 8 else "")

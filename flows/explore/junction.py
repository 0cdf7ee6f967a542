"""An action with all that can come of it: which branch, and what is known afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flows.explore.atlas import Atlas, normal
from flows.explore.notices import heard_in
from flows.explore.state import Ahead, Draft, End, Ending, Mark, Place
from flows.explore.values import Fact, Path, Unknown, Value, is_known_operator, meets
from flows.json_values import Json, as_text
from flows.language import ACTION_TYPES, ErrorType, FlowType, Operator
from flows.simulator.paths import parse
from flows.simulator.program import Condition, Instruction

NO_ERROR: Final = ErrorType.NO_MATCHING_ERROR.value
DEFAULT: Final = ErrorType.NO_MATCHING_CONDITION.value


class Choice(StrEnum):
    """Who or what decides."""

    GOES_ON = "goes on"
    KEY = "key"
    WRONG_KEY = "wrong key"
    DIGITS = "digits"
    SILENCE = "silence"
    HANG_UP = "hangs up"
    INTENT = "intent"
    VIEW = "view"
    ERROR = "error"
    FUNCTION = "function answers"
    VALUE = "value"
    RESULT = "result"


BY_CALLER: Final = frozenset(
    {
        Choice.KEY,
        Choice.WRONG_KEY,
        Choice.DIGITS,
        Choice.SILENCE,
        Choice.HANG_UP,
        Choice.INTENT,
        Choice.VIEW,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """One thing that can come of an action.

    `branch` names the branch taken of the action at `place` (see flows/explore/branches.py), None
    when the path ends without one. `bounded` says that it can not happen without end.
    """

    choice: Choice
    value: str
    place: Place
    branch: str | None
    ahead: Ahead
    bounded: bool = False

    @property
    def label(self) -> str:
        """For people: `key 1`."""
        return f"{self.choice} {self.value}".strip()


class Junction:
    """An action reached in a state. `exact` counts loops; otherwise they may end at any time."""

    def __init__(
        self, atlas: Atlas, instruction: Instruction, draft: Draft, *, exact: bool = True
    ) -> None:
        self.atlas = atlas
        self.instruction = instruction
        self.parameters = instruction.parameters
        self.draft = draft
        self.exact = exact
        self.relevant = atlas.relevant if exact else frozenset[Path]()

    @property
    def flow(self) -> str:
        """The flow it stands in."""
        return self.draft.place.flow

    @property
    def in_module(self) -> bool:
        """Whether a module is being played; there some actions only fail."""
        return bool(self.draft.callers) or self.atlas.types[self.flow] is FlowType.MODULE

    def go(
        self,
        choice: Choice,
        branch: str,
        target: str | None,
        draft: Draft | None = None,
        *,
        value: str = "",
        bounded: bool = False,
    ) -> Outcome:
        """On to another action of the flow."""
        return Outcome(
            choice=choice,
            value=value,
            place=self.draft.place,
            branch=branch if target else None,
            ahead=self._ahead(branch, target, self.draft.copy() if draft is None else draft),
            bounded=bounded,
        )

    def _ahead(self, branch: str, target: str | None, draft: Draft) -> Ahead:
        if not target:
            return End(Ending.DEAD, f"'{branch.rpartition(':')[2]}' leads nowhere")
        if self.atlas.at(self.flow, target) is None:
            return End(Ending.DEAD, f"leads to '{target}', which is not in the flow")
        draft.place = Place(self.flow, target)
        return draft

    def stop(self, ending: Ending, name: str = "", choice: Choice = Choice.GOES_ON) -> Outcome:
        """The path ends here."""
        return self.enter(End(ending, name), choice)

    def enter(self, ahead: Ahead, choice: Choice = Choice.GOES_ON) -> Outcome:
        """On without a branch: into another flow, or to an end."""
        return Outcome(choice=choice, value="", place=self.draft.place, branch=None, ahead=ahead)

    def done(self, draft: Draft | None = None, choice: Choice = Choice.GOES_ON) -> Outcome:
        """It worked; the next action follows."""
        return self.go(choice, "next", self.instruction.next, draft)

    def fails(self, error: str, draft: Draft | None = None, *, choice: Choice) -> Outcome:
        """An error; without a branch of its own it takes the general one."""
        errors = self.instruction.errors
        name = error if error in errors else NO_ERROR
        branch = f"error:{name if name in errors else error}"
        return self.go(choice, branch, errors.get(name), draft, value=error)

    def errors(
        self, change: Callable[[Draft], None] | None = None, *, but: str = ""
    ) -> Iterator[Outcome]:
        """Every fault that has a branch, and those that must have one and have none."""
        declared = set(self.instruction.errors) - {DEFAULT, but}
        known = ACTION_TYPES.get(self.instruction.type)
        needed = set[str]() if known is None else set(known.errors) - {DEFAULT, but}
        missing = needed if NO_ERROR not in declared else set[str]()
        for error in sorted(declared | missing):
            draft = self.draft.copy()
            if change is not None:
                change(draft)
            yield self.fails(error, draft, choice=Choice.ERROR)

    def otherwise(self, choice: Choice, draft: Draft, value: str = "") -> Outcome:
        """The default branch: what no condition is met by."""
        target = self.instruction.errors.get(DEFAULT)
        if target is None:
            return self.go(choice, "next", self.instruction.next, draft, value=value)
        return self.go(choice, f"error:{DEFAULT}", target, draft, value=value)

    def heard(self, draft: Draft | None = None) -> Draft:
        """What is known once the prompt has been played."""
        draft = self.draft.copy() if draft is None else draft
        draft.marks = draft.marks | heard_in(self.parameters)
        return draft

    def tried(self, draft: Draft) -> None:
        """The prompt could not be played; no words are left to try."""
        draft.marks = draft.marks | {Mark.SPOKEN}

    def listened(self, draft: Draft) -> Draft:
        """What is known once it was the caller's turn: whatever comes now needs new words."""
        draft = draft.copy()
        draft.marks = draft.marks - {Mark.SPOKEN}
        return draft

    def evaluate(self, draft: Draft, text: Json) -> Value:
        """A parameter with its references replaced, as far as they are known."""
        literal = as_text(text)
        if literal is None or "$" not in literal:
            return literal
        parts = parse(literal)
        values = [part if isinstance(part, str) else self._read(draft, part) for part in parts]
        if len(values) == 1:
            return values[0]
        texts = [value or "" for value in values if not isinstance(value, Unknown)]
        return "".join(texts) if len(texts) == len(values) else draft.fresh(("(mixed)",))

    def _read(self, draft: Draft, path: Path) -> Value:
        known = normal(path)
        return draft.read(known) if known in self.relevant else draft.fresh(known)

    def decide(self, choice: Choice, value: Value, draft: Draft) -> Iterator[Outcome]:
        """The conditions, in their order, and the default."""
        excluded: list[Fact] = []
        for index, condition in enumerate(self.instruction.conditions):
            met, unmet = self._ways(condition, value, draft, excluded)
            if met is not None:
                yield self.go(
                    choice, f"condition:{index}", condition.target, met, value=condition.operand
                )
            if unmet is None:
                return
            excluded = unmet
        draft = draft.copy()
        if not isinstance(value, Unknown) or draft.suppose(value, *excluded):
            yield self.otherwise(choice, draft)

    def _ways(
        self, condition: Condition, value: Value, draft: Draft, excluded: list[Fact]
    ) -> tuple[Draft | None, list[Fact] | None]:
        """What is known when the condition is met, and when it is not; None where it can not be."""
        met = draft.copy()
        if value is None:
            return None, excluded
        operand = self.evaluate(met, condition.operand)
        operator = condition.operator
        if isinstance(value, str) and operator == Operator.KEY_EXISTS:
            return met, None
        undecidable = not is_known_operator(operator) or operator == Operator.KEY_EXISTS
        if undecidable or isinstance(operand, Unknown):
            possible = not isinstance(value, Unknown) or met.suppose(value, *excluded)
            return (met if possible else None), excluded
        if isinstance(value, str):
            return (met, None) if meets(operator, value, operand or "") else (None, excluded)
        fact = Fact(operator, operand or "", met=True)
        feasible = met.suppose(value, *excluded, fact)
        return (met if feasible else None), [*excluded, fact._replace(met=False)]

"""Where a call stands while it is explored, and what is known of it there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from flows.explore.values import NO_FACTS, Fact, Facts, Path, Unknown, Value, essential, witness

LOOP: Final = "#loop"
"""Root of loop counters among the values."""


class Mark(StrEnum):
    """What has happened so far, as far as it matters later."""

    SPOKEN = "spoken"
    AI_NOTICE = "ai notice"
    RECORDING_NOTICE = "recording notice"
    RECORDING = "recording"
    TASK = "a task, which nobody listens to"


class Ending(StrEnum):
    """How a path ends."""

    HUNG_UP = "the caller hangs up"
    DISCONNECTED = "disconnected"
    ENDED = "flow ended"
    RETURNED = "module ended"
    QUEUE = "queue"
    AGENT = "agent"
    THIRD_PARTY = "third party"
    FLOW = "transferred to another flow"
    DEAD = "dead end"


PERSON: Final = frozenset({Ending.QUEUE, Ending.AGENT, Ending.THIRD_PARTY, Ending.FLOW})
"""Ends at which a person takes the call, or may take it."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of a path. `name` is where to, or why."""

    ending: Ending
    name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An action of a flow."""

    flow: str
    action: str


@dataclass(frozen=True, slots=True)
class State:
    """A call at an action. Equal states have the same future."""

    place: Place
    callers: tuple[Place, ...]
    values: tuple[tuple[Path, Value], ...]
    facts: tuple[tuple[int, Facts], ...]
    marks: frozenset[Mark]

    def thaw(self) -> "Draft":
        """A copy to go on from."""
        return Draft(
            place=self.place,
            callers=self.callers,
            values=dict(self.values),
            facts=dict(self.facts),
            marks=self.marks,
            born=len(self.facts),
        )


@dataclass(kw_only=True, slots=True)
class Draft:
    """A state in the making. `callers` is where modules return to, innermost last.

    `values` holds only what some decision depends on. An entry that is None says that the value,
    or everything below it, is missing; no entry says that nothing is known.
    """

    place: Place
    callers: tuple[Place, ...] = ()
    values: dict[Path, Value] = field(default_factory=dict[Path, Value])
    facts: dict[int, Facts] = field(default_factory=dict[int, Facts])
    marks: frozenset[Mark] = frozenset()
    born: int = 0
    births: dict[int, Path] = field(default_factory=dict[int, Path])

    def copy(self) -> "Draft":
        """Independent of this one."""
        return Draft(
            place=self.place,
            callers=self.callers,
            values=dict(self.values),
            facts=dict(self.facts),
            marks=self.marks,
            born=self.born,
            births=dict(self.births),
        )

    def freeze(self, needed: Collection[Path], marks: frozenset[Mark]) -> State:
        """The state, with what of its values and marks is still needed.

        Unknown values are numbered in a fixed order, so that equal states are equal.
        """
        names: dict[int, int] = {}
        values: list[tuple[Path, Value]] = []
        for path in sorted([path for path in self.values if path in needed]):
            value = self.values[path]
            if isinstance(value, Unknown):
                value = Unknown(names.setdefault(value.number, len(names)))
            values.append((path, value))
        return State(
            place=self.place,
            callers=self.callers,
            values=tuple(values),
            facts=tuple((new, self.facts.get(old, NO_FACTS)) for old, new in names.items()),
            marks=marks,
        )

    def fresh(self, path: Path, *facts: Fact) -> Unknown:
        """Something that is not known yet, at `path`."""
        unknown = Unknown(self.born)
        self.born += 1
        self.facts[unknown.number] = frozenset(facts)
        self.births[unknown.number] = path
        return unknown

    def read(self, path: Path) -> Value:
        """The value there; from now on it is the same one."""
        if path in self.values:
            return self.values[path]
        if any(path[:length] in self.values for length in range(1, len(path))):
            return None
        value = self.fresh(path)
        self.values[path] = value
        return value

    def forget(self, root: str, *, missing: bool = False) -> None:
        """Everything below a root is new, or missing."""
        for path in [path for path in self.values if path[0] == root]:
            del self.values[path]
        if missing:
            self.values[(root,)] = None

    def suppose(self, value: Unknown, *facts: Fact) -> bool:
        """Adds facts; False, and nothing is added, when nothing can have all of them."""
        known = self.facts.get(value.number, NO_FACTS) | frozenset(facts)
        if witness(known) is None:
            return False
        self.facts[value.number] = essential(known)
        return True


Ahead: TypeAlias = Draft | End
Values: TypeAlias = Mapping[Path, Value]

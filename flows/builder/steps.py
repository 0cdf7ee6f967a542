"""What a flow is made of while it is written: steps that point at each other.

Steps are compared by identity: a step that two others lead to is one action in the flow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from flows.json_values import JsonObject
from flows.language import Operator


class UnfinishedFlowError(ValueError):
    """A `Later` was used but never told which step it stands for."""


class Later:
    """A step that is defined further down: how a flow goes back to an earlier place."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._step: Step | None = None

    def becomes(self, step: "Step") -> "Step":
        """Say which step it is; gives the step back."""
        self._step = step
        return step

    @property
    def step(self) -> "Step":
        """The step it stands for.

        Raises:
            UnfinishedFlowError: nothing has been said yet.
        """
        if self._step is None:
            raise UnfinishedFlowError(f"call becomes() on Later('{self.name}') before assembling")
        return self._step


@dataclass(frozen=True, kw_only=True)
class Case:
    """Where to go when a result meets a condition."""

    operator: Operator
    operand: str
    target: "Target"


@dataclass(frozen=True, kw_only=True, eq=False)
class Step:
    """One action to be. Its identifier is made from `name`; without `next` it ends the flow."""

    name: str
    type: str
    parameters: JsonObject = field(default_factory=dict[str, str])
    next: "Target | None" = None
    cases: tuple[Case, ...] = ()
    errors: Mapping[str, "Target"] = field(default_factory=dict[str, "Target"])

    @property
    def targets(self) -> tuple["Step", ...]:
        """Every step it leads to, in the order a reader would follow: cases, next, errors."""
        return tuple(
            target if isinstance(target, Step) else target.step
            for target in (
                *(case.target for case in self.cases),
                *(() if self.next is None else (self.next,)),
                *self.errors.values(),
            )
        )


Target: TypeAlias = Step | Later


def step_of(target: Target) -> Step:
    """The step itself, whether or not it was named ahead of time."""
    return target if isinstance(target, Step) else target.step


def equals(results: Mapping[str, Target]) -> tuple[Case, ...]:
    """One case per result, in the order given."""
    return tuple(
        Case(operator=Operator.EQUALS, operand=result, target=target)
        for result, target in results.items()
    )

"""What playing one action can come to."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from flows.language import ErrorType
from flows.simulator.result import Ended
from flows.simulator.world import DeployedFlow


@dataclass(frozen=True, slots=True)
class Done:
    """Did its work; the flow goes to the next action."""


@dataclass(frozen=True, slots=True)
class Result:
    """Came to a value, which conditions are held against; None meets no condition."""

    value: str | None


@dataclass(frozen=True, slots=True)
class Failed:
    """Takes an error branch. `why` is for people."""

    why: str
    error: str = ErrorType.NO_MATCHING_ERROR


@dataclass(frozen=True, slots=True)
class Enter:
    """The flow ends here and another one begins."""

    flow: DeployedFlow


@dataclass(frozen=True, slots=True)
class Over:
    """The flow ends here, and with it what is played."""

    ended: Ended
    queue: str | None = None


Outcome: TypeAlias = Done | Result | Failed | Enter | Over

DONE: Final = Done()

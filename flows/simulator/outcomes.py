"""What playing one action can come to, and how a flow can stop."""

from dataclasses import dataclass, field
from typing import Final, TypeAlias

from flows.json_values import Json, JsonObject
from flows.language import ErrorType
from flows.simulator.result import Ended
from flows.simulator.world import DeployedFlow, DeployedQueue


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
class IntoModule:
    """A module is played; the flow goes on with its result."""

    module: DeployedFlow
    given: JsonObject


@dataclass(frozen=True, slots=True)
class Returned:
    """The module ends here."""

    result: str | None = None
    data: JsonObject = field(default_factory=dict[str, Json])


@dataclass(frozen=True, slots=True)
class Finished:
    """The flow ends here; what becomes of the contact depends on what it was played for."""


@dataclass(frozen=True, slots=True)
class IntoQueue:
    """The flow ends here, and the contact waits in the queue."""

    queue: DeployedQueue


@dataclass(frozen=True, slots=True)
class Over:
    """The flow ends here, and with it what is played."""

    ended: Ended
    queue: str | None = None


Stop: TypeAlias = Returned | Finished | IntoQueue | Over
"""What ends a flow."""

Outcome: TypeAlias = Done | Result | Failed | Enter | IntoModule | Stop

DONE: Final = Done()

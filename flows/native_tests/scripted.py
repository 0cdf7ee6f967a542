"""What of a scenario a native test is made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from flows.simulator.caller import CallerAction, HangUp, Press, Say, Silence, Stay


class NativeTestError(ValueError):
    """A scenario that has no native equivalent; names the step."""


class DiaryError(NativeTestError):
    """A scenario that depends on days and times, which nobody knows before."""


@dataclass(frozen=True, kw_only=True)
class Script:
    """A scenario as far as a native test needs it. `answers` None: nothing is said of them."""

    name: str
    description: str
    number: str
    steps: Sequence[CallerAction]
    ended: str
    queue: str | None
    answers: Sequence[str] | None = None
    heard: Sequence[str] = ()
    never_heard: Sequence[str] = ()
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])


def described(action: CallerAction) -> str:
    """A step as the scenario file writes it."""
    match action:
        case Press(keys=keys):
            return f"press {keys}"
        case Say(text=text):
            return f"say “{text}”"
        case Stay(seconds=seconds):
            return f"stay {seconds:g}"
        case Silence():
            return "silence"
        case HangUp():
            return "hang_up"

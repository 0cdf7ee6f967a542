"""Call scenarios: what a caller does, and what must come of it, in one YAML file."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from ai.speech.reading import spoken
from flows.simulator.caller import CallerAction, HangUp, Press, Say, Silence, Stay
from flows.simulator.result import CallResult, Who
from local.deployed_hours import Hours
from local.errors import BadInputError
from local.phone import DEFAULT_NUMBER, ENTRY, CallPlan, FinishedCall, checked_number, checked_time

_T = TypeVar("_T")
_R = TypeVar("_R")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(_Strict):
    """One thing that the caller does; exactly one key."""

    press: Annotated[str, Field(pattern=r"^[0-9*#]+$")] | None = None
    say: str | None = None
    silence: Literal[True] | None = None
    hang_up: Literal[True] | None = None
    stay: Annotated[float, Field(gt=0)] | None = None
    """Seconds of doing nothing while waiting for a person."""

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        given = (self.press, self.say, self.silence, self.hang_up, self.stay)
        if len(self.model_fields_set) != 1 or all(value is None for value in given):
            raise ValueError("a step is one of press, say, silence, stay, hang_up, with its value")
        return self

    @property
    def action(self) -> CallerAction:
        """The step as the simulator knows it."""
        if self.press is not None:
            return Press(self.press)
        if self.say is not None:
            return Say(self.say)
        if self.stay is not None:
            return Stay(self.stay)
        return Silence() if self.silence else HangUp()


class Expectation(_Strict):
    """What must hold afterwards. Texts are parts of what the system says, written or spoken."""

    heard: list[str] = []
    never_heard: list[str] = []
    ended: Literal["queued", "disconnected", "transferred", "error"]
    queue: str | None = None
    answers: list[Literal["answered", "abstained", "failed"]] | None = None
    cites: list[str] = []
    attributes: dict[str, str] = {}
    """Contact attributes that must have these values afterwards; others may be there."""
    within: Annotated[float, Field(gt=0)] | None = None
    """The longest the call may take, in seconds."""


class Scenario(_Strict):
    """A scenario file."""

    name: str
    description: str = ""
    number: Annotated[str, Field(alias="from")] = DEFAULT_NUMBER
    at: str | None = None
    agents: Annotated[int, Field(ge=0)] = 0
    agent_after: Annotated[float, Field(ge=0)] | None = None
    """Seconds of waiting after which somebody is free; never, when it is not said."""
    agent_leaves_after: Annotated[float, Field(ge=0)] | None = None
    """Seconds after which the agent hangs up first; the call is played up to them otherwise."""
    hours: Hours | None = None
    """In place of the opening hours of the stack."""
    full: list[str] = []
    """Queues that take nobody."""
    flow: Annotated[str, Field(pattern=r"^[a-z_]+$")] = ENTRY
    """Where it begins: `callback_call` is a call that we make."""
    channel: Literal["voice", "chat", "task"] = "voice"
    attributes: dict[str, str] = {}
    """What the contact has from the beginning."""
    caller: list[Step]
    expect: Expectation

    @field_validator("number")
    @classmethod
    def _callable(cls, number: str) -> str:
        return _checked(checked_number, number)

    @field_validator("at")
    @classmethod
    def _readable(cls, at: str | None) -> str | None:
        _checked(checked_time, at)
        return at

    @property
    def plan(self) -> CallPlan:
        """Who calls when."""
        return CallPlan(
            number=checked_number(self.number),
            at=checked_time(self.at),
            agents=self.agents,
            hours=self.hours,
            agent_after_seconds=self.agent_after,
            agent_leaves_after_seconds=self.agent_leaves_after,
            full=self.full,
            flow=self.flow,
            channel=self.channel.upper(),
            attributes=self.attributes,
        )

    @property
    def actions(self) -> list[CallerAction]:
        """What the caller does, in order."""
        return [step.action for step in self.caller]


def _checked(check: Callable[[_T], _R], value: _T) -> _R:
    """A check of the phone's, told as pydantic wants it, so that file and key are named."""
    try:
        return check(value)
    except BadInputError as error:
        raise ValueError(str(error)) from error


def read_scenario(path: Path) -> Scenario:
    """A scenario file; raises `BadInputError` that names the file, the key and what is wrong."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Scenario.model_validate(content)
    except OSError as error:
        raise BadInputError(f"{path} can not be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInputError(f"{path} is no YAML: {str(error).splitlines()[0]}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise BadInputError(f"{path}: {where}: {first['msg']}") from error


def failures_of(expect: Expectation, call: FinishedCall) -> list[str]:
    """Every expectation that does not hold, as a sentence."""
    said = [turn.text for turn in call.result.turns if turn.who is Who.SYSTEM]
    failures = [f"{text!r} was not heard" for text in expect.heard if not _in(text, said)]
    failures += [f"{text!r} was heard" for text in expect.never_heard if _in(text, said)]
    if call.result.ended.value != expect.ended:
        failures.append(f"it ended {call.result.ended.value}, not {expect.ended}")
    if call.result.queue != expect.queue:
        failures.append(f"the queue was {call.result.queue}, not {expect.queue}")
    statuses = [answer["status"] for answer in call.answers]
    if expect.answers is not None and statuses != expect.answers:
        failures.append(f"the answers were {statuses}, not {expect.answers}")
    cited = {item["document"] for answer in call.answers for item in answer["citations"]}
    failures += [f"{name} was not cited" for name in expect.cites if name not in cited]
    return failures + _failures_of_state(expect, call.result)


def _failures_of_state(expect: Expectation, result: CallResult) -> list[str]:
    failures = [
        f"attribute {name} was {result.attributes.get(name)!r}, not {value!r}"
        for name, value in expect.attributes.items()
        if result.attributes.get(name) != value
    ]
    if expect.within is not None and result.seconds > expect.within:
        failures.append(f"it took {result.seconds:.0f} s, not {expect.within:.0f} s at most")
    return failures


def _in(text: str, said: list[str]) -> bool:
    """Whether it was said as it is written, or as it is spoken: "15분" is heard as 십오 분."""
    as_spoken = spoken(text, {}).strip()
    return any(text in sentence or as_spoken in sentence for sentence in said)

"""Plays any flow by itself: what it names exists, and functions and bots answer as told."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from ai.contract import Parameter
from flows.checks.placeholders import has_placeholder
from flows.explore.atlas import plain_name
from flows.json_values import Json, JsonObject, as_object, as_text
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, Say, ScriptedCaller, Waiting, WaitKind
from flows.simulator.hours import AROUND_THE_CLOCK, DeployedHours
from flows.simulator.lex.definition import normalised
from flows.simulator.result import CallResult, Ended, Turn
from flows.simulator.services import Understood
from flows.simulator.world import DeployedFlow, DeployedQueue, FunctionResult, World, last_part
from local.errors import BadInputError
from local.flow_files import FlowFile

NEVER: Final = DeployedHours(time_zone="Asia/Seoul", config=[])
FALLBACK: Final = "FallbackIntent"
_HOURS: Final = "hours"
_NUMBERS: Final = {
    "InputTimeLimitSeconds": "5",
    "InterdigitTimeLimitSeconds": "5",
    "InterruptFrequencySeconds": "30",
    "InvocationTimeLimitSeconds": "8",
    "LoopCount": "3",
    "MaximumLength": "20",
    "QueuePriority": "5",
    "TimeLimitSeconds": "60",
    "TimeoutSeconds": "60",
}
_ACTION: Final = Parameter.ACTION.value
_LEFT: Final = "(transferred to {})"
_WEEKDAY: Final = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Seoul"))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How the call goes. `functions` maps a name to its results, one after the other.

    `NAME[ACTION]` names those for which the flow asks with a parameter `action` of that value.
    """

    actions: Sequence[CallerAction] = ()
    functions: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    intents: Sequence[str] = ()
    is_open: bool = True
    agents: int = 0
    channel: str = "VOICE"
    customer: str = "+821012345678"


@dataclass(frozen=True, kw_only=True)
class OpenWorld(World):
    """A world in which every queue, flow and module that is named exists."""

    is_open: bool = True

    def find_flow(self, reference: str) -> DeployedFlow | None:
        """One that is given, or one that only says where the call went."""
        found = self.find_deployed(reference) or self._by_plain_name.get(plain_name(reference))
        if found is not None or not reference:
            return found
        name = last_part(reference)
        return DeployedFlow(name=name, content=_leaving(name))

    def find_module(self, reference: str) -> DeployedFlow | None:
        """One that is given, or one that does nothing."""
        given = self._by_plain_name.get(plain_name(reference))
        return given or super().find_module(reference)

    def find_queue(self, reference: str) -> DeployedQueue | None:
        """By any name, with hours."""
        found = super().find_queue(reference)
        return None if found is None else replace(found, hours_arn=_HOURS)

    def find_hours(self, reference: str) -> DeployedHours | None:
        """As asked for, whatever their name."""
        return (AROUND_THE_CLOCK if self.is_open else NEVER) if reference else None

    @cached_property
    def _by_plain_name(self) -> Mapping[str, DeployedFlow]:
        return {plain_name(flow.name): flow for flow in self.flows.values()}


def _leaving(name: str) -> JsonObject:
    """Ends at once: a call that was sent there is gone, a caller in a queue stays in it."""
    action: JsonObject = {"Identifier": _LEFT.format(name), "Type": "EndFlowExecution"}
    return {"Version": "2019-10-30", "StartAction": action["Identifier"], "Actions": [action]}


def play(
    entry: FlowFile,
    flows: Iterable[FlowFile],
    plan: Plan,
    on_turn: Callable[[Turn], None] | None = None,
) -> CallResult:
    """A call to `entry`, with the other flows at hand.

    Raises:
        SimulatorError: it can not be played, or goes round without end.
    """
    bots = Bots(plan.intents)
    world = OpenWorld(
        flows={flow.name: _deployed(flow) for flow in (*flows, entry)},
        starts_at=_WEEKDAY,
        assume_deployed=True,
        is_open=plan.is_open,
        agents=plan.agents,
        invoke=Functions(plan.functions),
        understand=bots.understand,
    )
    result = place_call(
        world,
        bots.caller(ScriptedCaller(plan.actions)),
        entry=entry.name,
        customer=plan.customer,
        contact_id=str(uuid4()),
        attributes=plan.attributes,
        channel=plan.channel,
        on_turn=on_turn,
    )
    left = [step for step in result.path if step.startswith(_LEFT.partition("{")[0])]
    if not left:
        return result
    path = tuple(step for step in result.path if step not in left)
    gone = result.ended is Ended.DISCONNECTED and result.path[-1] in left
    return replace(result, path=path, ended=Ended.TRANSFERRED if gone else result.ended)


def _deployed(file: FlowFile) -> DeployedFlow:
    content = {key: _numbered(value) for key, value in file.flow.items()}
    return DeployedFlow(name=file.name, content=content, type=file.flow_type)


def _numbered(value: Json) -> Json:
    """Numbers that a template leaves open get an ordinary one, so that the flow can be played."""
    if isinstance(value, dict):
        return {
            key: _NUMBERS[key]
            if key in _NUMBERS and isinstance(inner, str) and has_placeholder(inner)
            else _numbered(inner)
            for key, inner in value.items()
        }
    return [_numbered(inner) for inner in value] if isinstance(value, list) else value


class Functions:
    """Answers as told, by function name or by the end of the ARN; the last answer stays.

    What is told of an action of the function comes before what is told of the function.
    """

    def __init__(self, results: Mapping[str, Sequence[str]]) -> None:
        self._results = {
            name: deque(_result(name, text) for text in texts) for name, texts in results.items()
        }

    def __call__(self, arn: str, event: JsonObject, seconds: float) -> FunctionResult:
        """What was told for the function; one of which nothing was told fails."""
        parameters = as_object(as_object(event.get("Details")).get("Parameters"))
        action = as_text(parameters.get(_ACTION)) or ""
        names = sorted(self._results, key=lambda name: not name.endswith(f"[{action}]"))
        name = next((name for name in names if _is_asked(arn, action, name)), None)
        if name is None:
            asked = f"{arn} with {_ACTION} {action}" if action else arn
            return FunctionResult(error=f"no result is given for {asked}: use --lambda NAME=JSON")
        results = self._results[name]
        result = results.popleft() if len(results) > 1 else results[0]
        return FunctionResult(seconds=seconds + 1) if result is None else result


def _result(name: str, text: str) -> FunctionResult | None:
    """None stands for a function that takes too long."""
    if text == "timeout":
        return None
    if text == "error":
        return FunctionResult(error=f"{name} fails, as asked for")
    try:
        payload: Any = json.loads(text)
    except ValueError as failed:
        raise BadInputError(
            f"--lambda {name}=… must be JSON, 'error' or 'timeout', not {text!r}"
        ) from failed
    return FunctionResult(payload=payload, seconds=0.1)


def _is_asked(arn: str, action: str, name: str) -> bool:
    """Whether a result is for this function, and for this action when it names one."""
    function, bracket, wanted = name.partition("[")
    return _is_meant(arn, function) and (not bracket or wanted == f"{action}]")


def _is_meant(arn: str, name: str) -> bool:
    wanted, given = name.casefold(), arn.casefold()
    function = given.partition(":function:")[2].partition(":")[0]
    return (
        wanted in {given, function}
        or given.endswith((f":{wanted}", f"/{wanted}"))
        or plain_name(given).partition(":")[2] == wanted
        or plain_name(given) == wanted
        or (bool(function) and function.endswith(wanted))
    )


class Bots:
    """Bots that are not here: intents as told, else by their name, else the fallback."""

    def __init__(self, intents: Sequence[str]) -> None:
        self._told = deque(intents)

    def understand(self, _alias: str, transcript: str) -> Understood:
        """The next intent that was told; 'error' fails."""
        if self._told:
            intent = self._told.popleft()
            return Understood(intent=None if intent == "error" else intent)
        return Understood(intent=transcript if normalised(transcript) else FALLBACK)

    def caller(self, script: ScriptedCaller) -> Callable[[Waiting], CallerAction]:
        """Somebody who says what the told intents are about, when a bot asks."""

        def act(waiting: Waiting) -> CallerAction:
            action = script(waiting)
            told = waiting.kind is WaitKind.BOT and bool(self._told)
            return Say(self._told[0]) if told and not isinstance(action, Say) else action

        return act

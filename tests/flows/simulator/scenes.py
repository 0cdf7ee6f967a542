"""Worlds and flows in which people wait, talk, and are transferred."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flows.json_values import JsonObject
from flows.language import FlowType
from flows.simulator.call import place_call
from flows.simulator.caller import CallerAction, ScriptedCaller
from flows.simulator.result import CallResult
from flows.simulator.world import DeployedFlow, DeployedQueue, World
from tests.flows.actions import action, content
from tests.flows.functions import CONTACT
from tests.flows.worlds import CUSTOMER, MONDAY_MORNING, arn

FAULT = {"NoMatchingError": "fault"}
ENGINEER = DeployedQueue(name="engineer", arn=arn("queue", "engineer"), waiting=2)
AGENT = DeployedQueue(name="agent", arn=arn("queue", "agent"))
QUEUES = {queue.arn: queue for queue in (ENGINEER, AGENT)}

Flow = tuple[str, JsonObject]


def flow(*actions: JsonObject, type: str = FlowType.CONTACT_FLOW) -> Flow:  # noqa: A002
    """A flow of a type; the first action starts it, `end` hangs up, `done` ends the flow."""
    return type, content(*actions, action("done", "EndFlowExecution"))


def world(flows: Mapping[str, Flow], **fields: Any) -> World:
    """A world of these flows, by name, and of two queues."""
    given: dict[str, Any] = {"queues": QUEUES, "starts_at": MONDAY_MORNING, **fields}
    deployed = {
        arn("flow", name): DeployedFlow(name=name, type=type_, content=body)
        for name, (type_, body) in flows.items()
    }
    return World(flows=deployed, **given)


def call(here: World, *actions: CallerAction, entry: str = "main") -> CallResult:
    """A call to one of its flows."""
    caller = ScriptedCaller(actions)
    return place_call(here, caller, entry=entry, customer=CUSTOMER, contact_id=CONTACT)


def hook(event: str, name: str, *, then: str) -> JsonObject:
    """Sets the flow of an event."""
    return action(
        f"hook-{event}",
        "UpdateContactEventHooks",
        next=then,
        errors=FAULT,
        EventHooks={event: arn("flow", name)},
    )


def to_queue(**hooks: str) -> Flow:
    """The flow `main`: sets hooks, chooses the engineers' queue, and transfers to it."""
    names = [*hooks, ""]
    following = [f"hook-{name}" if name else "choose" for name in names[1:]]
    setting = [
        hook(event, name, then=then)
        for (event, name), then in zip(hooks.items(), following, strict=True)
    ]
    return flow(
        *setting,
        action("choose", "UpdateContactTargetQueue", next="go", errors=FAULT, QueueId=ENGINEER.arn),
        action(
            "go",
            "TransferContactToQueue",
            next="fault",
            errors={**FAULT, "QueueAtCapacity": "full"},
        ),
        action("fault", "MessageParticipant", next="end", Text="fault"),
        action("full", "MessageParticipant", next="end", Text="full"),
    )


def play_prompts(
    *texts: str,
    every: str | None = None,
    then: str = "done",
    identifier: str = "wait",
    on_error: str = "done",
) -> JsonObject:
    """Prompts in a loop; `every` so many seconds an interrupt leads to `then`."""
    parameters: dict[str, Any] = {"Messages": [{"Text": text} for text in texts]}
    if every is not None:
        parameters["InterruptFrequencySeconds"] = every
    return action(
        identifier,
        "MessageParticipantIteratively",
        next=then,
        errors={"NoMatchingError": on_error},
        when={"MessagesInterrupted": then},
        **parameters,
    )


def with_people(here: World, **fields: Any) -> World:
    """The same world with other people in it."""
    return replace(here, **fields)

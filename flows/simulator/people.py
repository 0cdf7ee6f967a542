"""Waiting for a person, and what flows are played around them: queue, whispers, hold, guide."""

from collections.abc import Callable

from flows.language import FlowType
from flows.simulator.interrupts import (
    HungUpError,
    NobodyActsError,
    StillWaitingError,
    TimeIsUpError,
)
from flows.simulator.line import Line
from flows.simulator.outcomes import Finished, IntoQueue, Over, Returned, Stop
from flows.simulator.playing import play
from flows.simulator.result import Ended, Party
from flows.simulator.world import DeployedFlow, DeployedQueue

ENDED_WITH_PEOPLE = frozenset(
    {
        FlowType.CUSTOMER_WHISPER,
        FlowType.AGENT_WHISPER,
        FlowType.OUTBOUND_WHISPER,
        FlowType.CUSTOMER_HOLD,
        FlowType.AGENT_HOLD,
    }
)
"""Flows that are played while two people are on the line: when they end, those two talk."""


def play_call(line: Line, entry: DeployedFlow) -> Over:
    """A call from its first flow to its end."""
    if entry.type == FlowType.CUSTOMER_QUEUE:
        stop = _wait(line, _some_queue(line), entry, asks=False)
    else:
        stop = _until_stopped(line, entry)
    while isinstance(stop, IntoQueue):
        stop = _into_queue(line, stop.queue)
    if isinstance(stop, Over):
        return stop
    with_people = entry.type in ENDED_WITH_PEOPLE
    return Over(Ended.TRANSFERRED if with_people else Ended.DISCONNECTED)


def _until_stopped(line: Line, flow: DeployedFlow) -> Stop:
    """Hold flows that are played by themselves go on until somebody comes back: at once."""
    try:
        return play(line, flow)
    except (StillWaitingError, TimeIsUpError):
        return Finished()
    except NobodyActsError:
        return Over(Ended.DISCONNECTED)


def _some_queue(line: Line) -> DeployedQueue:
    """The queue of a queue flow that is played by itself."""
    first = next(iter(line.world.queues.values()), None)
    return DeployedQueue(name="queue", arn="queue") if first is None else first


def _into_queue(line: Line, queue: DeployedQueue) -> Stop:
    """The contact waits in a queue, or goes through at once when somebody is free."""
    if line.contact.waits_in is not None:
        line.contact.queue_transfers += 1
    line.contact.queue = queue
    if line.world.wait_for_agent(queue) == 0:
        return _with_agent(line, queue)
    return _wait(line, queue, _hook(line, "CustomerQueue"))


def _wait(
    line: Line, queue: DeployedQueue, flow: DeployedFlow | None, *, asks: bool = True
) -> Stop:
    """Plays the queue flow until somebody answers; without one, the caller holds the line.

    Where nobody ever answers the caller is asked first whether they stay (`asks`).

    A queue flow that ends leaves the contact in its queue, in silence.
    """
    contact, world = line.contact, line.world
    after = world.wait_for_agent(queue)
    ringing = 0.0 if not after else world.ring_seconds
    contact.queue, contact.waits_in, contact.queued_at = queue, queue, contact.elapsed
    contact.deadline = contact.elapsed + after + ringing if after else None
    try:
        if not after and asks:
            line.stays()
        stop: Stop = Finished() if flow is None else play(line, flow)
        while isinstance(stop, Finished | Returned):
            line.wait(None)
    except TimeIsUpError:
        contact.deadline = None
        return _with_agent(line, queue)
    except StillWaitingError:
        return Over(Ended.QUEUED, queue.name)
    contact.deadline = None
    return stop


def _with_agent(line: Line, queue: DeployedQueue) -> Stop:
    """Whispers, the agent, hold, and what is played when the agent has left."""
    contact, world = line.contact, line.world
    contact.waits_in = contact.deadline = None
    contact.function_seconds = 0.0
    _whisper(line)
    _guide(line)
    line.agent_answers()
    if world.agent_holds_seconds is not None:
        _hold(line, world.agent_holds_seconds)
    if world.agent_leaves_after_seconds is None:
        return Over(Ended.TRANSFERRED, queue.name)
    line.advance(world.agent_leaves_after_seconds)
    remaining = _hook(line, "CustomerRemaining")
    if remaining is None:
        return Over(Ended.TRANSFERRED, queue.name)
    contact.leave_flow()
    try:
        stop = _until_stopped(line, remaining)
    except HungUpError:
        return Over(Ended.DISCONNECTED, queue.name)
    if isinstance(stop, IntoQueue | Over) and stop != Over(Ended.DISCONNECTED):
        return stop
    return Over(Ended.DISCONNECTED, queue.name)


def _whisper(line: Line) -> None:
    """The agent's whisper first, then the customer's (adminguide, create-contact-flow)."""
    for hook, to in (("AgentWhisper", Party.AGENT), ("CustomerWhisper", Party.CUSTOMER)):
        flow = _hook(line, hook)
        if flow is not None:
            _aside(line, to, lambda flow=flow: play(line, flow))


def _guide(line: Line) -> None:
    """The flow behind the agent's screen: a chat of its own, beside the call."""
    flow = _hook(line, "DefaultAgentUI")
    if flow is None:
        return
    contact = line.contact
    elapsed, channel, segment = contact.elapsed, contact.channel, contact.segment
    contact.channel, contact.segment = "CHAT", {"connect:Subtype": "connect:Guide"}
    try:
        _aside(line, Party.AGENT, lambda: play(line, flow))
    finally:
        contact.elapsed, contact.channel, contact.segment = elapsed, channel, segment


def _hold(line: Line, seconds: float) -> None:
    """The caller on hold, and the agent who put them there, each with their own flow."""
    contact = line.contact
    until = contact.elapsed + seconds
    contact.deadline = until
    for hook, to in (("AgentHold", Party.AGENT), ("CustomerHold", Party.CUSTOMER)):
        flow = _hook(line, hook)
        if flow is not None:
            start = contact.elapsed
            _aside(line, to, lambda flow=flow: play(line, flow))
            contact.elapsed = start
    contact.deadline = None
    contact.elapsed = until


def _aside(line: Line, to: Party, run: Callable[[], object]) -> None:
    """Plays a flow for one of two people who are both there; however it ends, the call goes on."""
    contact = line.contact
    place = line.place
    saved = (contact.flow_attributes, contact.loops, contact.loop_values)
    contact.leave_flow()
    contact.agent = line.world.agent
    line.aside, line.listener, line.beside = True, to, to is Party.AGENT
    try:
        run()
    except (TimeIsUpError, StillWaitingError, NobodyActsError):
        pass
    finally:
        line.aside, line.listener, line.beside = False, Party.CUSTOMER, False
        line.back_in(*place)
        contact.agent = {}
        contact.flow_attributes, contact.loops, contact.loop_values = saved


def _hook(line: Line, event: str) -> DeployedFlow | None:
    contact = line.contact
    flow = None if event in contact.disabled_hooks else contact.event_hooks.get(event)
    return None if flow is None else line.world.find_flow(flow)

"""Places a call: flows, one after the other, from the entry to the end."""

from collections.abc import Callable, Mapping
from typing import Final

from flows.simulator.caller import Caller
from flows.simulator.contact import Contact
from flows.simulator.errors import UnknownFlowError
from flows.simulator.interrupts import HungUpError
from flows.simulator.line import Line
from flows.simulator.outcomes import Over
from flows.simulator.people import play_call
from flows.simulator.playing import FlowEndedError
from flows.simulator.result import CallResult, Ended, Turn
from flows.simulator.world import DeployedFlow, World

DIALED: Final = "+82700000000"


def place_call(  # noqa: PLR0913 - who calls whom, and how
    world: World,
    caller: Caller,
    *,
    entry: str,
    customer: str,
    contact_id: str,
    on_turn: Callable[[Turn], None] | None = None,
    dialed: str = DIALED,
    channel: str | None = None,
    attributes: Mapping[str, str] | None = None,
) -> CallResult:
    """Plays a call, or a chat when that is the world's channel.

    `entry` is the ARN, id or name of a flow or module of any type; `on_turn` hears each turn as it
    happens. `channel` holds in place of the world's, `attributes` add to the world's.

    Raises:
        SimulatorError: the flow can not be played (see flows.simulator.errors). What fails within
            a flow takes its error branch instead, and is told in `faults`.
    """
    related = None if world.related_attributes is None else dict(world.related_attributes)
    contact = Contact(
        contact_id=contact_id,
        customer=customer,
        dialed=dialed,
        instance_arn=world.instance_arn,
        region=world.region,
        channel=world.channel if channel is None else channel,
        attributes={**world.attributes, **(attributes or {})},
        related_attributes=related,
    )
    line = Line(world, caller, contact, on_turn)
    error = None
    try:
        over = play_call(line, _entry(world, entry))
    except HungUpError:
        over = Over(Ended.DISCONNECTED)
    except FlowEndedError as stop:
        over, error = Over(Ended.ERROR), str(stop)
    return _result(line, over, error)


def _result(line: Line, over: Over, error: str | None) -> CallResult:
    return CallResult(
        contact_id=line.contact.contact_id,
        turns=tuple(line.turns),
        ended=over.ended,
        queue=over.queue,
        attributes=line.contact.attributes,
        path=tuple(line.path),
        faults=tuple(line.faults),
        seconds=line.elapsed,
        error=error,
        branches=tuple(line.branches),
        agent_turns=tuple(line.agent_turns),
        created=tuple(line.created),
        contact=line.contact,
    )


def _entry(world: World, entry: str) -> DeployedFlow:
    flow = world.find_deployed(entry)
    if flow is None:
        deployed = (*world.flows.values(), *world.modules.values())
        flow = next((flow for flow in deployed if flow.name == entry), None)
    if flow is None:
        names = ", ".join(sorted({flow.name for flow in world.flows.values()})) or "none"
        raise UnknownFlowError(f"no flow '{entry}' is deployed; there are: {names}")
    return flow

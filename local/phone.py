"""A caller: plays the deployed flows and bot, and invokes the deployed functions."""

import re
import uuid
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from botocore.exceptions import BotoCoreError, ClientError

from flows.simulator.call import place_call
from flows.simulator.caller import Caller, CallerAction, Press, Say
from flows.simulator.errors import SimulatorError
from flows.simulator.result import CallResult, Turn
from local.cloud.clients import Clients
from local.contact_record import WatchedCaller, contact_record, deliver
from local.deployed import Placed, world_of
from local.deployed_hours import Hours
from local.errors import BadInputError, OutsideError
from local.functions import Functions
from local.state import CloudState, read_resources

SEOUL: Final = ZoneInfo("Asia/Seoul")
DEFAULT_NUMBER: Final = "+821012345678"
ENTRY: Final = "main"
_NUMBER: Final = re.compile(r"\+[1-9]\d{6,14}")
_KEYS: Final = re.compile(r"[0-9*#]+")


@dataclass(frozen=True, kw_only=True)
class CallPlan:
    """Who calls when, and how many people are free in each queue; the rest as in `Placed`.

    `flow` is where it begins: `callback_call` is a call that we make, and `attributes` are what it
    is made with. `channel` is "VOICE", "CHAT" or "TASK".
    """

    number: str = DEFAULT_NUMBER
    at: datetime
    agents: int = 0
    hours: Hours | None = None
    agent_after_seconds: float | None = None
    agent_leaves_after_seconds: float | None = None
    full: Collection[str] = ()
    flow: str = ENTRY
    channel: str = "VOICE"
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def placed(self) -> Placed:
        """Who is there."""
        return Placed(
            agents=self.agents,
            at=self.at,
            hours=self.hours,
            agent_after_seconds=self.agent_after_seconds,
            agent_leaves_after_seconds=self.agent_leaves_after_seconds,
            full=self.full,
        )


@dataclass(frozen=True, kw_only=True)
class FinishedCall:
    """A played call, the answers given in it, and whether the cloud was there throughout."""

    result: CallResult
    answers: Sequence[dict[str, Any]]
    cloud_died: bool

    def to_json(self) -> dict[str, Any]:
        """As `call --json` prints it."""
        return {
            "contact_id": self.result.contact_id,
            "turns": [
                {
                    "who": turn.who.value,
                    "text": turn.text,
                    "flow": turn.flow,
                    "action": turn.action,
                }
                for turn in self.result.turns
            ],
            "ended": self.result.ended.value,
            "queue": self.result.queue,
            "attributes": dict(self.result.attributes),
            "answers": list(self.answers),
            "error": self.result.error,
            "faults": [
                {"flow": fault.flow, "action": fault.action, "error": fault.error, "why": fault.why}
                for fault in self.result.faults
            ],
            "seconds": round(self.result.seconds, 1),
        }


def spoken_or_pressed(text: str) -> CallerAction:
    """Keys when it is only 0-9, * and #; speech otherwise."""
    return Press(text) if _KEYS.fullmatch(text) else Say(text)


def checked_number(text: str) -> str:
    """A telephone number in E.164; raises `BadInputError`."""
    if not _NUMBER.fullmatch(text):
        raise BadInputError(
            f"{text!r} is no telephone number in international form: write it like {DEFAULT_NUMBER}"
        )
    return text


def checked_time(text: str | None) -> datetime:
    """An ISO 8601 time, in Seoul when it names no zone; now when there is none."""
    if text is None:
        return datetime.now(SEOUL)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInputError(
            f"{text!r} is no ISO 8601 time: write it like 2026-11-23T10:00+09:00"
        ) from error
    return at if at.tzinfo else at.replace(tzinfo=SEOUL)


def call(
    state: CloudState,
    plan: CallPlan,
    caller: Caller,
    *,
    on_turn: Callable[[Turn], None] | None = None,
) -> FinishedCall:
    """Places a call to the deployed stack and plays it to its end.

    Raises:
        OutsideError: when a deployed flow can not be played at all.
    """
    clients = Clients(state.endpoint)
    functions = Functions(state=state, clients=clients)
    resources, watched = read_resources(), WatchedCaller(caller)
    world = world_of(resources, functions.invoke, plan.placed)
    contact_id = str(uuid.uuid4())
    try:
        result = place_call(
            world,
            watched,
            entry=plan.flow,
            customer=plan.number,
            channel=plan.channel,
            attributes=plan.attributes,
            contact_id=contact_id,
            on_turn=on_turn,
        )
    except SimulatorError as error:
        raise OutsideError(f"the call can not be played: {error}") from error
    answers = functions.answers_of(contact_id)
    try:
        ended = datetime.now(SEOUL)
        deliver(contact_record(result, hung_up=watched.hung_up, ended=ended), clients, resources)
    except (BotoCoreError, ClientError):
        functions.outages += 1
    return FinishedCall(result=result, answers=answers, cloud_died=functions.outages > 0)

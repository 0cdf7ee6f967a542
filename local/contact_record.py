"""The contact record of a played call, as Connect would deliver it: through the stream.

Fields: Connect admin guide, "Contact records data model". A call that moved from one queue to
another has one record here, of the last queue; Connect writes one for each.
"""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from ai.contract import CallbackAttribute
from flows.simulator.caller import Caller, CallerAction, HangUp, Waiting
from flows.simulator.contact import Contact
from flows.simulator.result import CallResult, Ended, Who
from local.cloud.clients import Clients
from local.emulator import ACCOUNT
from local.errors import OutsideError

FORMAT: Final = "2017-03-10"
"""The only version of the format that there has been."""

STREAM: Final = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"


@dataclass
class WatchedCaller:
    """A caller of whom is known whether they put the phone down."""

    caller: Caller
    hung_up: bool = field(default=False, init=False)

    def __call__(self, waiting: Waiting) -> CallerAction:
        """What the caller does."""
        action = self.caller(waiting)
        self.hung_up = isinstance(action, HangUp)
        return action


def contact_record(result: CallResult, *, hung_up: bool, ended: datetime) -> dict[str, Any]:
    """The record of a call that ended just now.

    Who was still waiting or talking when the play was over has put the phone down then.
    """
    contact = result.contact
    if contact is None:
        raise ValueError("the call was played without keeping its contact")
    times = _Times(result, contact, ended)
    return {
        "AWSAccountId": ACCOUNT,
        "AWSContactTraceRecordFormatVersion": FORMAT,
        "Agent": _agent(times),
        "AgentConnectionAttempts": int(times.agent is not None),
        "AnsweringMachineDetectionStatus": None,
        "Attributes": dict(result.attributes),
        "Channel": contact.channel,
        "ConnectedToSystemTimestamp": times.told(0.0),
        "ContactId": result.contact_id,
        "CustomerEndpoint": {"Address": contact.customer, "Type": "TELEPHONE_NUMBER"},
        "DisconnectReason": _reason(result, times, hung_up=hung_up),
        "DisconnectTimestamp": times.told(result.seconds),
        "InitialContactId": result.contact_id,
        "InitiationMethod": _initiation(contact),
        "InitiationTimestamp": times.told(0.0),
        "InstanceARN": contact.instance_arn,
        "LastUpdateTimestamp": times.told(result.seconds),
        "MediaStreams": [{"Type": "AUDIO"}],
        "NextContactId": str(uuid.uuid4()) if result.callbacks else None,
        "PreviousContactId": None,
        "Queue": _queue(contact, times),
        "Recordings": None,
        "References": [],
        "SystemEndpoint": {"Address": contact.dialed, "Type": "TELEPHONE_NUMBER"},
        "TransferredToEndpoint": None,
    }


def _initiation(contact: Contact) -> str:
    """Chats, tasks and the calls that we make begin with a call of Connect's API."""
    booked = CallbackAttribute.BOOKING in contact.attributes
    return "API" if booked or contact.channel != "VOICE" else contact.initiation


class _Times:
    """When somebody came into the queue and to an agent, in seconds of the call; or None."""

    def __init__(self, result: CallResult, contact: Contact, ended: datetime) -> None:
        self.seconds = result.seconds
        self._started = ended.astimezone(UTC) - timedelta(seconds=result.seconds)
        spoke = [turn.at for turn in result.turns if turn.who is Who.AGENT]
        waits = contact.waits_in is not None
        # Waiting again after an agent is a contact of its own, which no agent has taken.
        self.agent = spoke[0] if spoke and not waits else None
        self.queued = (contact.queued_at or self.agent) if waits or spoke else None

    def told(self, seconds: float) -> str:
        """As records have it: UTC, to the second."""
        return (self._started + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _agent(times: _Times) -> dict[str, Any] | None:
    if times.agent is None:
        return None
    return {
        "AfterContactWorkDuration": 0,
        "AgentInteractionDuration": round(times.seconds - times.agent),
        "ConnectedToAgentTimestamp": times.told(times.agent),
        "CustomerHoldDuration": 0,
        "NumberOfHolds": 0,
        "Username": "agent",
    }


def _queue(contact: Contact, times: _Times) -> dict[str, Any] | None:
    if contact.queue is None or times.queued is None:
        return None
    until = times.seconds if times.agent is None else times.agent
    return {
        "ARN": contact.queue.arn,
        "Name": contact.queue.name,
        "EnqueueTimestamp": times.told(times.queued),
        "DequeueTimestamp": times.told(until),
        "Duration": round(until - times.queued),
    }


def _reason(result: CallResult, times: _Times, *, hung_up: bool) -> str:
    if result.ended is Ended.ERROR:
        return "OTHER"
    if hung_up or result.ended in {Ended.QUEUED, Ended.TRANSFERRED}:
        return "CUSTOMER_DISCONNECT"
    return "CONTACT_FLOW_DISCONNECT" if times.agent is None else "AGENT_DISCONNECT"


def deliver(
    record: Mapping[str, Any], clients: Clients, resources: Sequence[Mapping[str, Any]]
) -> None:
    """Put a record into the deployed stream, which takes it to the recordings bucket.

    Raises:
        OutsideError: no stream is deployed.
    """
    names = [str(item["outputs"]["name"]) for item in resources if item["type"] == STREAM]
    if not names:
        raise OutsideError(
            "the deployed stack has no stream of contact records: run `callcenter down`, then "
            "`callcenter up`"
        )
    data = json.dumps(record, ensure_ascii=False).encode()
    clients("firehose").put_record(DeliveryStreamName=names[0], Record={"Data": data})

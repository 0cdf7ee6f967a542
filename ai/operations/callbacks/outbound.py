"""Contacts that Connect begins for a booking: a call to the caller, or work for a person."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from botocore.exceptions import ClientError

from ai.contract import CallbackAttribute
from ai.logs import log_failure
from ai.operations.callbacks import words
from ai.operations.callbacks.booking import Booking
from ai.operations.callbacks.services import ConnectClient
from ai.service_errors import code_of

log = logging.getLogger(__name__)

REFUSALS: Final = frozenset(
    {
        "DestinationNotAllowedException",
        "InvalidParameterException",
        "InvalidRequestException",
        "OutboundContactNotPermittedException",
        "ResourceNotFoundException",
    }
)
"""Trying again would not help (StartOutboundVoiceContact, API reference)."""

REFERENCE: Final = "phone"
"""Under which people see the number in a task; it is in no attribute."""

TASK: Final = "task"


class ByHand(Enum):
    """Why a person calls, and what they are told."""

    MISSED = "예약 전화를 걸었으나 받지 않으셨습니다. 직접 전화해 주세요."
    CLOSED = "예약 시각에 상담 시간이 아니어서 자동으로 걸지 않았습니다. 직접 전화해 주세요."
    LATE = "약속한 시각을 넘겨 자동으로 걸지 않았습니다. 먼저 사과하고 직접 전화해 주세요."
    REFUSED = "자동으로 걸 수 없었습니다. 직접 전화해 주세요."
    NO_VOICE = "직접 전화해 주세요."


@dataclass(frozen=True, kw_only=True)
class ConnectTarget:
    """Identifiers in an instance. `call_flows` by language; each may also be an ARN."""

    instance: str
    call_flows: Mapping[str, str]
    task_flow: str
    queue: str


class OutboundContacts:
    """Begins them. The same contact is not begun twice while Connect knows its token (7 days)."""

    def __init__(self, client: ConnectClient, target: ConnectTarget) -> None:
        self._client = client
        self._target = target

    def call(self, booking: Booking, attempt: int) -> bool:
        """Call somebody; False when Connect will never do so."""
        target = self._target
        flow = target.call_flows.get(booking.language) or next(iter(target.call_flows.values()))
        try:
            self._client.start_outbound_voice_contact(
                InstanceId=_id(target.instance),
                ContactFlowId=_id(flow),
                QueueId=_id(target.queue),
                DestinationPhoneNumber=booking.number,
                ClientToken=booking.token("call", attempt),
                Attributes=_attributes(booking, attempt),
            )
        except ClientError as error:
            if code_of(error) not in REFUSALS:
                raise
            log_failure(log, "callback_refused", error, booking=booking.id)
            return False
        return True

    def hand_over(self, booking: Booking, why: ByHand) -> None:
        """Put the call before people."""
        at = words.written(booking.at, words.KOREAN)
        english = "영어로 통화하시는 고객님입니다." if booking.language == words.ENGLISH else ""
        told = [f"{at}에 전화를 예약하신 고객님입니다.", english, why.value]
        self._client.start_task_contact(
            InstanceId=_id(self._target.instance),
            ContactFlowId=_id(self._target.task_flow),
            Name=f"예약 전화 {at}",
            Description=" ".join(line for line in told if line),
            # Not of type NUMBER: that is one to reckon with, which has no plus sign.
            References={REFERENCE: {"Type": "STRING", "Value": booking.number}},
            ClientToken=booking.token(TASK),
            Attributes=_attributes(booking, booking.attempts),
        )


def _attributes(booking: Booking, attempt: int) -> dict[str, str]:
    values = {
        CallbackAttribute.BOOKING: booking.id,
        CallbackAttribute.TIME: words.written(booking.at, booking.language),
        CallbackAttribute.ATTEMPT: str(attempt),
        CallbackAttribute.QUEUE: booking.queue,
        CallbackAttribute.QUESTION: booking.question,
        CallbackAttribute.SUMMARY: booking.summary,
        CallbackAttribute.LANGUAGE: booking.language,
        CallbackAttribute.CUSTOMER_NAME: booking.name,
    }
    return {name.value: value for name, value in values.items() if value}


def _id(arn: str) -> str:
    """What Connect takes: the last part of an ARN, or what is one already."""
    return arn.rsplit("/", 1)[-1]

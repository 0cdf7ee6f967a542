"""What a flow asks for, and what it is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from ai.contract import CallbackAttribute, CallbackKey, CallbackStatus, Metric, Parameter
from ai.operations.callbacks.booking import Booking
from ai.operations.callbacks.words import ENGLISH, KOREAN

LONGEST_QUESTION: Final = 500
LONGEST_SUMMARY: Final = 1_500
LONGEST_NAME: Final = 60
"""Characters that are kept: contact attributes hold 32 KB together (Connect admin guide)."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """`number` as the network or a keypad gave it, `choice` as it was offered, `page` from 1.

    `name`, `question` and `summary` are what the contact is known by so far.
    """

    action: str
    language: str = KOREAN
    number: str = ""
    choice: str = ""
    page: int = 1
    queue: str = ""
    booking: str = ""
    name: str = ""
    question: str = ""
    summary: str = ""

    @classmethod
    def of(cls, event: Mapping[str, Any]) -> Self:
        """From a flow's event; what is missing is empty."""
        details: Mapping[str, Any] = event.get("Details") or {}
        parameters: Mapping[str, Any] = details.get("Parameters") or {}
        contact: Mapping[str, Any] = details.get("ContactData") or {}
        attributes: Mapping[str, Any] = contact.get("Attributes") or {}

        def told(name: Parameter) -> str:
            return str(parameters.get(name) or "").strip()

        def known(name: CallbackAttribute, longest: int) -> str:
            return str(attributes.get(name) or "").strip()[:longest]

        page = told(Parameter.PAGE)
        return cls(
            action=told(Parameter.ACTION),
            language=ENGLISH if told(Parameter.LANGUAGE).startswith(ENGLISH) else KOREAN,
            number=told(Parameter.NUMBER),
            choice=told(Parameter.CHOICE),
            page=int(page[:3]) if page.isdecimal() else 1,
            queue=told(Parameter.QUEUE),
            booking=told(Parameter.BOOKING),
            name=known(CallbackAttribute.CUSTOMER_NAME, LONGEST_NAME),
            question=known(CallbackAttribute.QUESTION, LONGEST_QUESTION),
            summary=known(CallbackAttribute.SUMMARY, LONGEST_SUMMARY),
        )


@dataclass(frozen=True, kw_only=True)
class Reply:
    """`fields` beside the status; `counts` is what happened.

    `stale` is a booking that will not be called any more, though there are schedules for it.
    """

    status: CallbackStatus
    fields: Mapping[CallbackKey, str] = field(default_factory=dict[CallbackKey, str])
    counts: Metric | None = None
    stale: Booking | None = None

    def string_map(self) -> dict[str, str]:
        """As a flow reads it; nothing empty is in it."""
        fields = {CallbackKey.STATUS: self.status.value, **self.fields}
        return {key.value: value for key, value in fields.items() if value}

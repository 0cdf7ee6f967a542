"""Contact attributes that our flows set: what an engineer or agent sees with the call."""

from enum import StrEnum

from ai.contract import CallbackAttribute, SessionAttribute


class ContactAttribute(StrEnum):
    """Names of contact attributes (`$.Attributes.<name>`)."""

    LANGUAGE = "language"
    CALLER = "caller"
    """The caller's number, masked: which kind it is, no digit of the subscriber's."""
    CUSTOMER_KNOWN = "customer_known"
    """"true" when the customer lookup found the caller; CUSTOMER_NAME is then set too."""
    CUSTOMER_NAME = "customer_name"
    CUSTOMER_TIER = "customer_tier"
    """A member of `ai.contract.Tier`."""
    CUSTOMER_LANGUAGE = "customer_language"
    CUSTOMER_COMPANY = "customer_company"
    CUSTOMER_PIN = "customer_pin"
    """Whether the caller is to be asked for a PIN: a member of `flows.verification.Pin`."""
    CUSTOMER_VERIFIED = "customer_verified"
    """Whether they knew it: a member of `flows.verification.Verified`."""
    CALLBACK = "callback"
    """How a wish to be called back went: a member of `Callback`."""
    CALLBACK_BOOKING = CallbackAttribute.BOOKING.value
    CALLBACK_TIME = CallbackAttribute.TIME.value
    CALLBACK_ATTEMPT = CallbackAttribute.ATTEMPT.value
    CALLBACK_QUEUE = CallbackAttribute.QUEUE.value
    CSAT = "csat"
    """How satisfied the caller was, 1 to 5."""
    QUESTION = "question"
    ANSWER = "answer"
    SOURCES = "sources"
    STATUS = "status"
    REASON = "reason"
    SUMMARY = "summary"
    """What was asked and answered and where it stands, in three Korean lines."""

    @property
    def path(self) -> str:
        """How a flow reads it."""
        return f"$.Attributes.{self.value}"


class Callback(StrEnum):
    """Values of `ContactAttribute.CALLBACK`."""

    REQUESTED = "requested"
    """As soon as somebody is free."""
    BOOKED = "booked"
    """At a time of the caller's choice."""
    MOVED = "moved"
    """The same, in place of an earlier booking."""
    REACHED = "reached"
    """This is the booked call, and they wish to talk."""
    CANCELLED = "cancelled"
    """This is the booked call, and they need no other."""


FROM_BOT = {
    ContactAttribute.QUESTION: SessionAttribute.QUESTION,
    ContactAttribute.ANSWER: SessionAttribute.ANSWER,
    ContactAttribute.SOURCES: SessionAttribute.SOURCES,
    ContactAttribute.STATUS: SessionAttribute.STATUS,
    ContactAttribute.REASON: SessionAttribute.REASON,
    ContactAttribute.SUMMARY: SessionAttribute.SUMMARY,
}
"""Which session attribute of the bot each one is copied from."""

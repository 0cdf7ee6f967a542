"""Contact attributes that our flows set: what an engineer or agent sees with the call."""

from enum import StrEnum

from ai.contract import SessionAttribute


class ContactAttribute(StrEnum):
    """Names of contact attributes (`$.Attributes.<name>`)."""

    QUESTION = "question"
    ANSWER = "answer"
    SOURCES = "sources"
    STATUS = "status"
    REASON = "reason"


FROM_BOT = {
    ContactAttribute.QUESTION: SessionAttribute.QUESTION,
    ContactAttribute.ANSWER: SessionAttribute.ANSWER,
    ContactAttribute.SOURCES: SessionAttribute.SOURCES,
    ContactAttribute.STATUS: SessionAttribute.STATUS,
    ContactAttribute.REASON: SessionAttribute.REASON,
}
"""Which session attribute of the bot each one is copied from."""

"""Callers who told the AI that they are in distress: nothing stands between them and a person."""

from ai.contract import Reason
from flows.attributes import ContactAttribute
from flows.builder.logic import branch
from flows.builder.steps import Step, Target


def if_distressed(then: Target, *, otherwise: Target) -> Step:
    """By why the AI handed the call over; who never spoke to it goes `otherwise`."""
    return branch(
        ContactAttribute.REASON.path, cases={Reason.DISTRESS.value: then}, otherwise=otherwise
    )

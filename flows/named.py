"""Callers whom we know by name, where the voice can say it."""

from dataclasses import replace

from flows.attributes import ContactAttribute
from flows.builder.logic import branch
from flows.builder.steps import Step, Target
from flows.tongues import Tongue


def if_named(tongue: Tongue, then: Target, *, otherwise: Target) -> Step:
    """By the customer's own language: names are kept in its letters.

    An English voice can not read a name in Hangul, so who has one and presses the star key is not
    named there. The language is set together with the name, and never without it.
    """
    named = branch(
        ContactAttribute.CUSTOMER_LANGUAGE.path,
        cases={tongue.language: then},
        otherwise=otherwise,
    )
    return replace(named, name="branch on named")

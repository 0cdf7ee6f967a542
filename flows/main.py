"""The first flow of a call: voice, event flows, greeting, notices, menu."""

from collections.abc import Mapping
from typing import Final

from ai.contract import LOOKUP_SECONDS, CustomerKey, Parameter
from flows.attributes import ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import set_attributes
from flows.builder.logic import branch, invoke
from flows.builder.menus import forgiving_menu
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import say
from flows.builder.steps import Step, Target
from flows.named import if_named
from flows.opening import set_up
from flows.prompts import Section
from flows.recording import CallAnalysis, Recording
from flows.source import FlowSource
from flows.tongues import Tongue
from flows.verification import note_pin, record_with_care

NAME: Final = "main"

ALWAYS_KNOWN: Final = (
    CustomerKey.KNOWN,
    CustomerKey.NAME,
    CustomerKey.TIER,
    CustomerKey.LANGUAGE,
)
"""What the lookup returns of everybody whom it knows."""


def main_flow(
    words: Mapping[str, Section],
    tongue: Tongue,
    *,
    has_inquiry: bool,
    other: Tongue | None = None,
    lookup: str | None = None,
    verifies: bool = False,
    analysis: CallAnalysis = CallAnalysis.NONE,
) -> FlowSource:
    """Greets, gives notice of AI and recording, and sends the caller where the menu says.

    `has_inquiry`: the AI speaks this language, so key 1 is offered. `other` is behind the star key.
    `lookup` names a function that knows callers by their number (`CustomerKey`); who prefers
    `other` goes there. Without it nobody is known, unless the attributes are there. Who has a PIN
    is marked with `verifies`, to be asked for it on the way to people.
    """
    mine = words[NAME]
    hang_up = disconnect()
    unavailable = say(mine["unavailable"], then=hang_up, on_error=hang_up)
    agent = transfer_to_flow(tongue.flow("agent"), on_error=unavailable)
    fault = say(mine["fault"], then=agent, on_error=agent)
    keys: dict[str, Target] = {
        "2": transfer_to_flow(tongue.flow("engineer"), on_error=fault),
        "0": agent,
    }
    if has_inquiry:
        keys = {"1": transfer_to_flow(tongue.flow("inquiry"), on_error=fault), **keys}
    if other is not None:
        keys["*"] = transfer_to_flow(other.flow(NAME), on_error=fault)
    menu = forgiving_menu(
        mine["menu"],
        again=mine,
        keys=keys,
        give_up=say(mine["hand_over"], then=agent, on_error=agent),
        on_error=fault,
    )
    told = Recording(language=tongue.code, analysis=analysis)
    recording = record_with_care(told, then=menu) if verifies else told.everything(then=menu)
    notice = say(mine["notice"], then=recording, on_error=menu)
    greeting = _greeting(mine, tongue, lookup, other, verifies=verifies, then=notice)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"고객센터 대표 흐름({tongue.code}): 인사, 녹음과 인공지능 안내, 메뉴",
        content=assemble(set_up(tongue, then=greeting)),
    )


def _greeting(
    words: Section,
    tongue: Tongue,
    lookup: str | None,
    other: Tongue | None,
    *,
    verifies: bool,
    then: Target,
) -> Step:
    """By name when the caller is known and the voice can say it (`if_named`)."""
    greeting = say(words["greeting"], then=then, on_error=then)
    by_name = say(words["greeting_known"], then=then, on_error=greeting)
    greet = if_named(tongue, by_name, otherwise=greeting)
    if lookup is None:
        return greet
    welcome: Step = by_name
    if other is not None:
        welcome = branch(
            ContactAttribute.CUSTOMER_LANGUAGE.path,
            cases={other.language: transfer_to_flow(other.flow(NAME), on_error=by_name)},
            otherwise=by_name,
        )
    company = set_attributes(
        _returned(CustomerKey.COMPANY), name="company", then=welcome, on_error=welcome
    )
    marked = note_pin(then=company) if verifies else company
    return invoke(
        lookup,
        parameters={Parameter.NUMBER.value: "$.CustomerEndpoint.Address"},
        then=branch(
            f"$.External.{CustomerKey.KNOWN.value}",
            cases={
                "true": set_attributes(
                    _returned(*ALWAYS_KNOWN), name="customer", then=marked, on_error=greeting
                )
            },
            otherwise=greet,
        ),
        on_error=greet,
        seconds=int(LOOKUP_SECONDS),
    )


def _returned(*keys: CustomerKey) -> dict[str, str]:
    """Attributes as the function returned them."""
    return {key.value: f"$.External.{key.value}" for key in keys}

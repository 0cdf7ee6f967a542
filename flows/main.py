"""The first flow of a call: voice, event flows, greeting, notices, menu."""

from collections.abc import Mapping
from typing import Final

from ai.contract import LOOKUP_SECONDS, CustomerKey, Parameter
from flows.attributes import ContactAttribute
from flows.builder.assembly import assemble
from flows.builder.contact import log, on_event, record, set_attributes, set_language, set_voice
from flows.builder.logic import branch, branch_by, invoke
from flows.builder.menus import forgiving_menu
from flows.builder.routing import disconnect, transfer_to_flow
from flows.builder.speech import say
from flows.builder.steps import Case, Step, Target
from flows.language import Operator
from flows.prompts import Section
from flows.source import FlowSource
from flows.tongues import Tongue

NAME: Final = "main"

EVENTS: Final = {
    "CustomerQueue": "queue",
    "CustomerRemaining": "disconnect",
    "AgentWhisper": "agent_whisper",
    "CustomerWhisper": "customer_whisper",
    "CustomerHold": "customer_hold",
    "AgentHold": "agent_hold",
}
"""Which flow plays at an event of the contact, in the caller's language."""

GUIDE: Final = ("DefaultAgentUI", "guide")
"""What the agent sees when the call reaches them; the same in every language."""

ALWAYS_KNOWN: Final = (
    CustomerKey.KNOWN,
    CustomerKey.NAME,
    CustomerKey.TIER,
    CustomerKey.LANGUAGE,
)
"""What the lookup returns of everybody whom it knows."""

MOBILE: Final = "+8210"
MASKED_MOBILE: Final = "010-****-****"
MASKED_OTHER: Final = "***-****-****"
"""A flow can not cut strings, so the mask keeps the kind of number only."""


def main_flow(
    words: Mapping[str, Section],
    tongue: Tongue,
    *,
    has_inquiry: bool,
    other: Tongue | None = None,
    lookup: str | None = None,
) -> FlowSource:
    """Greets, gives notice of AI and recording, and sends the caller where the menu says.

    `has_inquiry`: the AI speaks this language, so key 1 is offered. `other` is behind the star key.
    `lookup` names a function that knows callers by their number (`CustomerKey`); who prefers
    `other` goes there. Without it nobody is known, unless the attributes are there.
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
    recording = record(then=menu)
    notice = say(mine["notice"], then=recording, on_error=menu)
    greeting = _greeting(mine, lookup, other, then=notice)
    return FlowSource(
        name=tongue.flow(NAME),
        description=f"고객센터 대표 흐름({tongue.code}): 인사, 녹음과 인공지능 안내, 메뉴",
        content=assemble(_set_up(tongue, then=greeting)),
    )


def _set_up(tongue: Tongue, *, then: Target) -> Step:
    """Logs, voice, language, what the agent will see, and the event flows.

    Nothing of it fails the call: what can not be set is left as Connect has it.
    """
    hooked = then
    for event, flow in reversed([*EVENTS.items(), GUIDE]):
        name = flow if event == GUIDE[0] else tongue.flow(flow)
        hooked = on_event(event, name, then=hooked, on_error=hooked)
    noted = _note_caller(tongue, then=hooked)
    speaking = set_language(tongue.code, then=noted, on_error=noted)
    return log(then=set_voice(tongue.voice, engine=tongue.engine, then=speaking, on_error=speaking))


def _note_caller(tongue: Tongue, *, then: Target) -> Step:
    """Language and masked number, for the agent's screen."""

    def note(mask: str, name: str) -> Step:
        values = {
            ContactAttribute.LANGUAGE.value: tongue.language,
            ContactAttribute.CALLER.value: mask,
        }
        return set_attributes(values, name=name, then=then, on_error=then)

    return branch_by(
        "$.CustomerEndpoint.Address",
        name="kind of number",
        cases=[
            Case(
                operator=Operator.TEXT_STARTS_WITH,
                operand=MOBILE,
                target=note(MASKED_MOBILE, "mobile caller"),
            )
        ],
        otherwise=note(MASKED_OTHER, "other caller"),
    )


def _greeting(words: Section, lookup: str | None, other: Tongue | None, *, then: Target) -> Step:
    """By name when the caller is known. Connect can not compare with nothing, so a flag tells."""
    greeting = say(words["greeting"], then=then, on_error=then)
    by_name = say(words["greeting_known"], then=then, on_error=greeting)
    known = ContactAttribute.CUSTOMER_KNOWN
    greet = branch(known.path, cases={"true": by_name}, otherwise=greeting)
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
    return invoke(
        lookup,
        parameters={Parameter.NUMBER.value: "$.CustomerEndpoint.Address"},
        then=branch(
            f"$.External.{CustomerKey.KNOWN.value}",
            cases={
                "true": set_attributes(
                    _returned(*ALWAYS_KNOWN), name="customer", then=company, on_error=greeting
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

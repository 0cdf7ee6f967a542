"""What every call begins with: logs, voice, language, the agent's screen, the event flows."""

from typing import Final

from flows.attributes import ContactAttribute
from flows.builder.contact import log, on_event, set_attributes, set_language, set_voice
from flows.builder.logic import branch_by
from flows.builder.steps import Case, Step
from flows.language import Operator
from flows.tongues import Tongue

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

MOBILE: Final = "+8210"
MASKED_MOBILE: Final = "010-****-****"
MASKED_OTHER: Final = "***-****-****"
"""A flow can not cut strings, so the mask keeps the kind of number only."""


def set_up(tongue: Tongue, *, then: Step) -> Step:
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


def _note_caller(tongue: Tongue, *, then: Step) -> Step:
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

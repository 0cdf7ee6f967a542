"""What a flow finds of a conversation."""

from collections.abc import Mapping

from flows.json_values import JsonObject, as_object, as_text
from flows.simulator.lex.dialog import Intent


def lex_values(intent: Intent, session: Mapping[str, str]) -> JsonObject:
    """`$.Lex` after a conversation (adminguide, connect-attrib-list)."""
    return {
        "IntentName": intent.name,
        "DialogState": intent.state,
        "SessionAttributes": dict(session),
        "Slots": {
            name: as_text(as_object(as_object(slot).get("value")).get("interpretedValue"))
            for name, slot in intent.slots.items()
        },
    }

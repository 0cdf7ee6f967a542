"""The answer function, as the Lex bot calls it."""

from collections.abc import Mapping
from typing import Any

from ai.handlers.answer import handler as answer


def handler(event: Mapping[str, Any], _context: object = None) -> str:
    """The words of the bot's first message; SystemExit when it is no answer."""
    response = answer(event, None)
    status = response["sessionState"]["sessionAttributes"]["status"]
    if status != "answered":
        raise SystemExit(f"the turn ended with {status}")
    return str(response["messages"][0]["content"])

"""The answer function, as the Lex bot calls it."""

from collections.abc import Mapping
from typing import Any

from ai.handlers.answer import handler as answer


def handler(event: Mapping[str, Any], _context: object = None) -> str:
    """The words of the bot's first message."""
    return str(answer(event, None)["messages"][0]["content"])

"""Sentences as a caller hears them."""

from flows.prompts import Words
from flows.simulator.speech import plain_text


def spoken(words: Words) -> str:
    """Without markup."""
    return plain_text(words.text) if words.is_ssml else words.text

"""What was said, whatever its spacing."""

import unicodedata


def normalised(text: str) -> str:
    """Letters and digits alone: recognition does not space Korean reliably."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())

"""Questions that no document should answer: told apart before anything is looked up. Pure.

What remains still meets the lowest score, the instructions and the grounding.
"""

import unicodedata

from ai.answer.patterns import refusals
from ai.contract import Reason


def refusal(question: str) -> Reason | None:
    """Why a question is not looked up, or None."""
    text = " ".join(unicodedata.normalize("NFKC", question).split())
    for reason, pattern in refusals():
        if pattern.search(text):
            return reason
    return None

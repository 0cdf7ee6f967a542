"""The words of a passage that an answer stands on. Pure."""

from typing import Final

from ai.answer.figures import figures
from ai.index.tokens import tokens
from ai.sentences import sentence_spans

_LONGEST: Final = 300


def supporting_quote(draft: str, text: str) -> str:
    """The sentence of a passage that says most of the draft, word for word.

    It is widened to the sentences that the draft repeats or takes other numbers from, unless it
    gets too long.
    """
    spans = list(sentence_spans(text))
    if not spans:
        return text[:_LONGEST]
    wanted, numbers = set(tokens(draft)), figures(draft)
    best = max(spans, key=lambda span: _likeness(wanted, text[span[0] : span[1]]))
    start, end = best
    for span in spans:
        sentence = text[span[0] : span[1]]
        missing = numbers - figures(text[start:end])
        if missing & figures(sentence) or sentence in draft:
            wider = min(start, span[0]), max(end, span[1])
            if wider[1] - wider[0] <= _LONGEST:
                start, end = wider
    return text[start : min(end, start + _LONGEST)]


def _likeness(wanted: set[str], sentence: str) -> float:
    """Shared tokens, with a little against long sentences that share by chance."""
    held = set(tokens(sentence))
    return len(wanted & held) / (len(held) + 12) ** 0.5

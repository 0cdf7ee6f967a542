"""Holds a draft against the passages it cites. What they do not support is not said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ai.answer.figures import figures
from ai.answer.prompt import NO_ANSWER
from ai.contract import Reason
from ai.errors import AbstainedError
from ai.index.tokens import tokens
from ai.model import Citation, Passage
from ai.sentences import sentence_spans
from ai.speech.plain import plain, without_marks

MOST_CHARACTERS: Final = 700
"""Longer answers are not listened to; nor do they fit where the flow keeps them."""

_LONGEST_QUOTE: Final = 300
_MARK: Final = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, kw_only=True)
class Grounded:
    """An answer that its citations support. `text` carries no marks."""

    text: str
    citations: tuple[Citation, ...]


def ground(draft: str, passages: Sequence[Passage]) -> Grounded:
    """The answer in a draft; AbstainedError when there is none or the passages do not hold it."""
    if NO_ANSWER in draft:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, "the model found no answer in the passages")
    cited = _cited(draft, passages)
    text = plain(draft).replace("\n", " ")
    if not tokens(text) or len(text) > MOST_CHARACTERS:
        raise AbstainedError(Reason.NOT_GROUNDED, f"the draft has {len(text)} characters")
    supported = {figure for passage in cited for figure in figures(_everything_shown(passage))}
    if figures(text) - supported:
        raise AbstainedError(
            Reason.NOT_GROUNDED, "the draft holds a number that no cited passage holds"
        )
    return Grounded(
        text=text,
        citations=tuple(_citation(without_marks(draft), passage) for passage in cited),
    )


def _cited(draft: str, passages: Sequence[Passage]) -> list[Passage]:
    numbers = list(dict.fromkeys(int(number) for number in _MARK.findall(draft)))
    if not numbers:
        raise AbstainedError(Reason.NOT_GROUNDED, "the draft cites no passage")
    if any(not 1 <= number <= len(passages) for number in numbers):
        raise AbstainedError(Reason.NOT_GROUNDED, "the draft cites a passage it was not given")
    return [passages[number - 1] for number in numbers]


def _everything_shown(passage: Passage) -> str:
    chunk = passage.chunk
    return "\n".join((*chunk.place, chunk.text))


def _citation(draft: str, passage: Passage) -> Citation:
    chunk = passage.chunk
    return Citation(
        document=chunk.document,
        heading=" > ".join(chunk.place),
        page=chunk.page,
        quote=supporting_quote(draft, chunk.text),
        score=passage.score,
    )


def supporting_quote(draft: str, text: str) -> str:
    """The sentence of a passage that says most of the draft, word for word.

    It is widened to the sentences that the draft repeats or takes other numbers from, unless it
    gets too long.
    """
    spans = list(sentence_spans(text))
    if not spans:
        return text[:_LONGEST_QUOTE]
    wanted, numbers = set(tokens(draft)), figures(draft)
    best = max(spans, key=lambda span: _likeness(wanted, text[span[0] : span[1]]))
    start, end = best
    for span in spans:
        sentence = text[span[0] : span[1]]
        missing = numbers - figures(text[start:end])
        if missing & figures(sentence) or sentence in draft:
            wider = min(start, span[0]), max(end, span[1])
            if wider[1] - wider[0] <= _LONGEST_QUOTE:
                start, end = wider
    return text[start : min(end, start + _LONGEST_QUOTE)]


def _likeness(wanted: set[str], sentence: str) -> float:
    """Shared tokens, with a little against long sentences that share by chance."""
    held = set(tokens(sentence))
    return len(wanted & held) / (len(held) + 12) ** 0.5

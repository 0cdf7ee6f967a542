"""Holds a draft against the passages it cites. What they do not support is not said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ai.answer.contradiction import contradicts
from ai.answer.leaks import leak
from ai.answer.likeness import strange
from ai.answer.names import asked_of_another
from ai.answer.prompt import NO_ANSWER
from ai.answer.quote import supporting_quote
from ai.answer.rows import of_another_row
from ai.answer.support import unsupported
from ai.contract import Reason
from ai.errors import AbstainedError, UngroundedError
from ai.index.tokens import tokens
from ai.model import Citation, Passage
from ai.speech.layout import as_prose
from ai.speech.plain import plain, without_marks

MOST_CHARACTERS: Final = 700
"""Longer answers are not listened to; nor do they fit where the flow keeps them."""

_MARK: Final = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True, kw_only=True)
class Grounded:
    """An answer that its citations support. `text` carries no marks.

    `sources` are the cited passages as the model saw them; `original` is the answer in Korean where
    `text` is a translation of it.
    """

    text: str
    citations: tuple[Citation, ...]
    sources: tuple[str, ...] = ()
    original: str = ""


def ground(
    draft: str,
    passages: Sequence[Passage],
    rewrite: Callable[[str], str] | None = None,
    question: str = "",
) -> Grounded:
    """The answer in a draft.

    `rewrite` writes names as documents do, so that a draft may say them; `question` is written so
    already. AbstainedError when the model found no answer, or the cited passages do not speak of
    what the question names; UngroundedError, which names what is wrong, when they do not hold what
    the draft says.
    """
    if NO_ANSWER in draft:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, "the model found no answer in the passages")
    cited = _cited(draft, passages)
    text = plain(as_prose(draft)).replace("\n", " ")
    if not tokens(text) or len(text) > MOST_CHARACTERS:
        raise UngroundedError(f"the draft has {len(text)} characters")
    sources = [_everything_shown(passage) for passage in cited]
    other = asked_of_another(question, sources)
    if other:
        raise AbstainedError(Reason.NOT_IN_DOCUMENTS, f"the passages do not speak of {other}")
    problem = _problem(text, sources, rewrite)
    if problem:
        raise UngroundedError("the cited passages do not hold this", claims=problem)
    return Grounded(
        text=text,
        citations=tuple(_citation(without_marks(draft), passage) for passage in cited),
        sources=tuple(sources),
    )


def _problem(
    text: str, sources: Sequence[str], rewrite: Callable[[str], str] | None
) -> tuple[str, ...]:
    """What must not be said, as the draft writes it; empty when all of it may."""
    leaked = leak(text)
    if leaked:
        return (leaked,)
    missing = unsupported(text, sources)
    if missing and rewrite:
        missing = unsupported(rewrite(text), [rewrite(source) for source in sources])
    if missing:
        return tuple(missing)
    wrong = of_another_row(text, sources) or contradicts(text, sources) or strange(text, sources)
    return (wrong,) if wrong else ()


def _cited(draft: str, passages: Sequence[Passage]) -> list[Passage]:
    numbers = list(dict.fromkeys(int(number) for number in _MARK.findall(draft)))
    if not numbers:
        raise UngroundedError("the draft cites no passage")
    if any(not 1 <= number <= len(passages) for number in numbers):
        raise UngroundedError("the draft cites a passage it was not given")
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

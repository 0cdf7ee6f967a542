"""What the model is sent: instructions, earlier turns, passages, question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ai.model import Exchange, Passage

NO_ANSWER: Final = "NO_ANSWER"
"""What the model says when the passages hold no answer."""

_INSTRUCTIONS: Final = Path(__file__).parent / "instructions" / "answer.md"
_VERSION: Final = re.compile(r"\Aversion:\s*(\S+)\s*\n")


@dataclass(frozen=True, kw_only=True)
class Instructions:
    """The system text and the version that is logged with every answer."""

    version: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """One question to the model. Of the history, only answered turns are sent."""

    system: str
    history: tuple[Exchange, ...]
    user: str


@cache
def instructions() -> Instructions:
    """The instructions for answers, from their text file."""
    text = _INSTRUCTIONS.read_text(encoding="utf-8")
    version = _VERSION.match(text)
    if not version:
        raise ValueError(f"{_INSTRUCTIONS.name} must begin with a line `version: …`")
    return Instructions(version=version.group(1), text=text[version.end() :].strip())


def render(question: str, passages: Sequence[Passage], history: Sequence[Exchange]) -> Request:
    """The request for a question. Passages are numbered from 1 in the order given."""
    parts = ["<passages>"]
    parts += [_passage(number, passage) for number, passage in enumerate(passages, start=1)]
    parts += ["</passages>", f"<question>{escape(question)}</question>"]
    return Request(
        system=instructions().text,
        history=tuple(turn for turn in history if turn.answer),
        user="\n".join(parts),
    )


def _passage(number: int, passage: Passage) -> str:
    chunk = passage.chunk
    attributes = f'id="{number}" document={quoteattr(chunk.document)}'
    attributes += f" heading={quoteattr(' > '.join(chunk.place))}"
    if chunk.page is not None:
        attributes += f' page="{chunk.page}"'
    return f"<passage {attributes}>\n{escape(chunk.text)}\n</passage>"

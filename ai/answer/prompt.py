"""What the model is sent: instructions, earlier turns, passages, question."""

import hashlib
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

_AGAIN_PASSAGES: Final = 2
_MARK: Final = re.compile(r"\[(\d{1,2})\]")
_INSTRUCTIONS: Final = Path(__file__).parent / "instructions" / "answer.md"
_DIGEST: Final = 8
_VERSION: Final = re.compile(r"\Aversion:\s*(\S+)\s*\n")


@dataclass(frozen=True, kw_only=True)
class Instructions:
    """The system text and the version that is logged with every answer.

    `version` is the number that the file gives itself and a digest of its content, so that an edit
    without a new number shows too.
    """

    version: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Request:
    """One question to the model. Of the history, only answered turns are sent.

    Whatever callers or documents say is escaped, so that it can not leave its element.
    """

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
    digest = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
    return Instructions(version=f"{version.group(1)}-{digest}", text=text[version.end() :].strip())


def render(question: str, passages: Sequence[Passage], history: Sequence[Exchange]) -> Request:
    """The request for a question. Passages are numbered from 1 in the order given."""
    parts = ["<passages>"]
    parts += [_passage(number, passage) for number, passage in enumerate(passages, start=1)]
    parts += ["</passages>", f"<question>{escape(question)}</question>"]
    return Request(
        system=instructions().text,
        history=tuple(
            Exchange(question=escape(turn.question), answer=turn.answer)
            for turn in history
            if turn.answer
        ),
        user="\n".join(parts),
    )


def render_again(
    question: str, passages: Sequence[Passage], draft: str, claims: Sequence[str]
) -> tuple[Request, tuple[Passage, ...]]:
    """A cheaper second request after a draft that does not hold, and the passages it shows.

    The best passages and those the draft cites, no history, and what must not be said again.
    """
    cited = {int(number) for number in _MARK.findall(draft)}
    fewer = tuple(
        passage
        for number, passage in enumerate(passages, start=1)
        if number in cited or number <= _AGAIN_PASSAGES
    )[: _AGAIN_PASSAGES + 1]
    request = render(question, fewer, ())
    refused = ", ".join(claims)
    note = f"글에 없어서 쓸 수 없는 말: {refused}" if refused else "문장마다 글의 번호를 붙이세요."
    user = f"{request.user}\n<correction>{escape(note)}</correction>"
    return Request(system=request.system, history=(), user=user), fewer


def _passage(number: int, passage: Passage) -> str:
    chunk = passage.chunk
    attributes = f'id="{number}" document={quoteattr(chunk.document)}'
    attributes += f" heading={quoteattr(' > '.join(chunk.place))}"
    if chunk.page is not None:
        attributes += f' page="{chunk.page}"'
    return f"<passage {attributes}>\n{escape(chunk.text)}\n</passage>"

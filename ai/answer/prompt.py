"""What the model is sent: instructions, earlier turns, passages, question."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ai.contract import Language
from ai.model import Exchange, Passage

NO_ANSWER: Final = "NO_ANSWER"
"""What the model says when the passages hold no answer."""

_AGAIN_PASSAGES: Final = 2
_MARK: Final = re.compile(r"\[(\d{1,2})\]")
_INSTRUCTIONS: Final = Path(__file__).parent / "instructions"
_FILES: Final = {
    Language.KOREAN: ("answer.md",),
    Language.ENGLISH: ("answer.md", "translation.md"),
}
_NAMES: Final = {Language.ENGLISH: "English"}
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
def instructions(language: Language = Language.KOREAN) -> Instructions:
    """The instructions for answers in a language, from their text files."""
    files = {name: (_INSTRUCTIONS / name).read_text(encoding="utf-8") for name in _FILES[language]}
    read = [_versioned(name, text) for name, text in files.items()]
    digest = hashlib.sha256("".join(files.values()).encode()).hexdigest()[:_DIGEST]
    return Instructions(
        version="-".join((*(version for version, _ in read), digest)),
        text="\n\n".join(text for _, text in read),
    )


def _versioned(name: str, text: str) -> tuple[str, str]:
    version = _VERSION.match(text)
    if not version:
        raise ValueError(f"{name} must begin with a line `version: …`")
    return version.group(1), text[version.end() :].strip()


def render(
    question: str,
    passages: Sequence[Passage],
    history: Sequence[Exchange],
    language: Language = Language.KOREAN,
) -> Request:
    """The request for a question in a language. Passages are numbered from 1 in the order given."""
    parts = ["<passages>"]
    parts += [_passage(number, passage) for number, passage in enumerate(passages, start=1)]
    parts += ["</passages>"]
    parts += [f"<language>{_NAMES[language]}</language>"] if language in _NAMES else []
    parts += [f"<question>{escape(question)}</question>"]
    return Request(
        system=instructions(language).text,
        history=tuple(
            Exchange(question=escape(turn.question), answer=turn.answer)
            for turn in history
            if turn.answer
        ),
        user="\n".join(parts),
    )


def render_again(
    question: str,
    passages: Sequence[Passage],
    draft: str,
    claims: Sequence[str],
    language: Language = Language.KOREAN,
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
    request = render(question, fewer, (), language)
    refused = ", ".join(claims)
    note = f"글에 없어서 쓸 수 없는 말: {refused}" if refused else "문장마다 글의 번호를 붙이세요."
    if language is not Language.KOREAN:
        note += " 한국어 답과, 그것과 뜻이 똑같은 영어를 모두 쓰세요."
    user = f"{request.user}\n<correction>{escape(note)}</correction>"
    return Request(system=request.system, history=(), user=user), fewer


def _passage(number: int, passage: Passage) -> str:
    chunk = passage.chunk
    attributes = f'id="{number}" document={quoteattr(chunk.document)}'
    attributes += f" heading={quoteattr(' > '.join(chunk.place))}"
    if chunk.page is not None:
        attributes += f' page="{chunk.page}"'
    return f"<passage {attributes}>\n{escape(chunk.text)}\n</passage>"

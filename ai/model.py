"""The nouns of the assistant: document → chunk → passage; citation, turn, answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from ai.contract import Reason, Status


class BlockKind(StrEnum):
    """How a block may be cut: a paragraph between sentences, rows and items only between lines.

    A question stays together with what follows it.
    """

    PARAGRAPH = "paragraph"
    ITEMS = "items"
    ROWS = "rows"
    QUESTION = "question"


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, list or run of table rows of a document, in reading order.

    `heading_path` runs from the outermost heading to the innermost. `page` counts from 1 and is
    None where the format has no pages. Items and rows have a line each; a row carries its header
    with each cell, so that it makes sense alone.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    heading_path: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What a document says of itself, to be filtered by; None is "not said", which always passes.

    `language` is an ISO 639-1 code. Both dates are included: it holds from the morning of the
    first to the night of the last, in the time zone of the call center.
    """

    product: str | None = None
    language: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as read. `name` is its S3 key, `version` identifies its content (ETag)."""

    name: str
    version: str
    title: str
    blocks: tuple[Block, ...]
    labels: Labels = Labels()


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """What is indexed. `id` is a hash of everything that is embedded or shown.

    Unchanged text keeps its id across builds and is never embedded twice.
    """

    id: str
    document: str
    title: str
    heading_path: tuple[str, ...]
    page: int | None
    text: str

    @property
    def place(self) -> tuple[str, ...]:
        """Where it stands: the headings, led by the title where the outermost is another."""
        if self.title in self.heading_path:
            return self.heading_path
        return (self.title, *self.heading_path)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A chunk found for a question. Scores: `dense` is a cosine, `lexical` is BM25.

    `dense` is None when the question was looked up by its words alone.
    """

    chunk: Chunk
    score: float
    dense: float | None
    lexical: float


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Where an answer comes from. `quote` stands word for word in the document."""

    document: str
    heading: str
    page: int | None
    quote: str
    score: float

    def to_json(self) -> dict[str, Any]:
        """As in the answer JSON of the command line."""
        return {
            "document": self.document,
            "heading": self.heading,
            "page": self.page,
            "quote": self.quote,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a turn gives back: `text` to read, `speech` (SSML) to play, and how it came about.

    `speech` is the first page of a long answer; `more` has the others, for a caller who wants to
    hear on. `timings_ms` has `retrieve`, `generate`, `ground`, `speech` and `total`, in
    milliseconds; a stage that was not reached is 0. `nearest` is the document that came closest,
    also where nothing was answered; "" when nothing was found. `refused_passages` counts what was
    left out because it gives the model orders; `by_words` tells a search without vectors. Programs
    that ask get none of these. `original` is what
    the answer says in Korean, where the caller is told it in another language; for staff.
    """

    status: Status
    text: str
    speech: str
    citations: tuple[Citation, ...] = ()
    reason: Reason | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict[str, float])
    more: tuple[str, ...] = ()
    nearest: str = ""
    refused_passages: int = 0
    by_words: bool = False
    original: str = ""

    def to_json(self) -> dict[str, Any]:
        """As in the answer JSON of the command line."""
        return {
            "status": self.status.value,
            "text": self.text,
            "speech": self.speech,
            "more": list(self.more),
            "citations": [citation.to_json() for citation in self.citations],
            "reason": self.reason.value if self.reason else None,
            "timings_ms": {stage: round(ms, 1) for stage, ms in self.timings_ms.items()},
            **({"original": self.original} if self.original else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """An earlier turn of the contact. `answer` is None when it was not answered."""

    question: str
    answer: str | None


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One question and its answer within a contact, as kept for the engineer who takes over.

    `at` is ISO 8601 with offset. The question is redacted before anything else sees it, so an
    answer can not repeat the caller's personal data; what it says stands in the documents.
    """

    contact_id: str
    at: str
    question: str
    answer: Answer

"""The nouns of the assistant: document → chunk → passage; citation, turn, answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ai.contract import Reason, Status


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, list or run of table rows of a document, in reading order.

    `heading_path` runs from the outermost heading to the innermost. `page` counts from 1 and is
    None where the format has no pages. A table row's text carries its header with each cell, so
    that it makes sense alone.
    """

    text: str
    heading_path: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file as read. `name` is its S3 key, `version` identifies its content (ETag)."""

    name: str
    version: str
    title: str
    blocks: tuple[Block, ...]


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


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A chunk found for a question. Scores: `dense` is a cosine, `lexical` is BM25."""

    chunk: Chunk
    score: float
    dense: float
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

    `timings_ms` has `retrieve`, `generate`, `ground`, `speech` and `total`, in milliseconds;
    a stage that was not reached is 0.
    """

    status: Status
    text: str
    speech: str
    citations: tuple[Citation, ...] = ()
    reason: Reason | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict[str, float])

    def to_json(self) -> dict[str, Any]:
        """As in the answer JSON of the command line."""
        return {
            "status": self.status.value,
            "text": self.text,
            "speech": self.speech,
            "citations": [citation.to_json() for citation in self.citations],
            "reason": self.reason.value if self.reason else None,
            "timings_ms": {stage: round(ms, 1) for stage, ms in self.timings_ms.items()},
        }


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One question and its answer within a contact, as kept for the engineer who takes over.

    `at` is ISO 8601 with offset; question and answer are redacted before they are stored.
    """

    contact_id: str
    at: str
    question: str
    answer: Answer

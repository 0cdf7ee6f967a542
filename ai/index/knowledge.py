"""What the answer asks of an index, whatever holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from ai.index.vocabulary import Vocabulary
from ai.model import Passage


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Which documents may answer; None lets all pass, and so does a document that does not say.

    `on` is a day, in the call center's time zone, on which they must be valid. `documents` are
    names, and the only filter that no document passes by keeping silent.
    """

    documents: frozenset[str] | None = None
    product: str | None = None
    language: str | None = None
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class SearchOptions:
    """How to search.

    `min_score` is the lowest cosine a passage may have. What a cosine means depends on the
    embedding model: multilingual-e5 gives 0.75 to 0.92 to nearly everything.
    """

    top_k: int = 5
    dense_weight: float = 0.7
    min_score: float = 0.0
    filters: Filters = Filters()


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question as both searches see it.

    `text` may hold the question in several spellings; `vector` is the embedding of one. Without
    a vector only passages are found that have a word of the text, and `dense` of none is known.
    `dense_weight` is the share of the dense score, 0 to 1; the lexical score has the rest.
    """

    text: str
    vector: Sequence[float] | None
    limit: int
    dense_weight: float
    filters: Filters = Filters()


class KnowledgeIndex(Protocol):
    """One version of the knowledge, ready to be searched."""

    @property
    def snapshot(self) -> str:
        """Identifier of the version."""
        ...

    @property
    def size(self) -> int:
        """Number of chunks; 0 means that there are no documents."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """How callers say what this version's documents write."""
        ...

    @property
    def by_words(self) -> bool:
        """Whether questions are looked up without vectors, because theirs are not comparable."""
        ...

    def search(self, query: Query) -> list[Passage]:
        """The best passages, best first, at most `query.limit`; KnowledgeError when it fails."""
        ...

"""What the answer asks of an index, whatever holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ai.index.glossary import Glossary
from ai.model import Passage


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question as both searches see it.

    `text` may hold the question in several spellings; `vector` is the embedding of one.
    `dense_weight` is the share of the dense score, 0 to 1; the lexical score has the rest.
    """

    text: str
    vector: Sequence[float]
    limit: int
    dense_weight: float


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
    def glossary(self) -> Glossary:
        """The product team's terms in this version."""
        ...

    def search(self, query: Query) -> list[Passage]:
        """The best passages, best first, at most `query.limit`; KnowledgeError when it fails."""
        ...

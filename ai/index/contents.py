"""What one snapshot holds, before it is written and after it is read back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ai.index.ranking import Floats
from ai.index.vocabulary import Vocabulary
from ai.model import Chunk, Labels


@dataclass(frozen=True, kw_only=True)
class Origin:
    """How vectors and chunks were made. Another origin means: build anew.

    `readers` changes whenever readers or chunking would give other chunks for the same file.
    """

    readers: str
    embedding_model: str
    dimensions: int


@dataclass(frozen=True, kw_only=True)
class IndexedDocument:
    """A file of the bucket in this version. `fault` and `detail` are set when it has no chunks."""

    name: str
    version: str
    chunks: int
    fault: str | None = None
    detail: str | None = None
    labels: Labels = field(default_factory=Labels)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Documents by name, chunks in order of document, one unit vector a chunk."""

    origin: Origin
    documents: Mapping[str, IndexedDocument]
    chunks: tuple[Chunk, ...]
    vectors: Floats
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    glossary_version: str | None = None

"""What one snapshot holds, before it is written and after it is read back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from ai.index.postings import LexicalIndex
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
    """Documents by name, chunks in order of document, one unit vector a chunk.

    `lexical` is a version's terms as counted, of these or of earlier chunks: the writer counts
    what it does not hold. It is None when everything has to be counted. `question_vectors` are
    those of golden questions, by `question_key`; `golden_version` is the version of their file.
    """

    origin: Origin
    documents: Mapping[str, IndexedDocument]
    chunks: tuple[Chunk, ...]
    vectors: Floats
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    glossary_version: str | None = None
    lexical: LexicalIndex | None = None
    question_vectors: Mapping[str, Floats] = field(default_factory=dict[str, Floats])
    golden_version: str | None = None


def question_key(text: str) -> str:
    """Under which the vector of a question is kept; `text` is what was embedded."""
    return hashlib.sha256(text.encode()).hexdigest()

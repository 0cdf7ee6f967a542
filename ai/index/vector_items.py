"""Vectors to be written, made of the contents of a version."""

import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

import numpy as np

from ai.index.contents import Contents
from ai.index.ranking import Floats
from ai.index.s3_vectors import search_text
from ai.index.vector_metadata import SEARCH_KEY, content_digest, entry_of
from ai.index.vector_writes import Item
from ai.model import Labels

log = logging.getLogger(__name__)


def digests(contents: Contents) -> Iterator[bytes]:
    """The content digest of each chunk, in order."""
    for place in range(len(contents.chunks)):
        made = item(contents, place, "")
        yield content_digest(made.metadata, made.vector.tobytes())


def item(contents: Contents, place: int, key: str) -> Item:
    """The chunk at a place as a vector under `key`; without a key, to look at only."""
    chunk, vector = contents.chunks[place], contents.vectors[place]
    document = contents.documents.get(chunk.document)
    directed = bool(vector.any())
    entry = entry_of(
        chunk,
        document.labels if document else Labels(),
        contents.vocabulary.glossary,
        directed=directed,
    )
    if entry.cut and key:
        log.warning(
            "a passage of %s is too long for S3 Vectors; its end is left out",
            chunk.document,
            extra={"event": "passage_cut", "document": chunk.document},
        )
    return Item(
        key=key,
        vector=np.asarray(vector, dtype=np.float32) if directed else _some_direction(vector),
        metadata=entry.metadata,
    )


def _some_direction(vector: Floats) -> Floats:
    """In place of a zero vector, which S3 Vectors refuses; the metadata says that it is none."""
    stand_in = np.zeros(len(vector), dtype=np.float32)
    stand_in[0] = 1.0
    return stand_in


def own_vector(contents: Contents, place: int) -> dict[str, Any]:
    """A search that must come upon a chunk by its meaning."""
    return {"queryVector": {"float32": item(contents, place, "").vector.tolist()}}


def own_words(contents: Contents, place: int) -> dict[str, Any] | None:
    """A search that should come upon a chunk by its first words; None when it has none."""
    words = search_text(" ".join(islice(contents.chunks[place].text.split(), 8)))
    return {"queryTexts": [{"text": words, "metadataKey": SEARCH_KEY}]} if words else None

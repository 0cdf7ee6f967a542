"""Writes `samples/vectors.sqlite`, so that the samples need no embedding on a new machine.

    .venv/bin/python -m local.ship_vectors

Holds the vector of every chunk of the sample documents, and of every sentence that the extractive
answerer may quote from them. Questions are not in it. A test tells when it is out of date.
"""

from collections.abc import Iterator
from typing import Final

from rich.progress import track

from ai.index.glossary import GLOSSARY_FILE
from ai.ingest.chunk import chunk_document, embedded_text
from ai.ingest.readers.registry import read_document
from ai.model import Chunk
from local.bedrock.units import split_units
from local.bedrock.vectors import SentenceVectors, VectorCache, load_embedded_model
from local.models import SHIPPED_VECTORS
from local.state import ROOT

SAMPLES: Final = ROOT / "samples" / "documents"


def sample_chunks() -> Iterator[Chunk]:
    """Every chunk of the sample documents."""
    for path in sorted(SAMPLES.iterdir()):
        if path.name != GLOSSARY_FILE:
            yield from chunk_document(read_document(path.name, "sample", path.read_bytes()))


def passages_of(chunk: Chunk) -> set[str]:
    """Texts whose vectors an answer from this chunk may need."""
    units = split_units(1, " > ".join(chunk.place), chunk.text)
    return {embedded_text(chunk)} | {unit.in_context for unit in units}


def main() -> None:
    """Embeds what is missing; takes about a minute from nothing."""
    target = SHIPPED_VECTORS[0]
    target.unlink(missing_ok=True)
    cache = VectorCache(target)
    vectors = SentenceVectors(cache, load_embedded_model)
    texts = sorted({text for chunk in sample_chunks() for text in passages_of(chunk)})
    for text in track(texts, description="embedding"):
        vectors.embed(text, passage=True)
    cache.close()


if __name__ == "__main__":
    main()

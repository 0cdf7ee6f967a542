"""Writes `samples/vectors.sqlite`, so that the samples need no embedding on a new machine.

    .venv/bin/python -m local.ship_vectors

Holds the vector of every chunk of the sample documents, of every sentence that the extractive
answerer may quote from them, and of every golden question as the gate asks it. A test tells when it
is out of date.
"""

from collections.abc import Iterator
from typing import Final

from rich.progress import track

from ai.index.derive import derive_terms
from ai.index.glossary import GLOSSARY_FILE, read_glossary
from ai.index.knowledge import SearchOptions
from ai.index.vocabulary import Vocabulary
from ai.ingest.chunk import chunk_document, embedded_text
from ai.ingest.gate import embedded_texts
from ai.ingest.readers.registry import read_document
from ai.model import Chunk
from ai.quality.questions import QUESTIONS_FILE, read_questions
from local.bedrock.units import split_units
from local.bedrock.vectors import SentenceVectors, VectorCache, load_embedded_model
from local.models import SHIPPED_VECTORS
from local.state import ROOT

SAMPLES: Final = ROOT / "samples" / "documents"
QUESTIONS: Final = ROOT / "samples" / QUESTIONS_FILE


def sample_chunks() -> Iterator[Chunk]:
    """Every chunk of the sample documents."""
    for path in sorted(SAMPLES.iterdir()):
        if path.name != GLOSSARY_FILE:
            yield from chunk_document(read_document(path.name, "sample", path.read_bytes()))


def passages_of(chunk: Chunk) -> set[str]:
    """Texts whose vectors an answer from this chunk may need."""
    units = split_units(1, " > ".join(chunk.place), chunk.text)
    return {embedded_text(chunk)} | {unit.in_context for unit in units}


def question_texts() -> list[str]:
    """What the gate has embedded for the golden questions, once all samples are there."""
    glossary = read_glossary((SAMPLES / GLOSSARY_FILE).read_text(encoding="utf-8"))
    derived = derive_terms(tuple(sample_chunks()), glossary)
    vocabulary = Vocabulary(glossary=glossary, derived=derived)
    questions = read_questions(QUESTIONS.read_text(encoding="utf-8"))
    findable = [question for question in questions if question.findable]
    return embedded_texts(vocabulary, findable, SearchOptions())


def main() -> None:
    """Embeds what is missing; takes about a minute from nothing."""
    target = SHIPPED_VECTORS[0]
    target.unlink(missing_ok=True)
    cache = VectorCache(target)
    vectors = SentenceVectors(cache, load_embedded_model)
    passages = sorted({text for chunk in sample_chunks() for text in passages_of(chunk)})
    for text in track(passages, description="embedding"):
        vectors.embed(text, passage=True)
    for text in track(sorted(set(question_texts())), description="questions"):
        vectors.embed(text, passage=False)
    cache.close()


if __name__ == "__main__":
    main()
